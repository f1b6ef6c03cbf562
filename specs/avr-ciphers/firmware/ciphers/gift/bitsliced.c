/*
 * GIFT-64-128 bitsliced: plane b holds bit b of the sixteen nibbles, and since
 * the permutation leaves a bit in its plane, each plane is permuted alone. The
 * S-box is the paper's circuit. Round keys are planes as they stand: V meets
 * plane 0, U plane 1, the constant plane 3. The key words stay in place; a
 * round rotates the pair it has used, and after 28 rounds each pair has been
 * rotated seven times.
 */
#include "cipher.h"

#define ROR16(x, n) ((uint16_t)((x) >> (n) | (x) << (16 - (n))))

static void to_planes(uint16_t *s, const uint8_t *in)
{
    uint8_t i, b;

    s[0] = s[1] = s[2] = s[3] = 0;
    for (i = 0; i < 8; i++) {
        b = in[i];
        s[3] = s[3] << 2 | (b >> 6 & 2) | (b >> 3 & 1);
        s[2] = s[2] << 2 | (b >> 5 & 2) | (b >> 2 & 1);
        s[1] = s[1] << 2 | (b >> 4 & 2) | (b >> 1 & 1);
        s[0] = s[0] << 2 | (b >> 3 & 2) | (b & 1);
    }
}

static void from_planes(uint8_t *out, const uint16_t *s)
{
    uint8_t i, n, b;

    for (i = 0; i < 16; i++) {
        n = 15 - i;
        b = (s[3] >> n & 1) << 3 | (s[2] >> n & 1) << 2 | (s[1] >> n & 1) << 1 | (s[0] >> n & 1);
        if (i & 1)
            out[i >> 1] |= b;
        else
            out[i >> 1] = b << 4;
    }
}

/* Bits t, t + 4, t + 8, t + 12 become nibble 3t + b mod 4. */
uint16_t permute_plane(uint16_t x, uint8_t b)
{
    uint16_t y = 0, z;
    uint8_t t;

    for (t = 0; t < 4; t++, x >>= 1, b += 3) {
        z = x & 0x1111;
        z = (z | z >> 3) & 0x0303;
        z = (z | z >> 6) & 0x000f;
        y |= z << (4 * (b & 3));
    }
    return y;
}

uint16_t unpermute_plane(uint16_t y, uint8_t b)
{
    uint16_t x = 0, z;
    uint8_t t;

    for (t = 0; t < 4; t++, b += 3) {
        z = y >> (4 * (b & 3)) & 0x000f;
        z = (z | z << 6) & 0x0303;
        z = (z | z << 3) & 0x1111;
        x |= z << t;
    }
    return x;
}

static uint8_t constant_step(uint8_t c)
{
    uint8_t in = 1 ^ (c >> 5) ^ (c >> 4 & 1);

    return (c << 1 & 0x3e) | (in & 1);
}

static uint8_t constant_step_back(uint8_t c)
{
    uint8_t high = 1 ^ (c & 1) ^ (c >> 5);

    return c >> 1 | (high & 1) << 5;
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint16_t s[4], k[8], t;
    uint8_t i, c = 0;

    for (i = 0; i < 8; i++)
        k[7 - i] = (uint16_t)key[2 * i] << 8 | key[2 * i + 1];
    to_planes(s, in);
    for (i = 0; i < 28; i++) {
        uint16_t *pair = k + (2 * i & 6);

        s[1] ^= s[0] & s[2];
        s[0] ^= s[1] & s[3];
        s[2] ^= s[0] | s[1];
        s[3] ^= s[2];
        s[1] ^= s[3];
        s[3] = ~s[3];
        s[2] ^= s[0] & s[1];
        t = s[0];
        s[0] = permute_plane(s[3], 0);
        s[1] = permute_plane(s[1], 1);
        s[2] = permute_plane(s[2], 2);
        s[3] = permute_plane(t, 3);

        c = constant_step(c);
        s[0] ^= pair[0];
        s[1] ^= pair[1];
        s[3] ^= 0x8000 | c;
        pair[0] = ROR16(pair[0], 12);
        pair[1] = ROR16(pair[1], 2);
    }
    from_planes(out, s);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint16_t s[4], k[8], t;
    uint8_t i, c = 0x0b;

    for (i = 0; i < 8; i++) {
        t = (uint16_t)key[2 * i] << 8 | key[2 * i + 1];
        k[7 - i] = i & 1 ? ROR16(t, 4) : ROR16(t, 14);
    }
    to_planes(s, in);
    for (i = 28; i-- > 0;) {
        uint16_t *pair = k + (2 * i & 6);

        pair[0] = ROR16(pair[0], 4);
        pair[1] = ROR16(pair[1], 14);
        s[0] ^= pair[0];
        s[1] ^= pair[1];
        s[3] ^= 0x8000 | c;
        c = constant_step_back(c);

        t = unpermute_plane(s[3], 3);
        s[3] = unpermute_plane(s[0], 0);
        s[1] = unpermute_plane(s[1], 1);
        s[2] = unpermute_plane(s[2], 2);
        s[0] = t;
        s[2] ^= s[0] & s[1];
        s[3] = ~s[3];
        s[1] ^= s[3];
        s[3] ^= s[2];
        s[2] ^= s[0] | s[1];
        s[0] ^= s[1] & s[3];
        s[1] ^= s[0] & s[2];
    }
    from_planes(out, s);
}
