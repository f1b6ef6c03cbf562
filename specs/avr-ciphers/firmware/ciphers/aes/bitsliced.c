/*
 * AES-128 without tables and in constant time: the block is eight planes of 16
 * bits, plane p holding bit p of every byte. Row r, column c is bit 4r + c of a
 * plane, so that a row is a nibble: ShiftRows turns nibbles, MixColumns turns
 * planes by whole nibbles. The S-box is computed: x^254 in GF(2^8), then the
 * affine map. The round key is sliced as well and made as it is needed.
 */
#include "cipher.h"

typedef uint16_t plane_t;

#define ROWS_UP(x, n) ((plane_t)((x) >> (4 * (n)) | (x) << (16 - 4 * (n))))

static void sliceBlock(plane_t *p, const uint8_t *bytes)
{
    for (uint8_t bit = 0; bit < 8; bit++)
        p[bit] = 0;
    for (uint8_t i = 0; i < 16; i++) {
        plane_t here = (plane_t)1 << ((i & 3) * 4 + (i >> 2));
        uint8_t b = bytes[i];
        for (uint8_t bit = 0; bit < 8; bit++, b >>= 1)
            if (b & 1)
                p[bit] |= here;
    }
}

static void unsliceBlock(uint8_t *bytes, const plane_t *p)
{
    for (uint8_t i = 0; i < 16; i++) {
        uint8_t shift = (i & 3) * 4 + (i >> 2), b = 0;
        for (int8_t bit = 7; bit >= 0; bit--)
            b = (uint8_t)(b << 1 | (p[bit] >> shift & 1));
        bytes[i] = b;
    }
}

/* Fold the coefficients of x^14..x^8 by x^8 = x^4 + x^3 + x + 1. */
static void reduce(plane_t *r, plane_t *t)
{
    for (uint8_t i = 14; i >= 8; i--) {
        t[i - 8] ^= t[i];
        t[i - 7] ^= t[i];
        t[i - 5] ^= t[i];
        t[i - 4] ^= t[i];
    }
    for (uint8_t i = 0; i < 8; i++)
        r[i] = t[i];
}

void fieldMultiply(plane_t *r, const plane_t *a, const plane_t *b)
{
    plane_t t[15] = { 0 };

    for (uint8_t i = 0; i < 8; i++)
        for (uint8_t j = 0; j < 8; j++)
            t[i + j] ^= a[i] & b[j];
    reduce(r, t);
}

void fieldSquare(plane_t *r, const plane_t *a, uint8_t times)
{
    plane_t t[15];

    do {
        for (uint8_t i = 0; i < 7; i++) {
            t[2 * i] = a[i];
            t[2 * i + 1] = 0;
        }
        t[14] = a[7];
        reduce(r, t);
        a = r;
    } while (--times);
}

/* x^254 = 1/x, by the powers 2, 3, 12, 15, 240, 252. */
void fieldInvert(plane_t *x)
{
    plane_t x2[8], x12[8], y[8];

    fieldSquare(x2, x, 1);
    fieldMultiply(y, x2, x);
    fieldSquare(x12, y, 2);
    fieldMultiply(y, y, x12);
    fieldSquare(y, y, 4);
    fieldMultiply(y, y, x12);
    fieldMultiply(x, y, x2);
}

void substitute(plane_t *p)
{
    plane_t x[8];

    fieldInvert(p);
    for (uint8_t i = 0; i < 8; i++)
        x[i] = p[i];
    for (uint8_t i = 0; i < 8; i++) {
        p[i] ^= x[(i + 4) & 7] ^ x[(i + 5) & 7] ^ x[(i + 6) & 7] ^ x[(i + 7) & 7];
        if (0x63 >> i & 1)
            p[i] = ~p[i];
    }
}

void unsubstitute(plane_t *p)
{
    plane_t y[8];

    for (uint8_t i = 0; i < 8; i++)
        y[i] = p[i];
    for (uint8_t i = 0; i < 8; i++) {
        p[i] = y[(i + 2) & 7] ^ y[(i + 5) & 7] ^ y[(i + 7) & 7];
        if (0x05 >> i & 1)
            p[i] = ~p[i];
    }
    fieldInvert(p);
}

