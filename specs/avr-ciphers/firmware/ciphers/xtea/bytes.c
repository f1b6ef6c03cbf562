/*
 * XTEA byte by byte, in the caller's buffer: the words stay big-endian there
 * and are added from their last byte upwards. v << 4 and v >> 5 come out of
 * the same nibbles: a swapped byte gives both neighbours what they need.
 */
#include "cipher.h"

/* w += a, big-endian */
static void addw(uint8_t *w, const uint8_t *a)
{
    uint16_t acc = 0;
    int8_t i = 3;
    do {
        acc = (uint16_t)((acc >> 8) + w[i] + a[i]);
        w[i] = (uint8_t)acc;
    } while (--i >= 0);
}

/* w -= a, big-endian: the complement is added, with a one */
static void subw(uint8_t *w, const uint8_t *a)
{
    uint16_t acc = 0x100;
    int8_t i = 3;
    do {
        acc = (uint16_t)((acc >> 8) + w[i] + (uint8_t)~a[i]);
        w[i] = (uint8_t)acc;
    } while (--i >= 0);
}

/* f = (v << 4 ^ v >> 5) + v */
static void spread(uint8_t *f, const uint8_t *v)
{
    uint8_t n0 = (uint8_t)(v[0] << 4 | v[0] >> 4);
    uint8_t n1 = (uint8_t)(v[1] << 4 | v[1] >> 4);
    uint8_t n2 = (uint8_t)(v[2] << 4 | v[2] >> 4);
    uint8_t n3 = (uint8_t)(v[3] << 4 | v[3] >> 4);

    f[0] = (uint8_t)((n0 & 0xf0) | (n1 & 0x0f));
    f[1] = (uint8_t)((n1 & 0xf0) | (n2 & 0x0f));
    f[2] = (uint8_t)((n2 & 0xf0) | (n3 & 0x0f));
    f[3] = n3 & 0xf0;

    f[0] ^= v[0] >> 5;
    f[1] ^= (uint8_t)(v[0] << 3 | v[1] >> 5);
    f[2] ^= (uint8_t)(v[1] << 3 | v[2] >> 5);
    f[3] ^= (uint8_t)(v[2] << 3 | v[3] >> 5);

    addw(f, v);
}

/* f ^= sum + key word */
static void season(uint8_t *f, const uint8_t *sum, const uint8_t *k)
{
    uint8_t s[4] = { sum[0], sum[1], sum[2], sum[3] };
    uint8_t i;
    addw(s, k);
    for (i = 0; i < 4; i++)
        f[i] ^= s[i];
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    static const uint8_t delta[4] = { 0x9e, 0x37, 0x79, 0xb9 };
    uint8_t sum[4] = { 0, 0, 0, 0 };
    uint8_t f[4];
    uint8_t i;

    for (i = 0; i < 8; i++)
        out[i] = in[i];
    for (i = 32; i > 0; i--) {
        spread(f, out + 4);
        season(f, sum, key + ((sum[3] & 3) << 2));
        addw(out, f);

        addw(sum, delta);

        spread(f, out);
        season(f, sum, key + (sum[2] >> 1 & 0x0c));
        addw(out + 4, f);
    }
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    static const uint8_t delta[4] = { 0x9e, 0x37, 0x79, 0xb9 };
    uint8_t sum[4] = { 0xc6, 0xef, 0x37, 0x20 };    /* 32 delta */
    uint8_t f[4];
    uint8_t i;

    for (i = 0; i < 8; i++)
        out[i] = in[i];
    for (i = 32; i > 0; i--) {
        spread(f, out);
        season(f, sum, key + (sum[2] >> 1 & 0x0c));
        subw(out + 4, f);

        subw(sum, delta);

        spread(f, out + 4);
        season(f, sum, key + ((sum[3] & 3) << 2));
        subw(out, f);
    }
}
