/*
 * SPECK-64/128, straight from the paper: 32-bit words, all 27 round keys
 * expanded into RAM first (108 bytes), then one loop over them.
 */
#include "cipher.h"

#define ROUNDS 27

#define LOAD(p) \
    ((uint32_t)(p)[0] | (uint32_t)(p)[1] << 8 | (uint32_t)(p)[2] << 16 | (uint32_t)(p)[3] << 24)

#define STORE(p, w) \
    do { \
        (p)[0] = (uint8_t)(w); \
        (p)[1] = (uint8_t)((w) >> 8); \
        (p)[2] = (uint8_t)((w) >> 16); \
        (p)[3] = (uint8_t)((w) >> 24); \
    } while (0)

uint32_t rotate_right(uint32_t word, uint8_t count)
{
    return word >> count | word << (32 - count);
}

uint32_t rotate_left(uint32_t word, uint8_t count)
{
    return word << count | word >> (32 - count);
}

void speck_round(uint32_t *x, uint32_t *y, uint32_t round_key)
{
    *x = (rotate_right(*x, 8) + *y) ^ round_key;
    *y = rotate_left(*y, 3) ^ *x;
}

void speck_round_inverse(uint32_t *x, uint32_t *y, uint32_t round_key)
{
    *y = rotate_right(*y ^ *x, 3);
    *x = rotate_left((*x ^ round_key) - *y, 8);
}

/* The schedule is the round function itself with the round number as its key. */
void speck_expand_key(uint32_t round_keys[ROUNDS], const uint8_t *key)
{
    uint32_t l[3];
    uint8_t i;

    round_keys[0] = LOAD(key);
    for (i = 0; i < 3; i++)
        l[i] = LOAD(key + 4 + 4 * i);
    for (i = 0; i < ROUNDS - 1; i++) {
        round_keys[i + 1] = round_keys[i];
        speck_round(&l[i % 3], &round_keys[i + 1], i);
    }
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint32_t round_keys[ROUNDS];
    uint32_t y = LOAD(in);
    uint32_t x = LOAD(in + 4);
    uint8_t i;

    speck_expand_key(round_keys, key);
    for (i = 0; i < ROUNDS; i++)
        speck_round(&x, &y, round_keys[i]);
    STORE(out, y);
    STORE(out + 4, x);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint32_t round_keys[ROUNDS];
    uint32_t y = LOAD(in);
    uint32_t x = LOAD(in + 4);
    uint8_t i;

    speck_expand_key(round_keys, key);
    for (i = ROUNDS; i-- > 0;)
        speck_round_inverse(&x, &y, round_keys[i]);
    STORE(out, y);
    STORE(out + 4, x);
}
