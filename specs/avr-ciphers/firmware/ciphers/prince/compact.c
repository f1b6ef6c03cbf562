/*
 * PRINCE on sixteen nibbles, one per byte, nibble 0 the most significant.
 * Every layer is a small loop. Decryption is encryption under the reflected
 * key: k0 and k0' exchanged, k1 offset by alpha.
 */
#include "cipher.h"
#include "../portable.h"

TABLE uint8_t sub[16] = { 0xb, 0xf, 3, 2, 0xa, 0xc, 9, 1, 6, 7, 8, 0, 0xe, 5, 0xd, 4 };
TABLE uint8_t unsub[16] = { 0xb, 7, 3, 2, 0xf, 0xd, 8, 9, 0xa, 6, 4, 0, 5, 0xe, 0xc, 1 };

TABLE uint8_t round_constant[12][8] = {
    { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 },
    { 0x13, 0x19, 0x8a, 0x2e, 0x03, 0x70, 0x73, 0x44 },
    { 0xa4, 0x09, 0x38, 0x22, 0x29, 0x9f, 0x31, 0xd0 },
    { 0x08, 0x2e, 0xfa, 0x98, 0xec, 0x4e, 0x6c, 0x89 },
    { 0x45, 0x28, 0x21, 0xe6, 0x38, 0xd0, 0x13, 0x77 },
    { 0xbe, 0x54, 0x66, 0xcf, 0x34, 0xe9, 0x0c, 0x6c },
    { 0x7e, 0xf8, 0x4f, 0x78, 0xfd, 0x95, 0x5c, 0xb1 },
    { 0x85, 0x84, 0x08, 0x51, 0xf1, 0xac, 0x43, 0xaa },
    { 0xc8, 0x82, 0xd3, 0x2f, 0x25, 0x32, 0x3c, 0x54 },
    { 0x64, 0xa5, 0x11, 0x95, 0xe0, 0xe3, 0x61, 0x0d },
    { 0xd3, 0xb5, 0xa3, 0x99, 0xca, 0x0c, 0x23, 0x99 },
    { 0xc0, 0xac, 0x29, 0xb7, 0xc9, 0x7c, 0x50, 0xdd },
};

/* k1 comes before every S-layer of the first half and the middle ... */
void s_layer(uint8_t *nibble, const uint8_t *k1)
{
    for (uint8_t i = 0; i < 8; i++) {
        nibble[2 * i] = TABLE_U8(&sub[nibble[2 * i] ^ k1[i] >> 4]);
        nibble[2 * i + 1] = TABLE_U8(&sub[nibble[2 * i + 1] ^ (k1[i] & 15)]);
    }
}

/* ... and after every inverse one. */
void s_layer_inverse(uint8_t *nibble, const uint8_t *k1)
{
    for (uint8_t i = 0; i < 8; i++) {
        nibble[2 * i] = TABLE_U8(&unsub[nibble[2 * i]]) ^ k1[i] >> 4;
        nibble[2 * i + 1] = TABLE_U8(&unsub[nibble[2 * i + 1]]) ^ (k1[i] & 15);
    }
}

/*
 * Output i of a column is the sum of its inputs j, each without its bit
 * (i + j + shift) mod 4 counted from the top; shift is 0 in the outer columns
 * and 1 in the inner ones.
 */
static void m_column(uint8_t *column, uint8_t shift)
{
    uint8_t mixed[4];

    for (uint8_t i = 0; i < 4; i++) {
        mixed[i] = 0;
        for (uint8_t j = 0; j < 4; j++)
            mixed[i] ^= column[j] & ~(8 >> ((i + j + shift) & 3));
    }
    for (uint8_t i = 0; i < 4; i++)
        column[i] = mixed[i];
}

void m_layer(uint8_t *nibble)
{
    m_column(nibble, 0);
    m_column(nibble + 4, 1);
    m_column(nibble + 8, 1);
    m_column(nibble + 12, 0);
}

/* Row r is turned by `step` times r: 1 for the layer, 3 for its inverse. */
void row_shift(uint8_t *nibble, uint8_t step)
{
    uint8_t row[4];

    for (uint8_t r = 1; r < 4; r++) {
        for (uint8_t c = 0; c < 4; c++)
            row[c] = nibble[((c + r * step) & 3) * 4 + r];
        for (uint8_t c = 0; c < 4; c++)
            nibble[c * 4 + r] = row[c];
    }
}

static void xor_bytes(uint8_t *nibble, const uint8_t *k)
{
    for (uint8_t i = 0; i < 8; i++) {
        nibble[2 * i] ^= k[i] >> 4;
        nibble[2 * i + 1] ^= k[i] & 15;
    }
}

static void xor_constant(uint8_t *nibble, uint8_t round)
{
    for (uint8_t i = 0; i < 8; i++) {
        uint8_t c = TABLE_U8(&round_constant[round][i]);
        nibble[2 * i] ^= c >> 4;
        nibble[2 * i + 1] ^= c & 15;
    }
}

static void prince_core(uint8_t *nibble, const uint8_t *k1)
{
    xor_constant(nibble, 0);
    for (uint8_t round = 1; round <= 5; round++) {
        s_layer(nibble, k1);
        m_layer(nibble);
        row_shift(nibble, 1);
        xor_constant(nibble, round);
    }
    s_layer(nibble, k1);
    m_layer(nibble);
    s_layer_inverse(nibble, k1);
    for (uint8_t round = 6; round <= 10; round++) {
        xor_constant(nibble, round);
        row_shift(nibble, 3);
        m_layer(nibble);
        s_layer_inverse(nibble, k1);
    }
    xor_constant(nibble, 11);
}

/* k0' = (k0 turned right by one) xor (k0 shifted right by 63) */
static void whitening_key(uint8_t *k0_prime, const uint8_t *k0)
{
    uint8_t carry = k0[7] & 1;

    for (uint8_t i = 0; i < 8; i++) {
        k0_prime[i] = (uint8_t)(carry << 7 | k0[i] >> 1);
        carry = k0[i] & 1;
    }
    k0_prime[7] ^= k0[0] >> 7;
}

static void whitened(uint8_t *out, const uint8_t *in, const uint8_t *before, const uint8_t *k1, const uint8_t *after)
{
    uint8_t nibble[16] = { 0 };

    xor_bytes(nibble, in);
    xor_bytes(nibble, before);
    prince_core(nibble, k1);
    xor_bytes(nibble, after);
    for (uint8_t i = 0; i < 8; i++)
        out[i] = (uint8_t)(nibble[2 * i] << 4 | nibble[2 * i + 1]);
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t k0_prime[8];

    whitening_key(k0_prime, key);
    whitened(out, in, key, key + 8, k0_prime);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t k0_prime[8], k1_reflected[8];

    whitening_key(k0_prime, key);
    for (uint8_t i = 0; i < 8; i++)
        k1_reflected[i] = key[8 + i] ^ TABLE_U8(&round_constant[11][i]);
    whitened(out, in, k0_prime, k1_reflected, key);
}
