/*
 * GIFT-64-128 on sixteen nibbles, nibble 0 the least significant, in the
 * paper's steps: SubCells with PermBits, then AddRoundKey. The key state moves
 * by two words per round, and back again for decryption.
 */
#include "cipher.h"
#include "../portable.h"

#define GIFT_ROUNDS 28

TABLE uint8_t GS[16] = { 1, 0xa, 4, 0xc, 6, 0xf, 3, 9, 2, 0xd, 0xb, 7, 5, 0, 8, 0xe };
TABLE uint8_t GS_INV[16] = { 0xd, 0, 8, 6, 2, 0xc, 4, 0xb, 0xe, 7, 1, 0xa, 3, 9, 0xf, 5 };

/* six bits of a feedback register, one step per round */
TABLE uint8_t CONSTANT[GIFT_ROUNDS] = {
    0x01, 0x03, 0x07, 0x0f, 0x1f, 0x3e, 0x3d, 0x3b, 0x37, 0x2f, 0x1e, 0x3c, 0x39, 0x33,
    0x27, 0x0e, 0x1d, 0x3a, 0x35, 0x2b, 0x16, 0x2c, 0x18, 0x30, 0x21, 0x02, 0x05, 0x0b,
};

struct gift {
    uint8_t cell[16];
    uint16_t k[8];
};

void gift_init(struct gift *g, const uint8_t *block, const uint8_t *key)
{
    int i;

    for (i = 0; i < 8; i++) {
        g->cell[15 - 2 * i] = block[i] >> 4;
        g->cell[14 - 2 * i] = block[i] & 0xf;
        g->k[7 - i] = (uint16_t)(key[2 * i] << 8) | key[2 * i + 1];
    }
}

void gift_finish(const struct gift *g, uint8_t *block)
{
    int i;

    for (i = 0; i < 8; i++)
        block[i] = (uint8_t)(g->cell[15 - 2 * i] << 4) | g->cell[14 - 2 * i];
}

/* A bit keeps its place b in its nibble; nibble 4q + t goes to q + 4 (3t + b mod 4). */
static uint8_t gift_target(uint8_t nibble, uint8_t bit)
{
    uint8_t q = nibble >> 2, t = nibble & 3;

    return q + 4 * ((3 * t + bit) & 3);
}

void gift_sub_perm(struct gift *g)
{
    uint8_t to[16] = { 0 };
    uint8_t i, b, x;

    for (i = 0; i < 16; i++) {
        x = TABLE_U8(&GS[g->cell[i]]);
        for (b = 0; b < 4; b++)
            to[gift_target(i, b)] |= x & (1 << b);
    }
    for (i = 0; i < 16; i++)
        g->cell[i] = to[i];
}

void gift_sub_perm_inv(struct gift *g)
{
    uint8_t from[16] = { 0 };
    uint8_t i, b;

    for (i = 0; i < 16; i++)
        for (b = 0; b < 4; b++)
            from[i] |= g->cell[gift_target(i, b)] & (1 << b);
    for (i = 0; i < 16; i++)
        g->cell[i] = TABLE_U8(&GS_INV[from[i]]);
}

void gift_add_round_key(struct gift *g, uint8_t round)
{
    uint16_t u = g->k[1], v = g->k[0];
    uint8_t c = TABLE_U8(&CONSTANT[round]);
    int i;

    for (i = 0; i < 16; i++) {
        g->cell[i] ^= (uint8_t)((u & 1) << 1 | (v & 1));
        u >>= 1;
        v >>= 1;
    }
    for (i = 0; i < 6; i++)
        if (c & (1 << i))
            g->cell[i] ^= 8;
    g->cell[15] ^= 8;
}

static void gift_key_next(struct gift *g)
{
    uint16_t k0 = g->k[0], k1 = g->k[1];
    int i;

    for (i = 0; i < 6; i++)
        g->k[i] = g->k[i + 2];
    g->k[6] = k0 >> 12 | (uint16_t)(k0 << 4);
    g->k[7] = k1 >> 2 | (uint16_t)(k1 << 14);
}

static void gift_key_back(struct gift *g)
{
    uint16_t k6 = g->k[6], k7 = g->k[7];
    int i;

    for (i = 7; i >= 2; i--)
        g->k[i] = g->k[i - 2];
    g->k[0] = (uint16_t)(k6 << 12) | k6 >> 4;
    g->k[1] = (uint16_t)(k7 << 2) | k7 >> 14;
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct gift g;
    uint8_t round;

    gift_init(&g, in, key);
    for (round = 0; round < GIFT_ROUNDS; round++) {
        gift_sub_perm(&g);
        gift_add_round_key(&g, round);
        gift_key_next(&g);
    }
    gift_finish(&g, out);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct gift g;
    uint8_t round;

    gift_init(&g, in, key);
    for (round = 0; round < GIFT_ROUNDS; round++)
        gift_key_next(&g);
    while (round-- > 0) {
        gift_key_back(&g);
        gift_add_round_key(&g, round);
        gift_sub_perm_inv(&g);
    }
    gift_finish(&g, out);
}
