/*
 * LEA-128 with four rounds to a pass, the words keeping their places and their
 * names going round; the key words advance (or retreat) with the rounds. All
 * round constants lie in flash already rotated for T0 of their round; a pass
 * takes a pointer to its four.
 */
#include <string.h>

#include "../portable.h"
#include "cipher.h"

TABLE uint32_t RC[24] = {
    0xc3efe9db, 0x88c4d604, 0xe789f229, 0xc6f98763,
    0x3efe9dbc, 0x8c4d6048, 0x789f229e, 0x6f98763c,
    0xefe9dbc3, 0xc4d60488, 0x89f229e7, 0xf98763c6,
    0xfe9dbc3e, 0x4d60488c, 0x9f229e78, 0x98763c6f,
    0xe9dbc3ef, 0xd60488c4, 0xf229e789, 0x8763c6f9,
    0x9dbc3efe, 0x60488c4d, 0x229e789f, 0x763c6f98
};

#define L(v, n) ((uint32_t)(v) << (n) | (uint32_t)(v) >> (32 - (n)))

#define KEYS(c) do { \
    uint32_t d = (c); \
    t0 += d; t0 = L(t0, 1); d = L(d, 1); \
    t1 += d; t1 = L(t1, 3); d = L(d, 1); \
    t2 += d; t2 = L(t2, 6); d = L(d, 1); \
    t3 += d; t3 = L(t3, 11); } while (0)

#define UNKEYS(c) do { \
    uint32_t d = (c); \
    t0 = L(t0, 31); t0 -= d; d = L(d, 1); \
    t1 = L(t1, 29); t1 -= d; d = L(d, 1); \
    t2 = L(t2, 26); t2 -= d; d = L(d, 1); \
    t3 = L(t3, 21); t3 -= d; } while (0)

/* the last word first, so that each may be written over what it was made from */
#define ENC(p, q, r, s) do { \
    s = (r ^ t3) + (s ^ t1); s = L(s, 29); \
    r = (q ^ t2) + (r ^ t1); r = L(r, 27); \
    q = (p ^ t0) + (q ^ t1); q = L(q, 9); } while (0)

#define DEC(p, q, r, s) do { \
    q = (L(q, 23) - (p ^ t0)) ^ t1; \
    r = (L(r, 5) - (q ^ t2)) ^ t1; \
    s = (L(s, 3) - (r ^ t3)) ^ t1; } while (0)

void four_rounds(uint32_t *x, uint32_t *t, const uint32_t *rc)
{
    uint32_t t0 = t[0], t1 = t[1], t2 = t[2], t3 = t[3];
    uint32_t x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];

    KEYS(TABLE_U32(rc));     ENC(x0, x1, x2, x3);
    KEYS(TABLE_U32(rc + 1)); ENC(x1, x2, x3, x0);
    KEYS(TABLE_U32(rc + 2)); ENC(x2, x3, x0, x1);
    KEYS(TABLE_U32(rc + 3)); ENC(x3, x0, x1, x2);

    t[0] = t0, t[1] = t1, t[2] = t2, t[3] = t3;
    x[0] = x0, x[1] = x1, x[2] = x2, x[3] = x3;
}

void four_rounds_back(uint32_t *x, uint32_t *t, const uint32_t *rc)
{
    uint32_t t0 = t[0], t1 = t[1], t2 = t[2], t3 = t[3];
    uint32_t x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];

    DEC(x3, x0, x1, x2); UNKEYS(TABLE_U32(rc + 3));
    DEC(x2, x3, x0, x1); UNKEYS(TABLE_U32(rc + 2));
    DEC(x1, x2, x3, x0); UNKEYS(TABLE_U32(rc + 1));
    DEC(x0, x1, x2, x3); UNKEYS(TABLE_U32(rc));

    t[0] = t0, t[1] = t1, t[2] = t2, t[3] = t3;
    x[0] = x0, x[1] = x1, x[2] = x2, x[3] = x3;
}

void last_keys(uint32_t *t)
{
    const uint32_t *rc;
    uint32_t t0 = t[0], t1 = t[1], t2 = t[2], t3 = t[3];

    for (rc = RC; rc != RC + 24; rc++)
        KEYS(TABLE_U32(rc));
    t[0] = t0, t[1] = t1, t[2] = t2, t[3] = t3;
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    const uint32_t *rc;
    uint32_t x[4], t[4];

    memcpy(x, in, 16);      /* an AVR is little-endian, and so is LEA */
    memcpy(t, key, 16);
    for (rc = RC; rc != RC + 24; rc += 4)
        four_rounds(x, t, rc);
    memcpy(out, x, 16);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    const uint32_t *rc = RC + 24;
    uint32_t x[4], t[4];

    memcpy(x, in, 16);
    memcpy(t, key, 16);
    last_keys(t);
    do {
        rc -= 4;
        four_rounds_back(x, t, rc);
    } while (rc != RC);
    memcpy(out, x, 16);
}
