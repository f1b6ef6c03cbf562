/*
 * SPECK-64/128 for speed: everything in local variables, three rounds per pass
 * so that the three key words never move, round keys made on the way.
 * Nothing but the two entry points. The words are read as the CPU holds them,
 * which on an AVR is the cipher's own byte order.
 */
#include <string.h>

#include "cipher.h"

/* one half of a key or data round; RS undoes it */
#define R(a, b, k) ((a) = ((a) >> 8 | (a) << 24), (a) += (b), (a) ^= (k), (b) = ((b) << 3 | (b) >> 29), (b) ^= (a))
#define RS(a, b, k) ((b) ^= (a), (b) = ((b) >> 3 | (b) << 29), (a) ^= (k), (a) -= (b), (a) = ((a) << 8 | (a) >> 24))

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint32_t v[2], k[4];
    memcpy(v, in, sizeof v);
    memcpy(k, key, sizeof k);

    uint32_t x = v[1], y = v[0];
    uint32_t rk = k[0], l0 = k[1], l1 = k[2], l2 = k[3];
    uint32_t i = 0;

    do {
        R(x, y, rk); R(l0, rk, i); i++;
        R(x, y, rk); R(l1, rk, i); i++;
        R(x, y, rk); R(l2, rk, i); i++;
    } while (i < 27);

    v[0] = y;
    v[1] = x;
    memcpy(out, v, sizeof v);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint32_t v[2], k[4];
    memcpy(v, in, sizeof v);
    memcpy(k, key, sizeof k);

    uint32_t x = v[1], y = v[0];
    uint32_t rk = k[0], l0 = k[1], l1 = k[2], l2 = k[3];
    uint32_t i = 0;

    /* run the key to its end, then walk both back */
    do {
        R(l0, rk, i); i++;
        R(l1, rk, i); i++;
        R(l2, rk, i); i++;
    } while (i < 27);
    do {
        --i; RS(l2, rk, i); RS(x, y, rk);
        --i; RS(l1, rk, i); RS(x, y, rk);
        --i; RS(l0, rk, i); RS(x, y, rk);
    } while (i != 0);

    v[0] = y;
    v[1] = x;
    memcpy(out, v, sizeof v);
}