static void shiftRows(plane_t *p)
{
    for (uint8_t i = 0; i < 8; i++) {
        plane_t x = p[i];
        p[i] = (x & 0x000f) | (x >> 1 & 0x0070) | (x << 3 & 0x0080) | (x >> 2 & 0x0300) | (x << 2 & 0x0c00) |
               (x >> 3 & 0x1000) | (x << 1 & 0xe000);
    }
}

static void unshiftRows(plane_t *p)
{
    for (uint8_t i = 0; i < 8; i++) {
        plane_t x = p[i];
        p[i] = (x & 0x000f) | (x << 1 & 0x00e0) | (x >> 3 & 0x0010) | (x >> 2 & 0x0300) | (x << 2 & 0x0c00) |
               (x << 3 & 0x8000) | (x >> 1 & 0x7000);
    }
}

/* p := 2p */
static void doubleAll(plane_t *p)
{
    plane_t top = p[7];

    for (uint8_t i = 7; i > 0; i--)
        p[i] = p[i - 1];
    p[0] = top;
    p[1] ^= top;
    p[3] ^= top;
    p[4] ^= top;
}

static void mixColumns(plane_t *p)
{
    plane_t twice[8];

    for (uint8_t i = 0; i < 8; i++) {
        plane_t next = ROWS_UP(p[i], 1), pair = p[i] ^ next;
        twice[i] = pair;
        p[i] = next ^ ROWS_UP(pair, 2);
    }
    doubleAll(twice);
    for (uint8_t i = 0; i < 8; i++)
        p[i] ^= twice[i];
}

static void unmixColumns(plane_t *p)
{
    plane_t four[8];

    for (uint8_t i = 0; i < 8; i++)
        four[i] = p[i] ^ ROWS_UP(p[i], 2);
    doubleAll(four);
    doubleAll(four);
    for (uint8_t i = 0; i < 8; i++)
        p[i] ^= four[i];
    mixColumns(p);
}

static void mixKey(plane_t *p, const plane_t *k)
{
    for (uint8_t i = 0; i < 8; i++)
        p[i] ^= k[i];
}

/* Column 0 takes the substituted column 3, turned up by one row, and the constant. */
static void keyFirstColumn(plane_t *k, uint8_t rcon)
{
    plane_t s[8];

    for (uint8_t i = 0; i < 8; i++)
        s[i] = k[i];
    substitute(s);
    for (uint8_t i = 0; i < 8; i++) {
        k[i] ^= ROWS_UP(s[i] >> 3 & 0x1111, 1);
        k[i] ^= rcon >> i & 1;
    }
}

static uint8_t roundConstant(uint8_t round)
{
    return round <= 8 ? (uint8_t)(1 << (round - 1)) : round == 9 ? 0x1b : 0x36;
}

void keyForward(plane_t *k, uint8_t round)
{
    keyFirstColumn(k, roundConstant(round));
    for (uint8_t i = 0; i < 8; i++) {
        k[i] ^= k[i] << 1 & 0xeeee;
        k[i] ^= k[i] << 2 & 0xcccc;
    }
}

void keyBackward(plane_t *k, uint8_t round)
{
    for (uint8_t i = 0; i < 8; i++)
        k[i] ^= k[i] << 1 & 0xeeee;
    keyFirstColumn(k, roundConstant(round));
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    plane_t p[8], k[8];

    sliceBlock(p, in);
    sliceBlock(k, key);
    mixKey(p, k);
    for (uint8_t round = 1; round < 10; round++) {
        substitute(p);
        shiftRows(p);
        mixColumns(p);
        keyForward(k, round);
        mixKey(p, k);
    }
    substitute(p);
    shiftRows(p);
    keyForward(k, 10);
    mixKey(p, k);
    unsliceBlock(out, p);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    plane_t p[8], k[8];

    sliceBlock(p, in);
    sliceBlock(k, key);
    for (uint8_t round = 1; round <= 10; round++)
        keyForward(k, round);
    mixKey(p, k);
    unshiftRows(p);
    unsubstitute(p);
    for (uint8_t round = 10; round > 1; round--) {
        keyBackward(k, round);
        mixKey(p, k);
        unmixColumns(p);
        unshiftRows(p);
        unsubstitute(p);
    }
    keyBackward(k, 1);
    mixKey(p, k);
    unsliceBlock(out, p);
}
