/*
 * SPECK-64/128 for an eight-bit machine: no word wider than a byte (and one
 * carry). The rotation by 8 is a change of index, the rotation by 3 three
 * shifts through the carry. Key state of 16 bytes, updated in place.
 */
#include "cipher.h"

#define NR 27

typedef uint8_t quad[4];                 /* a 32-bit word, low byte first */

typedef struct {
    quad k;                              /* the current round key */
    quad l[3];
    uint8_t next;                        /* which l is due */
} keystate;

/* a = (a >>> 8) + b */
static void add_turned(quad a, const quad b)
{
    uint8_t low = a[0];
    uint8_t carry = 0;
    for (uint8_t n = 0; n < 4; n++) {
        uint8_t s = n < 3 ? a[n + 1] : low;
        uint8_t t = (uint8_t)(s + carry);
        carry = t < carry;
        a[n] = (uint8_t)(t + b[n]);
        carry |= a[n] < t;
    }
}

/* a = (a - b) <<< 8 */
static void sub_turned(quad a, const quad b)
{
    uint8_t top = 0;
    uint8_t borrow = 0;
    uint8_t n;
    for (n = 0; n < 4; n++) {
        uint8_t s = a[n];
        uint8_t d = (uint8_t)(s - b[n]);
        uint8_t e = (uint8_t)(d - borrow);
        borrow = (s < b[n]) | (d < borrow);
        a[n] = top;
        top = e;
    }
    a[0] = top;
}

static void left3(quad b)
{
    uint8_t times = 3;
    while (times--) {
        uint8_t in = b[3] >> 7;
        for (uint8_t n = 0; n < 4; n++) {
            uint8_t out = b[n] >> 7;
            b[n] = (uint8_t)(b[n] << 1 | in);
            in = out;
        }
    }
}

static void right3(quad b)
{
    uint8_t times = 3;
    while (times--) {
        uint8_t in = b[0] & 1;
        for (uint8_t n = 4; n--;) {
            uint8_t out = b[n] & 1;
            b[n] = (uint8_t)(b[n] >> 1 | in << 7);
            in = out;
        }
    }
}

static void mix(quad a, const quad b)
{
    a[0] ^= b[0];
    a[1] ^= b[1];
    a[2] ^= b[2];
    a[3] ^= b[3];
}

static void key_begin(keystate *s, const uint8_t *key)
{
    uint8_t *to = s->k;
    for (uint8_t n = 0; n < 4; n++)
        to[n] = *key++;
    for (uint8_t w = 0; w < 3; w++)
        for (uint8_t n = 0; n < 4; n++)
            s->l[w][n] = *key++;
    s->next = 0;
}

static void key_forward(keystate *s, uint8_t round)
{
    uint8_t *l = s->l[s->next];
    add_turned(l, s->k);
    l[0] ^= round;
    left3(s->k);
    mix(s->k, l);
    if (++s->next == 3)
        s->next = 0;
}

static void key_back(keystate *s, uint8_t round)
{
    uint8_t *l;
    s->next = s->next ? s->next - 1 : 2;
    l = s->l[s->next];
    mix(s->k, l);
    right3(s->k);
    l[0] ^= round;
    sub_turned(l, s->k);
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    keystate s;
    uint8_t n, round;

    for (n = 0; n < CIPHER_BLOCK; n++)
        out[n] = in[n];
    key_begin(&s, key);
    for (round = 0; round < NR; round++) {
        add_turned(out + 4, out);
        mix(out + 4, s.k);
        left3(out);
        mix(out, out + 4);
        key_forward(&s, round);
    }
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    keystate s;
    uint8_t n, round;

    for (n = 0; n < CIPHER_BLOCK; n++)
        out[n] = in[n];
    key_begin(&s, key);
    for (round = 0; round < NR; round++)
        key_forward(&s, round);
    while (round-- > 0) {
        key_back(&s, round);
        mix(out, out + 4);
        right3(out);
        mix(out + 4, s.k);
        sub_turned(out + 4, out);
    }
}
