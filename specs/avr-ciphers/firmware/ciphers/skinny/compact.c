/*
 * SKINNY-64-128 cell by cell: a 4 x 4 array of nibbles, two tweakey arrays, and
 * the paper's five steps, each a function. Decryption winds the tweakey forward
 * once and then back, round by round.
 */
#include "cipher.h"
#include "../portable.h"

enum { ROUNDS = 36, CELLS = 16 };

TABLE uint8_t s4[16] = { 0xc, 6, 9, 0, 1, 0xa, 2, 0xb, 3, 8, 5, 0xd, 4, 0xe, 7, 0xf };
TABLE uint8_t s4_inverse[16] = { 3, 4, 6, 8, 0xc, 0xa, 1, 0xe, 9, 2, 5, 7, 0, 0xb, 0xd, 0xf };
TABLE uint8_t tweakey_from[16] = { 9, 15, 8, 13, 10, 14, 12, 11, 0, 1, 2, 3, 4, 5, 6, 7 };

typedef uint8_t cells[CELLS];

static void unpack(cells c, const uint8_t *bytes)
{
    uint8_t i;

    for (i = 0; i < CELLS; i++)
        c[i] = i & 1 ? bytes[i / 2] & 15 : bytes[i / 2] >> 4;
}

static void pack(uint8_t *bytes, const cells c)
{
    uint8_t i;

    for (i = 0; i < CELLS; i += 2)
        bytes[i / 2] = (uint8_t)(c[i] << 4 | c[i + 1]);
}

static void sub_cells(cells s, const uint8_t *box)
{
    uint8_t i;

    for (i = 0; i < CELLS; i++)
        s[i] = TABLE_U8(&box[s[i]]);
}

void add_constants(cells s, uint8_t rc)
{
    s[0] ^= rc & 15;
    s[4] ^= rc >> 4;
    s[8] ^= 2;
}

void add_tweakey(cells s, const cells tk1, const cells tk2)
{
    uint8_t i;

    for (i = 0; i < 8; i++)
        s[i] ^= tk1[i] ^ tk2[i];
}

/* row r to the right by r cells, or by 4 - r to undo it */
void shift_rows(cells s, uint8_t undo)
{
    uint8_t row, n, last;
    uint8_t *p;

    for (row = 1; row < 4; row++) {
        p = s + 4 * row;
        for (n = undo ? 4 - row : row; n; n--) {
            last = p[3];
            p[3] = p[2];
            p[2] = p[1];
            p[1] = p[0];
            p[0] = last;
        }
    }
}

void mix_columns(cells s)
{
    uint8_t c, t;

    for (c = 0; c < 4; c++) {
        s[4 + c] ^= s[8 + c];
        s[8 + c] ^= s[c];
        s[12 + c] ^= s[8 + c];
        t = s[12 + c];
        s[12 + c] = s[8 + c];
        s[8 + c] = s[4 + c];
        s[4 + c] = s[c];
        s[c] = t;
    }
}

void unmix_columns(cells s)
{
    uint8_t c, t;

    for (c = 0; c < 4; c++) {
        t = s[c];
        s[c] = s[4 + c];
        s[4 + c] = s[8 + c];
        s[8 + c] = s[12 + c];
        s[12 + c] = t ^ s[8 + c];
        s[8 + c] ^= s[c];
        s[4 + c] ^= s[8 + c];
    }
}

static void permute_tweakey(cells tk)
{
    cells old;
    uint8_t i;

    for (i = 0; i < CELLS; i++)
        old[i] = tk[i];
    for (i = 0; i < CELLS; i++)
        tk[i] = old[TABLE_U8(&tweakey_from[i])];
}

static void unpermute_tweakey(cells tk)
{
    cells old;
    uint8_t i;

    for (i = 0; i < CELLS; i++)
        old[i] = tk[i];
    for (i = 0; i < CELLS; i++)
        tk[TABLE_U8(&tweakey_from[i])] = old[i];
}

void next_tweakey(cells tk1, cells tk2)
{
    uint8_t i, x;

    permute_tweakey(tk1);
    permute_tweakey(tk2);
    for (i = 0; i < 8; i++) {
        x = tk2[i];
        tk2[i] = (uint8_t)((x << 1 & 14) | ((x >> 3 ^ x >> 2) & 1));
    }
}

void previous_tweakey(cells tk1, cells tk2)
{
    uint8_t i, x;

    for (i = 0; i < 8; i++) {
        x = tk2[i];
        tk2[i] = (uint8_t)(x >> 1 | ((x ^ x >> 3) & 1) << 3);
    }
    unpermute_tweakey(tk1);
    unpermute_tweakey(tk2);
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    cells s, tk1, tk2;
    uint8_t round, rc = 0;

    unpack(s, in);
    unpack(tk1, key);
    unpack(tk2, key + 8);
    for (round = 0; round < ROUNDS; round++) {
        rc = (uint8_t)((rc << 1 & 0x3e) | (((rc >> 5) ^ (rc >> 4) ^ 1) & 1));
        sub_cells(s, s4);
        add_constants(s, rc);
        add_tweakey(s, tk1, tk2);
        shift_rows(s, 0);
        mix_columns(s);
        next_tweakey(tk1, tk2);
    }
    pack(out, s);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    cells s, tk1, tk2;
    uint8_t round, rc = 0;

    unpack(s, in);
    unpack(tk1, key);
    unpack(tk2, key + 8);
    for (round = 0; round < ROUNDS; round++) {
        rc = (uint8_t)((rc << 1 & 0x3e) | (((rc >> 5) ^ (rc >> 4) ^ 1) & 1));
        next_tweakey(tk1, tk2);
    }
    for (round = 0; round < ROUNDS; round++) {
        previous_tweakey(tk1, tk2);
        unmix_columns(s);
        shift_rows(s, 1);
        add_tweakey(s, tk1, tk2);
        add_constants(s, rc);
        sub_cells(s, s4_inverse);
        rc = (uint8_t)(rc >> 1 | ((rc ^ rc >> 5 ^ 1) & 1) << 5);
    }
    pack(out, s);
}
