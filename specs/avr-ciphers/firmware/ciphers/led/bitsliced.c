/*
 * LED-64 bitsliced: four planes of 16 bits, plane b with bit b of every cell,
 * cell (row r, column c) at bit 4r + c. Rows are nibbles of a plane, so that one
 * step of the serial mixing is arithmetic on nibbles, four columns at a time.
 * The S-box is a reversible circuit and runs backwards as it stands.
 */
#include "cipher.h"

typedef struct {
    uint16_t x0, x1, x2, x3;
} Planes;

static void loadPlanes(Planes *s, const uint8_t *in)
{
    uint16_t bit = 1;
    uint8_t i, v;

    s->x0 = s->x1 = s->x2 = s->x3 = 0;
    for (i = 0; i < 16; i++, bit <<= 1) {
        v = in[i >> 1];
        if ((i & 1) == 0)
            v >>= 4;
        if (v & 1)
            s->x0 |= bit;
        if (v & 2)
            s->x1 |= bit;
        if (v & 4)
            s->x2 |= bit;
        if (v & 8)
            s->x3 |= bit;
    }
}

static void storePlanes(uint8_t *out, Planes s)
{
    uint8_t i, v;

    for (i = 0; i < 16; i++) {
        v = (s.x0 & 1) | (s.x1 & 1) << 1 | (s.x2 & 1) << 2 | (s.x3 & 1) << 3;
        if (i & 1)
            *out++ |= v;
        else
            *out = v << 4;
        s.x0 >>= 1;
        s.x1 >>= 1;
        s.x2 >>= 1;
        s.x3 >>= 1;
    }
}

static void addPlanes(Planes *s, const Planes *k)
{
    s->x0 ^= k->x0;
    s->x1 ^= k->x1;
    s->x2 ^= k->x2;
    s->x3 ^= k->x3;
}

/*
 * Column 0 receives 4, 5, 2, 3 (the row and the key's length); column 1 the
 * upper half of rc in rows 0 and 2, the lower half in rows 1 and 3.
 */
void roundConstants(Planes *s, uint8_t rc)
{
    s->x0 ^= 0x1010;
    s->x1 ^= 0x1100;
    s->x2 ^= 0x0011;
    if (rc & 0x01)
        s->x0 ^= 0x2020;
    if (rc & 0x02)
        s->x1 ^= 0x2020;
    if (rc & 0x04)
        s->x2 ^= 0x2020;
    if (rc & 0x08)
        s->x0 ^= 0x0202;
    if (rc & 0x10)
        s->x1 ^= 0x0202;
    if (rc & 0x20)
        s->x2 ^= 0x0202;
}

void sboxes(Planes *s)
{
    uint16_t a = s->x0, b = s->x1, c = s->x2, d = s->x3;

    a ^= ~b & c;
    b ^= ~c & d;
    c = ~c;
    c ^= ~a & b;
    a ^= d;
    d ^= ~c & b;
    b ^= a & d;
    d ^= ~b & c;
    c ^= ~b & a;
    s->x0 = a;
    s->x1 = b;
    s->x2 = d;
    s->x3 = c;
}

void sboxesBack(Planes *s)
{
    uint16_t a = s->x0, b = s->x1, d = s->x2, c = s->x3;

    c ^= ~b & a;
    d ^= ~b & c;
    b ^= a & d;
    d ^= ~c & b;
    a ^= d;
    c ^= ~a & b;
    c = ~c;
    b ^= ~c & d;
    a ^= ~b & c;
    s->x0 = a;
    s->x1 = b;
    s->x2 = c;
    s->x3 = d;
}

#define TURN_ROWS(x)                                                                                \
    ((x & 0x000f) | (x >> 1 & 0x0070) | (x << 3 & 0x0080) | (x >> 2 & 0x0300) | (x << 2 & 0x0c00) | \
     (x >> 3 & 0x1000) | (x << 1 & 0xe000))

#define TURN_ROWS_BACK(x)                                                                           \
    ((x & 0x000f) | (x << 1 & 0x00e0) | (x >> 3 & 0x0010) | (x >> 2 & 0x0300) | (x << 2 & 0x0c00) | \
     (x << 3 & 0x8000) | (x >> 1 & 0x7000))

