/*
 * SPARX-64/128 with the key schedule on the fly and the step written out.
 *
 * Each key permutation moves the eight key words on by two places; instead of
 * moving them, four permutations are written out with the indices moved. So two
 * steps make one function, and after it every word is back in its place.
 */
#include <string.h>

#include "cipher.h"

typedef uint16_t u16;
typedef uint8_t u8;

#define ROR7(v) ((u16)((v) >> 7 | (v) << 9))
#define ROL7(v) ((u16)((v) << 7 | (v) >> 9))
#define ROL2(v) ((u16)((v) << 2 | (v) >> 14))
#define ROR2(v) ((u16)((v) >> 2 | (v) << 14))
#define SWAB(v) ((u16)((v) << 8 | (v) >> 8))

#define A(x, y)  do { x = ROR7(x); x += y; y = ROL2(y); y ^= x; } while (0)
#define AI(x, y) do { y ^= x; y = ROR2(y); x -= y; x = ROL7(x); } while (0)

/* three keyed rounds of one branch, and back */
#define BOX(x, y, a, b, c, d, e, f) do { \
    x ^= a; y ^= b; A(x, y); \
    x ^= c; y ^= d; A(x, y); \
    x ^= e; y ^= f; A(x, y); } while (0)
#define BOXI(x, y, a, b, c, d, e, f) do { \
    AI(x, y); x ^= e; y ^= f; \
    AI(x, y); x ^= c; y ^= d; \
    AI(x, y); x ^= a; y ^= b; } while (0)

/* key permutation without its move */
#define KEY(a, b, c, d, h, n)  do { A(a, b); c += a; d += b; h += (n); } while (0)
#define KEYI(a, b, c, d, h, n) do { h -= (n); d -= b; c -= a; AI(a, b); } while (0)

/* the second branch takes the first one's image; the branches change names */
#define MIX(x0, y0, x1, y1) do { u16 t = SWAB(x0 ^ y0); x1 ^= x0 ^ t; y1 ^= y0 ^ t; } while (0)

/* The cipher at work: an AVR holds 16-bit words as SPARX numbers their bytes. */
typedef struct {
    u16 s[4];
    u16 k[8];
    u8 n;              /* permutations of the key so far */
} sparx_t;

void sparx_two_steps(sparx_t *w)
{
    u16 *s = w->s, *k = w->k;
    u8 n = w->n;

    BOX(s[0], s[1], k[0], k[1], k[2], k[3], k[4], k[5]);  KEY(k[0], k[1], k[2], k[3], k[7], n + 1);
    BOX(s[2], s[3], k[6], k[7], k[0], k[1], k[2], k[3]);  KEY(k[6], k[7], k[0], k[1], k[5], n + 2);
    MIX(s[0], s[1], s[2], s[3]);
    BOX(s[2], s[3], k[4], k[5], k[6], k[7], k[0], k[1]);  KEY(k[4], k[5], k[6], k[7], k[3], n + 3);
    BOX(s[0], s[1], k[2], k[3], k[4], k[5], k[6], k[7]);  KEY(k[2], k[3], k[4], k[5], k[1], n + 4);
    MIX(s[2], s[3], s[0], s[1]);
    w->n = n + 4;
}

void sparx_two_steps_back(sparx_t *w)
{
    u16 *s = w->s, *k = w->k;
    u8 n = w->n;

    MIX(s[2], s[3], s[0], s[1]);
    KEYI(k[2], k[3], k[4], k[5], k[1], n);      BOXI(s[0], s[1], k[2], k[3], k[4], k[5], k[6], k[7]);
    KEYI(k[4], k[5], k[6], k[7], k[3], n - 1);  BOXI(s[2], s[3], k[4], k[5], k[6], k[7], k[0], k[1]);
    MIX(s[0], s[1], s[2], s[3]);
    KEYI(k[6], k[7], k[0], k[1], k[5], n - 2);  BOXI(s[2], s[3], k[6], k[7], k[0], k[1], k[2], k[3]);
    KEYI(k[0], k[1], k[2], k[3], k[7], n - 3);  BOXI(s[0], s[1], k[0], k[1], k[2], k[3], k[4], k[5]);
    w->n = n - 4;
}

/* the key as it stands behind the last round */
void sparx_key_to_end(sparx_t *w)
{
    u16 a = w->k[0], b = w->k[1], c = w->k[2], d = w->k[3];
    u16 e = w->k[4], f = w->k[5], g = w->k[6], h = w->k[7];
    u8 n = 0;

    do {
        n++; KEY(a, b, c, d, h, n);
        n++; KEY(g, h, a, b, f, n);
        n++; KEY(e, f, g, h, d, n);
        n++; KEY(c, d, e, f, b, n);
    } while (n != 16);

    w->k[0] = a; w->k[1] = b; w->k[2] = c; w->k[3] = d;
    w->k[4] = e; w->k[5] = f; w->k[6] = g; w->k[7] = h;
    w->n = n;
}

void cipher_encrypt(u8 *out, const u8 *in, const u8 *key)
{
    sparx_t w;

    memcpy(w.s, in, sizeof w.s);
    memcpy(w.k, key, sizeof w.k);
    w.n = 0;
    while (w.n != 16)
        sparx_two_steps(&w);
    w.s[0] ^= w.k[0]; w.s[1] ^= w.k[1]; w.s[2] ^= w.k[2]; w.s[3] ^= w.k[3];
    memcpy(out, w.s, sizeof w.s);
}

void cipher_decrypt(u8 *out, const u8 *in, const u8 *key)
{
    sparx_t w;

    memcpy(w.s, in, sizeof w.s);
    memcpy(w.k, key, sizeof w.k);
    sparx_key_to_end(&w);
    w.s[0] ^= w.k[0]; w.s[1] ^= w.k[1]; w.s[2] ^= w.k[2]; w.s[3] ^= w.k[3];
    while (w.n)
        sparx_two_steps_back(&w);
    memcpy(out, w.s, sizeof w.s);
}
