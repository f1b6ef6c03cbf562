/*
 * LED-64 on a 4 x 4 matrix of nibbles, row by row as in the paper. The mixing
 * layer is its serial form: four times one step, which moves the rows up and
 * makes one new row. The key is the same before every group of four rounds.
 */
#include "cipher.h"
#include "../portable.h"

TABLE uint8_t SBOX[16] = { 12, 5, 6, 11, 9, 0, 10, 13, 3, 14, 15, 8, 4, 7, 1, 2 };
TABLE uint8_t SBOX_INV[16] = { 5, 14, 15, 8, 12, 1, 2, 13, 11, 4, 6, 3, 0, 7, 9, 10 };

/* 2a and a/2 in GF(2^4) modulo x^4 + x + 1 */
static uint8_t twice(uint8_t a)
{
    a <<= 1;
    return a & 16 ? a ^ 19 : a;
}

static uint8_t half(uint8_t a)
{
    return a & 1 ? (a ^ 19) >> 1 : a >> 1;
}

void AddKey(uint8_t m[4][4], const uint8_t *key)
{
    for (uint8_t r = 0; r < 4; r++)
        for (uint8_t c = 0; c < 4; c += 2, key++) {
            m[r][c] ^= *key >> 4;
            m[r][c + 1] ^= *key & 15;
        }
}

/* The key's length, 64, is in the first column: 4 in its upper two rows, 0 in the lower. */
void AddConstants(uint8_t m[4][4], uint8_t rc)
{
    for (uint8_t r = 0; r < 4; r++) {
        m[r][0] ^= r < 2 ? r ^ 4 : r;
        m[r][1] ^= r & 1 ? rc & 7 : rc >> 3;
    }
}

void SubCells(uint8_t m[4][4])
{
    for (uint8_t r = 0; r < 4; r++)
        for (uint8_t c = 0; c < 4; c++)
            m[r][c] = TABLE_U8(&SBOX[m[r][c]]);
}

void SubCellsInv(uint8_t m[4][4])
{
    for (uint8_t r = 0; r < 4; r++)
        for (uint8_t c = 0; c < 4; c++)
            m[r][c] = TABLE_U8(&SBOX_INV[m[r][c]]);
}

/* row r to the left by `times` r */
void ShiftRows(uint8_t m[4][4], uint8_t times)
{
    for (uint8_t r = 1; r < 4; r++) {
        uint8_t n = (r * times) & 3;
        while (n--) {
            uint8_t first = m[r][0];
            for (uint8_t c = 0; c < 3; c++)
                m[r][c] = m[r][c + 1];
            m[r][3] = first;
        }
    }
}

void MixColumnsSerial(uint8_t m[4][4])
{
    for (uint8_t c = 0; c < 4; c++)
        for (uint8_t step = 0; step < 4; step++) {
            uint8_t made = twice(twice(m[0][c]) ^ m[2][c] ^ m[3][c]) ^ m[1][c];
            m[0][c] = m[1][c];
            m[1][c] = m[2][c];
            m[2][c] = m[3][c];
            m[3][c] = made;
        }
}

void MixColumnsSerialInv(uint8_t m[4][4])
{
    for (uint8_t c = 0; c < 4; c++)
        for (uint8_t step = 0; step < 4; step++) {
            uint8_t made = half(half(m[3][c] ^ m[0][c]) ^ m[1][c] ^ m[2][c]);
            m[3][c] = m[2][c];
            m[2][c] = m[1][c];
            m[1][c] = m[0][c];
            m[0][c] = made;
        }
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t m[4][4] = { { 0 } };
    uint8_t rc = 0;

    AddKey(m, in);
    AddKey(m, key);
    for (uint8_t round = 1; round <= 32; round++) {
        rc = (rc << 1 & 63) | (((rc >> 5 ^ rc >> 4) & 1) ^ 1);
        AddConstants(m, rc);
        SubCells(m);
        ShiftRows(m, 1);
        MixColumnsSerial(m);
        if (round % 4 == 0)
            AddKey(m, key);
    }
    for (uint8_t i = 0; i < 8; i++)
        out[i] = m[i / 2][i % 2 * 2] << 4 | m[i / 2][i % 2 * 2 + 1];
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t m[4][4] = { { 0 } };
    uint8_t rc = 0;

    for (uint8_t round = 1; round <= 32; round++)
        rc = (rc << 1 & 63) | (((rc >> 5 ^ rc >> 4) & 1) ^ 1);
    AddKey(m, in);
    for (uint8_t round = 32; round >= 1; round--) {
        if (round % 4 == 0)
            AddKey(m, key);
        MixColumnsSerialInv(m);
        ShiftRows(m, 3);
        SubCellsInv(m);
        AddConstants(m, rc);
        rc = rc >> 1 | ((rc ^ rc >> 5 ^ 1) & 1) << 5;
    }
    AddKey(m, key);
    for (uint8_t i = 0; i < 8; i++)
        out[i] = m[i / 2][i % 2 * 2] << 4 | m[i / 2][i % 2 * 2 + 1];
}
