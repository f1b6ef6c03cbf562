/*
 * LEA-128 as in the paper: the key schedule first, its four different words a
 * round kept in RAM (384 bytes), then 24 rounds that shift the state array.
 * The round constants are rotated when they are needed.
 */
#include "../portable.h"
#include "cipher.h"

#define LEA_ROUNDS 24

#define WORD(p) ((uint32_t)(p)[3] << 24 | (uint32_t)(p)[2] << 16 | (uint32_t)(p)[1] << 8 | (p)[0])

TABLE uint32_t delta[4] = { 0xc3efe9db, 0x44626b02, 0x79e27c8a, 0x78df30ec };

/* T0..T3 of each round; the round key is T0 T1 T2 T1 T3 T1 */
struct lea_key {
    uint32_t t[LEA_ROUNDS][4];
};

static uint32_t rol(uint32_t x, unsigned int n)
{
    n &= 31;
    return n ? (x << n) | (x >> (32 - n)) : x;
}

static uint32_t ror(uint32_t x, unsigned int n)
{
    return (x >> n) | (x << (32 - n));
}

static void lea_set_key(struct lea_key *schedule, const uint8_t *key)
{
    static const uint8_t turn[4] = { 1, 3, 6, 11 };
    uint32_t t[4];
    unsigned int round, j;

    for (j = 0; j < 4; j++)
        t[j] = WORD(key + 4 * j);
    for (round = 0; round < LEA_ROUNDS; round++) {
        uint32_t d = TABLE_U32(&delta[round & 3]);

        for (j = 0; j < 4; j++) {
            t[j] = rol(t[j] + rol(d, round + j), turn[j]);
            schedule->t[round][j] = t[j];
        }
    }
}

static void lea_round(uint32_t x[4], const uint32_t t[4])
{
    uint32_t first = x[0];

    x[0] = rol((x[0] ^ t[0]) + (x[1] ^ t[1]), 9);
    x[1] = ror((x[1] ^ t[2]) + (x[2] ^ t[1]), 5);
    x[2] = ror((x[2] ^ t[3]) + (x[3] ^ t[1]), 3);
    x[3] = first;
}

static void lea_unround(uint32_t x[4], const uint32_t t[4])
{
    uint32_t first = x[3];

    x[3] = rol(x[2], 3);
    x[2] = rol(x[1], 5);
    x[1] = ror(x[0], 9);
    x[0] = first;
    x[1] = (x[1] - (x[0] ^ t[0])) ^ t[1];
    x[2] = (x[2] - (x[1] ^ t[2])) ^ t[1];
    x[3] = (x[3] - (x[2] ^ t[3])) ^ t[1];
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct lea_key schedule;
    uint32_t x[4];
    int round, i;

    lea_set_key(&schedule, key);
    for (i = 0; i < 4; i++)
        x[i] = WORD(in + 4 * i);
    for (round = 0; round < LEA_ROUNDS; round++)
        lea_round(x, schedule.t[round]);
    for (i = 0; i < 16; i++)
        out[i] = (uint8_t)(x[i / 4] >> (8 * (i % 4)));
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct lea_key schedule;
    uint32_t x[4];
    int round, i;

    lea_set_key(&schedule, key);
    for (i = 0; i < 4; i++)
        x[i] = WORD(in + 4 * i);
    for (round = LEA_ROUNDS - 1; round >= 0; round--)
        lea_unround(x, schedule.t[round]);
    for (i = 0; i < 16; i++)
        out[i] = (uint8_t)(x[i / 4] >> (8 * (i % 4)));
}
