/*
 * PRESENT-80 in 64-bit arithmetic and without tables. The S-box is a circuit
 * on the sixteen nibbles at once. The permutation turns the three base-4
 * digits of a bit's index, which two transpositions do, by exchanging bits
 * under masks. The key register is a 64-bit and a 16-bit half.
 */
#include "cipher.h"

#define ONES 0x1111111111111111u

#define EXCHANGE(x, distance, mask)                       \
    do {                                                  \
        uint64_t d_ = ((x) ^ (x) >> (distance)) & (mask); \
        (x) ^= d_ ^ d_ << (distance);                     \
    } while (0)

/* exchange the lowest two digits of every bit's index */
#define LOW_DIGITS(x)                        \
    do {                                     \
        EXCHANGE(x, 3, 0x0a0a0a0a0a0a0a0au); \
        EXCHANGE(x, 6, 0x00cc00cc00cc00ccu); \
    } while (0)

/* and the highest two */
#define HIGH_DIGITS(x)                        \
    do {                                      \
        EXCHANGE(x, 12, 0x0000f0f00000f0f0u); \
        EXCHANGE(x, 24, 0x00000000ff00ff00u); \
    } while (0)

uint64_t sbox_layer(uint64_t x)
{
    uint64_t a = x & ONES, b = x >> 1 & ONES, c = x >> 2 & ONES, d = x >> 3 & ONES;

    a ^= ~b & c;
    b ^= ~c & d;
    c ^= ONES;
    c ^= ~a & b;
    a ^= d;
    d ^= ~c & b;
    b ^= a & d;
    d ^= ~b & c;
    c ^= ~b & a;
    return a | b << 1 | d << 2 | c << 3;
}

uint64_t sbox_layer_inverse(uint64_t x)
{
    uint64_t a = x & ONES, b = x >> 1 & ONES, d = x >> 2 & ONES, c = x >> 3 & ONES;

    c ^= ~b & a;
    d ^= ~b & c;
    b ^= a & d;
    d ^= ~c & b;
    a ^= d;
    c ^= ~a & b;
    c ^= ONES;
    b ^= ~c & d;
    a ^= ~b & c;
    return a | b << 1 | c << 2 | d << 3;
}

uint64_t p_layer(uint64_t x)
{
    LOW_DIGITS(x);
    HIGH_DIGITS(x);
    return x;
}

uint64_t p_layer_inverse(uint64_t x)
{
    HIGH_DIGITS(x);
    LOW_DIGITS(x);
    return x;
}

static void round_keys(uint64_t k[32], const uint8_t *key)
{
    uint64_t hi = 0, turned;
    uint16_t lo = (uint16_t)(key[8] << 8 | key[9]);
    uint8_t round;

    for (round = 0; round < 8; round++)
        hi = hi << 8 | key[round];
    k[0] = hi;
    for (round = 1; round < 32; round++) {
        turned = (hi << 61) | ((uint64_t)lo << 45) | (hi >> 19);
        lo = (uint16_t)(hi >> 3);
        hi = (turned & 0x0fffffffffffffffu) | (sbox_layer(turned) & 0xf000000000000000u);
        hi ^= round >> 1;
        lo ^= (uint16_t)(round << 15);
        k[round] = hi;
    }
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint64_t k[32], x = 0;
    uint8_t i;

    round_keys(k, key);
    for (i = 0; i < 8; i++)
        x = x << 8 | in[i];
    for (i = 0; i < 31; i++)
        x = p_layer(sbox_layer(x ^ k[i]));
    x ^= k[31];
    for (i = 8; i-- > 0; x >>= 8)
        out[i] = (uint8_t)x;
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint64_t k[32], x = 0;
    uint8_t i;

    round_keys(k, key);
    for (i = 0; i < 8; i++)
        x = x << 8 | in[i];
    x ^= k[31];
    for (i = 31; i-- > 0;)
        x = sbox_layer_inverse(p_layer_inverse(x)) ^ k[i];
    for (i = 8; i-- > 0; x >>= 8)
        out[i] = (uint8_t)x;
}