static void turnRows(Planes *s)
{
    s->x0 = TURN_ROWS(s->x0);
    s->x1 = TURN_ROWS(s->x1);
    s->x2 = TURN_ROWS(s->x2);
    s->x3 = TURN_ROWS(s->x3);
}

static void turnRowsBack(Planes *s)
{
    s->x0 = TURN_ROWS_BACK(s->x0);
    s->x1 = TURN_ROWS_BACK(s->x1);
    s->x2 = TURN_ROWS_BACK(s->x2);
    s->x3 = TURN_ROWS_BACK(s->x3);
}

#define ROW(x, r) ((x) >> (4 * (r)) & 0x0f)

/* The new last row is 4 r0 + r1 + 2 r2 + 2 r3; y is first r2 + r3 + 2 r0, then twice that and r1. */
static void mixStep(Planes *s)
{
    uint8_t y0 = ROW(s->x0, 2) ^ ROW(s->x0, 3) ^ ROW(s->x3, 0);
    uint8_t y1 = ROW(s->x1, 2) ^ ROW(s->x1, 3) ^ ROW(s->x0, 0) ^ ROW(s->x3, 0);
    uint8_t y2 = ROW(s->x2, 2) ^ ROW(s->x2, 3) ^ ROW(s->x1, 0);
    uint8_t y3 = ROW(s->x3, 2) ^ ROW(s->x3, 3) ^ ROW(s->x2, 0);

    s->x0 = s->x0 >> 4 | (uint16_t)(y3 ^ ROW(s->x0, 1)) << 12;
    s->x1 = s->x1 >> 4 | (uint16_t)(y0 ^ y3 ^ ROW(s->x1, 1)) << 12;
    s->x2 = s->x2 >> 4 | (uint16_t)(y1 ^ ROW(s->x2, 1)) << 12;
    s->x3 = s->x3 >> 4 | (uint16_t)(y2 ^ ROW(s->x3, 1)) << 12;
}

/* The lost first row is ((r3 + r0) / 2 + r1 + r2) / 2. */
static void mixStepBack(Planes *s)
{
    uint8_t z0 = ROW(s->x0, 3) ^ ROW(s->x0, 0), z1 = ROW(s->x1, 3) ^ ROW(s->x1, 0);
    uint8_t z2 = ROW(s->x2, 3) ^ ROW(s->x2, 0), z3 = ROW(s->x3, 3) ^ ROW(s->x3, 0);
    uint8_t y0 = z0 ^ z1 ^ ROW(s->x0, 1) ^ ROW(s->x0, 2), y1 = z2 ^ ROW(s->x1, 1) ^ ROW(s->x1, 2);
    uint8_t y2 = z3 ^ ROW(s->x2, 1) ^ ROW(s->x2, 2), y3 = z0 ^ ROW(s->x3, 1) ^ ROW(s->x3, 2);

    s->x0 = s->x0 << 4 | (y0 ^ y1);
    s->x1 = s->x1 << 4 | y2;
    s->x2 = s->x2 << 4 | y3;
    s->x3 = s->x3 << 4 | y0;
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    Planes s, k;
    uint8_t step, round, i, rc = 0;

    loadPlanes(&s, in);
    loadPlanes(&k, key);
    addPlanes(&s, &k);
    for (step = 0; step < 8; step++) {
        for (round = 0; round < 4; round++) {
            rc = (uint8_t)(rc << 1) | (((rc >> 5) ^ (rc >> 4) ^ 1) & 1);
            roundConstants(&s, rc);
            sboxes(&s);
            turnRows(&s);
            for (i = 0; i < 4; i++)
                mixStep(&s);
        }
        addPlanes(&s, &k);
    }
    storePlanes(out, s);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    Planes s, k;
    uint8_t step, round, i, rc = 0x38;

    loadPlanes(&s, in);
    loadPlanes(&k, key);
    addPlanes(&s, &k);
    for (step = 0; step < 8; step++) {
        for (round = 0; round < 4; round++) {
            for (i = 0; i < 4; i++)
                mixStepBack(&s);
            turnRowsBack(&s);
            sboxesBack(&s);
            roundConstants(&s, rc);
            rc = rc >> 1 | ((rc ^ rc >> 5 ^ 1) & 1) << 5;
        }
        addPlanes(&s, &k);
    }
    storePlanes(out, s);
}
