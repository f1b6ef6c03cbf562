/*
 * LEA-128 with 16-bit arithmetic only: a word is a low and a high half, sums
 * carry from one to the other. The four constants are part of the key state:
 * using one in a round turns it by four, which is just what its next use,
 * four rounds later, asks for. The state is a ring, so no word is moved.
 */
#include "cipher.h"

#define LAST 24

#define TAKE(w, p) do { \
    (w).lo = (uint16_t)((uint16_t)(p)[1] << 8 | (p)[0]); \
    (w).hi = (uint16_t)((uint16_t)(p)[3] << 8 | (p)[2]); } while (0)

#define GIVE(p, w) do { \
    (p)[0] = (uint8_t)(w).lo; (p)[1] = (uint8_t)((w).lo >> 8); \
    (p)[2] = (uint8_t)(w).hi; (p)[3] = (uint8_t)((w).hi >> 8); } while (0)

typedef struct { uint16_t lo, hi; } W;

typedef struct {
    W t[4];
    W delta[4];
} Key;

static void w_add(W *a, W b)
{
    a->lo += b.lo;
    a->hi += b.hi;
    if (a->lo < b.lo)
        ++a->hi;
}

static void w_sub(W *a, W b)
{
    a->hi -= b.hi;
    if (a->lo < b.lo)
        --a->hi;
    a->lo -= b.lo;
}

static W w_xor(W a, const W *b)
{
    a.lo ^= b->lo;
    a.hi ^= b->hi;
    return a;
}

/* left by 1..15 */
static void w_turn(W *a, uint8_t n)
{
    uint16_t up = a->lo >> (16 - n);
    a->lo = (uint16_t)(a->lo << n | a->hi >> (16 - n));
    a->hi = (uint16_t)(a->hi << n | up);
}

/* right by 1..15 */
static void w_unturn(W *a, uint8_t n)
{
    uint16_t down = (uint16_t)(a->hi << (16 - n));
    a->hi = (uint16_t)(a->hi >> n | a->lo << (16 - n));
    a->lo = (uint16_t)(a->lo >> n | down);
}

static void key_load(Key *k, const uint8_t *key)
{
    static const W constants[4] = {
        { 0xe9db, 0xc3ef }, { 0x6b02, 0x4462 }, { 0x7c8a, 0x79e2 }, { 0x30ec, 0x78df }
    };
    uint8_t i;

    for (i = 0; i < 4; i++) {
        TAKE(k->t[i], key);
        k->delta[i] = constants[i];
        if (i)
            w_turn(&k->delta[i], i);
        key += 4;
    }
}

static void key_next(Key *k, uint8_t round)
{
    W *d = &k->delta[round & 3];

    w_add(&k->t[0], *d);
    w_turn(&k->t[0], 1);
    w_turn(d, 1);
    w_add(&k->t[1], *d);
    w_turn(&k->t[1], 3);
    w_turn(d, 1);
    w_add(&k->t[2], *d);
    w_turn(&k->t[2], 6);
    w_turn(d, 1);
    w_add(&k->t[3], *d);
    w_turn(&k->t[3], 11);
    w_turn(d, 1);
}

static void key_previous(Key *k, uint8_t round)
{
    W *d = &k->delta[round & 3];

    w_unturn(d, 1);
    w_unturn(&k->t[3], 11);
    w_sub(&k->t[3], *d);
    w_unturn(d, 1);
    w_unturn(&k->t[2], 6);
    w_sub(&k->t[2], *d);
    w_unturn(d, 1);
    w_unturn(&k->t[1], 3);
    w_sub(&k->t[1], *d);
    w_unturn(d, 1);
    w_unturn(&k->t[0], 1);
    w_sub(&k->t[0], *d);
}

/* b = (b ^ T1) + (a ^ t) */
static void pour(W *b, const W *a, const W *t, const Key *k)
{
    *b = w_xor(*b, &k->t[1]);
    w_add(b, w_xor(*a, t));
}

static void unpour(W *b, const W *a, const W *t, const Key *k)
{
    w_sub(b, w_xor(*a, t));
    *b = w_xor(*b, &k->t[1]);
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    Key k;
    W x[4], *p, *q, *r, *s;
    uint8_t round;

    key_load(&k, key);
    for (round = 0; round < 4; round++)
        TAKE(x[round], in + 4 * round);

    for (round = 0; round != LAST; round++) {
        key_next(&k, round);
        p = &x[round & 3];
        q = &x[(round + 1) & 3];
        r = &x[(round + 2) & 3];
        s = &x[(round + 3) & 3];
        pour(s, r, &k.t[3], &k);
        w_unturn(s, 3);
        pour(r, q, &k.t[2], &k);
        w_unturn(r, 5);
        pour(q, p, &k.t[0], &k);
        w_turn(q, 9);
    }
    for (round = 0; round < 4; round++)
        GIVE(out + 4 * round, x[round]);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    Key k;
    W x[4], *p, *q, *r, *s;
    uint8_t round;

    key_load(&k, key);
    for (round = 0; round != LAST; round++)
        key_next(&k, round);
    for (round = 0; round < 4; round++)
        TAKE(x[round], in + 4 * round);

    for (round = LAST; round--;) {
        p = &x[round & 3];
        q = &x[(round + 1) & 3];
        r = &x[(round + 2) & 3];
        s = &x[(round + 3) & 3];
        w_unturn(q, 9);
        unpour(q, p, &k.t[0], &k);
        w_turn(r, 5);
        unpour(r, q, &k.t[2], &k);
        w_turn(s, 3);
        unpour(s, r, &k.t[3], &k);
        key_previous(&k, round);
    }
    for (round = 0; round < 4; round++)
        GIVE(out + 4 * round, x[round]);
}
