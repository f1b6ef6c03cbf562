/*
 * PRINCE in 64-bit arithmetic: S-boxes as a reversible circuit on bit planes
 * under the mask 1111..., the mixing layer as rotations inside each 16-bit
 * column, the row shift as masked rotations of the whole word.
 */
#include "cipher.h"
#include "../portable.h"

#define LSB 0x1111111111111111u
#define ALPHA 0xc0ac29b7c97c50ddu

/* RC1..RC5; the other half follows as RC(11 - i) = RC(i) ^ alpha. */
TABLE uint64_t RC[5] = {
    0x13198a2e03707344u, 0xa4093822299f31d0u, 0x082efa98ec4e6c89u, 0x452821e638d01377u, 0xbe5466cf34e90c6cu,
};

#define ROTL(x, n) ((x) << (n) | (x) >> (64 - (n)))

static uint64_t Sbox(uint64_t s)
{
    uint64_t x0 = s & LSB, x1 = (s >> 1) & LSB, x2 = (s >> 2) & LSB, x3 = (s >> 3) & LSB;

    x1 ^= x0 & ~x3;
    x0 ^= x1 & ~x2;
    x2 ^= x0 & ~x3;
    x3 ^= x1 & ~x2;
    x1 ^= x2 | x3;
    x1 ^= x0 & x3;
    x1 ^= LSB;
    x0 ^= x1 | x2;
    x2 ^= x3 & ~x0;
    x2 ^= x0 & x1;
    return x0 << 3 | x3 << 2 | x2 << 1 | x1;
}

static uint64_t SboxInverse(uint64_t s)
{
    uint64_t x1 = s & LSB, x2 = (s >> 1) & LSB, x3 = (s >> 2) & LSB, x0 = (s >> 3) & LSB;

    x2 ^= x0 & x1;
    x2 ^= x3 & ~x0;
    x0 ^= x1 | x2;
    x1 ^= LSB;
    x1 ^= x0 & x3;
    x1 ^= x2 | x3;
    x3 ^= x1 & ~x2;
    x2 ^= x0 & ~x3;
    x0 ^= x1 & ~x2;
    x1 ^= x0 & ~x3;
    return x3 << 3 | x2 << 2 | x1 << 1 | x0;
}

/*
 * Each output nibble is the sum of its column less one bit of every input:
 * output i lacks bit (i + j + shift) of input j. In other words: bit b of output
 * i lacks input j = b - i - shift, so each bit takes what it lacks from one of
 * the column's four turns, by its place.
 */
static uint64_t Mix(uint64_t s)
{
    uint64_t t1 = (s << 4 & 0xfff0fff0fff0fff0u) | (s >> 12 & 0x000f000f000f000fu);
    uint64_t t2 = (s << 8 & 0xff00ff00ff00ff00u) | (s >> 8 & 0x00ff00ff00ff00ffu);
    uint64_t t3 = (s << 12 & 0xf000f000f000f000u) | (s >> 4 & 0x0fff0fff0fff0fffu);

    return s ^ t1 ^ t2 ^ t3 ^ (s & 0x8282414141418282u) ^ (t1 & 0x4141282828284141u) ^
           (t2 & 0x2828141414142828u) ^ (t3 & 0x1414828282821414u);
}

static uint64_t ShiftRows(uint64_t s)
{
    return (s & 0xf000f000f000f000u) | (ROTL(s, 16) & 0x0f000f000f000f00u) | (ROTL(s, 32) & 0x00f000f000f000f0u) |
           (ROTL(s, 48) & 0x000f000f000f000fu);
}

static uint64_t ShiftRowsBack(uint64_t s)
{
    return (s & 0xf000f000f000f000u) | (ROTL(s, 48) & 0x0f000f000f000f00u) | (ROTL(s, 32) & 0x00f000f000f000f0u) |
           (ROTL(s, 16) & 0x000f000f000f000fu);
}

uint64_t PrinceCore(uint64_t s, uint64_t k1)
{
    int8_t i;

    s ^= k1;
    for (i = 0; i < 5; i++)
        s = ShiftRows(Mix(Sbox(s))) ^ TABLE_U64(&RC[i]) ^ k1;
    s = SboxInverse(Mix(Sbox(s)));
    k1 ^= ALPHA;
    for (i = 4; i >= 0; i--)
        s = SboxInverse(Mix(ShiftRowsBack(s ^ TABLE_U64(&RC[i]) ^ k1)));
    return s ^ k1;
}

/* One direction of the cipher: whiten, core, whiten, from bytes to bytes. */
static void Whitened(uint8_t *out, const uint8_t *in, uint64_t before, uint64_t k1, uint64_t after)
{
    uint64_t s = 0;
    int8_t i;

    for (i = 0; i < 8; i++)
        s = s << 8 | in[i];
    s = PrinceCore(s ^ before, k1) ^ after;
    for (i = 7; i >= 0; i--, s >>= 8)
        out[i] = (uint8_t)s;
}

static uint64_t OuterKey(uint64_t k0)
{
    return ROTL(k0, 63) ^ k0 >> 63;
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint64_t k0 = 0, k1 = 0;
    uint8_t i;

    for (i = 0; i < 8; i++) {
        k0 = k0 << 8 | key[i];
        k1 = k1 << 8 | key[i + 8];
    }
    Whitened(out, in, k0, k1, OuterKey(k0));
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint64_t k0 = 0, k1 = ALPHA;
    uint8_t i;

    for (i = 0; i < 8; i++)
        k0 = k0 << 8 | key[i];
    for (i = 0; i < 8; i++)
        k1 ^= (uint64_t)key[8 + i] << (56 - 8 * i);
    Whitened(out, in, OuterKey(k0), k1, k0);
}
