/*
 * PRESENT-80 as its paper draws it, on eight bytes with the most significant
 * first: one nibble substitution, one bit at a time through the permutation,
 * the key register turned between rounds.
 */
#include "cipher.h"
#include "../portable.h"

#define LAST_ROUND 31

TABLE uint8_t sbox[16] = { 0xc, 5, 6, 0xb, 9, 0, 0xa, 0xd, 3, 0xe, 0xf, 8, 4, 7, 1, 2 };
TABLE uint8_t sbox_inverse[16] = { 5, 0xe, 0xf, 8, 0xc, 1, 2, 0xd, 0xb, 4, 6, 3, 0, 7, 9, 0xa };

/* addRoundKey and sBoxLayer */
void present_substitute(uint8_t *state, const uint8_t *reg)
{
    uint8_t i, x;

    for (i = 0; i < 8; i++) {
        x = state[i] ^ reg[i];
        state[i] = (uint8_t)(TABLE_U8(&sbox[x >> 4]) << 4 | TABLE_U8(&sbox[x & 15]));
    }
}

/* and both undone */
void present_unsubstitute(uint8_t *state, const uint8_t *reg)
{
    uint8_t i, x;

    for (i = 0; i < 8; i++) {
        x = state[i];
        state[i] = (uint8_t)(TABLE_U8(&sbox_inverse[x >> 4]) << 4 | TABLE_U8(&sbox_inverse[x & 15])) ^ reg[i];
    }
}

/* Bit i moves to 16 i mod 63; bit 63 stays. */
void present_permute(uint8_t *state)
{
    uint8_t result[8] = { 0 };
    uint8_t i, to = 0;

    for (i = 0; i < 64; i++) {
        if (state[7 - (i >> 3)] & (1 << (i & 7)))
            result[7 - (to >> 3)] |= 1 << (to & 7);
        to += 16;
        if (to > 63)
            to -= 63;
    }
    for (i = 0; i < 8; i++)
        state[i] = result[i];
}

void present_unpermute(uint8_t *state)
{
    uint8_t result[8] = { 0 };
    uint8_t i, from = 0;

    for (i = 0; i < 64; i++) {
        if (state[7 - (from >> 3)] & (1 << (from & 7)))
            result[7 - (i >> 3)] |= 1 << (i & 7);
        from += 16;
        if (from > 63)
            from -= 63;
    }
    for (i = 0; i < 8; i++)
        state[i] = result[i];
}

/* Bits 19..15 of the register are the low nibble of byte 7 and the high bit of byte 8. */
static void add_counter(uint8_t *reg, uint8_t round)
{
    reg[7] ^= round >> 1;
    reg[8] ^= (uint8_t)(round << 7);
}

/* Turning 80 bits left by 61 is turning them right by 19: two bytes and three bits. */
static void key_forward(uint8_t *reg, uint8_t round)
{
    uint8_t old[10], i, from;

    for (i = 0; i < 10; i++)
        old[i] = reg[i];
    for (i = 0, from = 8; i < 10; i++) {
        uint8_t before = from == 0 ? 9 : from - 1;
        reg[i] = (uint8_t)(old[before] << 5 | old[from] >> 3);
        from = from == 9 ? 0 : from + 1;
    }
    reg[0] = (uint8_t)(TABLE_U8(&sbox[reg[0] >> 4]) << 4 | (reg[0] & 15));
    add_counter(reg, round);
}

static void key_backward(uint8_t *reg, uint8_t round)
{
    uint8_t old[10], i, from;

    add_counter(reg, round);
    reg[0] = (uint8_t)(TABLE_U8(&sbox_inverse[reg[0] >> 4]) << 4 | (reg[0] & 15));
    for (i = 0; i < 10; i++)
        old[i] = reg[i];
    for (i = 0, from = 2; i < 10; i++) {
        uint8_t after = from == 9 ? 0 : from + 1;
        reg[i] = (uint8_t)(old[from] << 3 | old[after] >> 5);
        from = after;
    }
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t reg[10], i, round;

    for (i = 0; i < 10; i++) {
        reg[i] = key[i];
        if (i < 8)
            out[i] = in[i];
    }
    for (round = 1; round <= LAST_ROUND; round++) {
        present_substitute(out, reg);
        present_permute(out);
        key_forward(reg, round);
    }
    for (i = 0; i < 8; i++)
        out[i] ^= reg[i];
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t reg[10], i, round;

    for (i = 0; i < 10; i++) {
        reg[i] = key[i];
        if (i < 8)
            out[i] = in[i];
    }
    for (round = 1; round <= LAST_ROUND; round++)
        key_forward(reg, round);
    for (i = 0; i < 8; i++)
        out[i] ^= reg[i];
    for (round = LAST_ROUND; round; round--) {
        key_backward(reg, round);
        present_unpermute(out);
        present_unsubstitute(out, reg);
    }
}
