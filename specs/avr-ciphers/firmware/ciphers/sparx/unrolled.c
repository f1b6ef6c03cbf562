/*
 * SPARX-64/128 with the key schedule on the fly and the step written out.
 *
 * Each key permutation moves the eight key words on by two places; instead of
 * moving them, four permutations are written out with the names moved. So the
 * loop body is two steps long, and after it every word is back in its place.
 */
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
#define MIX(x0, y0, x1, y1) do { t = SWAB(x0 ^ y0); x1 ^= x0 ^ t; y1 ^= y0 ^ t; } while (0)

#define GET(p, n) ((u16)((p)[2 * (n)] | (u16)(p)[2 * (n) + 1] << 8))
#define PUT(p, n, v) do { (p)[2 * (n)] = (u8)(v); (p)[2 * (n) + 1] = (u8)((v) >> 8); } while (0)

void cipher_encrypt(u8 *out, const u8 *in, const u8 *key)
{
    u16 a = GET(in, 0), b = GET(in, 1), c = GET(in, 2), d = GET(in, 3);
    u16 k0 = GET(key, 0), k1 = GET(key, 1), k2 = GET(key, 2), k3 = GET(key, 3);
    u16 k4 = GET(key, 4), k5 = GET(key, 5), k6 = GET(key, 6), k7 = GET(key, 7);
    u16 t;
    u8 n = 0;

    do {
        BOX(a, b, k0, k1, k2, k3, k4, k5);  n++;  KEY(k0, k1, k2, k3, k7, n);
        BOX(c, d, k6, k7, k0, k1, k2, k3);  n++;  KEY(k6, k7, k0, k1, k5, n);
        MIX(a, b, c, d);
        BOX(c, d, k4, k5, k6, k7, k0, k1);  n++;  KEY(k4, k5, k6, k7, k3, n);
        BOX(a, b, k2, k3, k4, k5, k6, k7);  n++;  KEY(k2, k3, k4, k5, k1, n);
        MIX(c, d, a, b);
    } while (n != 16);

    a ^= k0; b ^= k1; c ^= k2; d ^= k3;
    PUT(out, 0, a); PUT(out, 1, b); PUT(out, 2, c); PUT(out, 3, d);
}

void cipher_decrypt(u8 *out, const u8 *in, const u8 *key)
{
    u16 a = GET(in, 0), b = GET(in, 1), c = GET(in, 2), d = GET(in, 3);
    u16 k0 = GET(key, 0), k1 = GET(key, 1), k2 = GET(key, 2), k3 = GET(key, 3);
    u16 k4 = GET(key, 4), k5 = GET(key, 5), k6 = GET(key, 6), k7 = GET(key, 7);
    u16 t;
    u8 n = 0;

    do {
        n++; KEY(k0, k1, k2, k3, k7, n);
        n++; KEY(k6, k7, k0, k1, k5, n);
        n++; KEY(k4, k5, k6, k7, k3, n);
        n++; KEY(k2, k3, k4, k5, k1, n);
    } while (n != 16);

    a ^= k0; b ^= k1; c ^= k2; d ^= k3;

    do {
        MIX(c, d, a, b);
        KEYI(k2, k3, k4, k5, k1, n);  n--;  BOXI(a, b, k2, k3, k4, k5, k6, k7);
        KEYI(k4, k5, k6, k7, k3, n);  n--;  BOXI(c, d, k4, k5, k6, k7, k0, k1);
        MIX(a, b, c, d);
        KEYI(k6, k7, k0, k1, k5, n);  n--;  BOXI(c, d, k6, k7, k0, k1, k2, k3);
        KEYI(k0, k1, k2, k3, k7, n);  n--;  BOXI(a, b, k0, k1, k2, k3, k4, k5);
    } while (n);

    PUT(out, 0, a); PUT(out, 1, b); PUT(out, 2, c); PUT(out, 3, d);
}
