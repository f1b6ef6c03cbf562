/*
 * HIGHT in the notation of its paper: whitening keys and all 128 subkeys are
 * made first, the constants by the shift register, then 32 rounds over x[8].
 * A round's final move of the bytes is left to the index: byte j of round i
 * is x[(j - i) mod 8].
 */
#include "cipher.h"

#define NB_ROUNDS 32
#define ROL8(x, n) ((uint8_t)((x) << (n) | (x) >> (8 - (n))))
#define X(j) x[((j) - i) & 7]

static uint8_t wk[8];
static uint8_t sk[128];

uint8_t hight_f0(uint8_t x)
{
    return ROL8(x, 1) ^ ROL8(x, 2) ^ ROL8(x, 7);
}

uint8_t hight_f1(uint8_t x)
{
    return ROL8(x, 3) ^ ROL8(x, 4) ^ ROL8(x, 6);
}

void hight_whitening_keys(const uint8_t *key)
{
    uint8_t i;

    for (i = 0; i < 4; i++) {
        wk[i] = key[3 - i];             /* MK12..MK15 */
        wk[i + 4] = key[15 - i];        /* MK0..MK3 */
    }
}

void hight_subkeys(const uint8_t *key)
{
    uint8_t delta = 0x5a;
    uint8_t i, j;

    for (i = 0; i < 8; i++) {
        for (j = 0; j < 16; j++) {
            uint8_t mk = (uint8_t)(((j - i) & 7) + (j & 8));

            sk[16 * i + j] = (uint8_t)(key[15 - mk] + delta);
            delta = (uint8_t)(delta >> 1 | ((delta ^ delta >> 3) & 1) << 6);
        }
    }
}

void hight_round(uint8_t *x, uint8_t i)
{
    const uint8_t *k = &sk[4 * i];

    X(1) += hight_f1(X(0)) ^ k[0];
    X(3) ^= (uint8_t)(hight_f0(X(2)) + k[1]);
    X(5) += hight_f1(X(4)) ^ k[2];
    X(7) ^= (uint8_t)(hight_f0(X(6)) + k[3]);
}

void hight_round_inverse(uint8_t *x, uint8_t i)
{
    const uint8_t *k = &sk[4 * i];

    X(1) -= hight_f1(X(0)) ^ k[0];
    X(3) ^= (uint8_t)(hight_f0(X(2)) + k[1]);
    X(5) -= hight_f1(X(4)) ^ k[2];
    X(7) ^= (uint8_t)(hight_f0(X(6)) + k[3]);
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t x[8];
    uint8_t i;

    hight_whitening_keys(key);
    hight_subkeys(key);

    for (i = 0; i < 8; i++)
        x[i] = in[7 - i];
    x[0] += wk[0];
    x[2] ^= wk[1];
    x[4] += wk[2];
    x[6] ^= wk[3];

    for (i = 0; i < NB_ROUNDS; i++)
        hight_round(x, i);

    /* the last round moves nothing */
    i = NB_ROUNDS - 1;
    X(0) += wk[4];
    X(2) ^= wk[5];
    X(4) += wk[6];
    X(6) ^= wk[7];
    for (i = 0; i < 8; i++)
        out[7 - i] = x[(i + 1) & 7];
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t x[8];
    uint8_t i;

    hight_whitening_keys(key);
    hight_subkeys(key);

    for (i = 0; i < 8; i++)
        x[(i + 1) & 7] = in[7 - i];
    i = NB_ROUNDS - 1;
    X(0) -= wk[4];
    X(2) ^= wk[5];
    X(4) -= wk[6];
    X(6) ^= wk[7];

    for (i = NB_ROUNDS; i-- > 0;)
        hight_round_inverse(x, i);

    x[0] -= wk[0];
    x[2] ^= wk[1];
    x[4] -= wk[2];
    x[6] ^= wk[3];
    for (i = 0; i < 8; i++)
        out[7 - i] = x[i];
}
