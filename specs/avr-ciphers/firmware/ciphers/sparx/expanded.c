/*
 * SPARX-64/128 as the paper describes it: the 17 subkey groups of the key
 * permutation stand in RAM (204 bytes), the state is an array of four words,
 * and SPECKEY, the linear layer and the key permutation are functions.
 */
#include "cipher.h"

#define STEPS 8
#define ROUNDS_PER_STEP 3
#define BRANCHES 2
#define GROUPS (STEPS * BRANCHES + 1)

#define ROTL16(w, n) ((uint16_t)((uint16_t)(w) << (n) | (uint16_t)(w) >> (16 - (n))))

typedef uint16_t SubKeys[GROUPS][2 * ROUNDS_PER_STEP];

void speckey(uint16_t *left, uint16_t *right)
{
    *left = ROTL16(*left, 9) + *right;
    *right = ROTL16(*right, 2) ^ *left;
}

void speckey_inverse(uint16_t *left, uint16_t *right)
{
    *right = ROTL16(*right ^ *left, 14);
    *left = ROTL16(*left - *right, 7);
}

void linear_layer(uint16_t *state)
{
    uint16_t t = ROTL16(state[0] ^ state[1], 8);
    uint16_t left = state[2] ^ state[0] ^ t;
    uint16_t right = state[3] ^ state[1] ^ t;

    state[2] = state[0];
    state[3] = state[1];
    state[0] = left;
    state[1] = right;
}

void linear_layer_inverse(uint16_t *state)
{
    uint16_t t = ROTL16(state[2] ^ state[3], 8);
    uint16_t left = state[0] ^ state[2] ^ t;
    uint16_t right = state[1] ^ state[3] ^ t;

    state[0] = state[2];
    state[1] = state[3];
    state[2] = left;
    state[3] = right;
}

void permute_key(uint16_t *key, uint8_t counter)
{
    uint16_t last[2];
    uint8_t i;

    speckey(&key[0], &key[1]);
    key[2] += key[0];
    key[3] += key[1];
    key[7] += counter;

    last[0] = key[6];
    last[1] = key[7];
    for (i = 7; i >= 2; i--)
        key[i] = key[i - 2];
    key[0] = last[0];
    key[1] = last[1];
}

void expand_key(SubKeys subkeys, const uint8_t *bytes)
{
    uint16_t key[8];
    uint8_t group, i;

    for (i = 0; i < 8; i++)
        key[i] = (uint16_t)(bytes[2 * i] | (uint16_t)bytes[2 * i + 1] << 8);
    for (group = 0; group < GROUPS; group++) {
        for (i = 0; i < 2 * ROUNDS_PER_STEP; i++)
            subkeys[group][i] = key[i];
        permute_key(key, group + 1);
    }
}

void arx_box(uint16_t *branch, const uint16_t *subkey)
{
    uint8_t round;

    for (round = 0; round < ROUNDS_PER_STEP; round++) {
        branch[0] ^= subkey[2 * round];
        branch[1] ^= subkey[2 * round + 1];
        speckey(&branch[0], &branch[1]);
    }
}

void arx_box_inverse(uint16_t *branch, const uint16_t *subkey)
{
    int8_t round;

    for (round = ROUNDS_PER_STEP - 1; round >= 0; round--) {
        speckey_inverse(&branch[0], &branch[1]);
        branch[0] ^= subkey[2 * round];
        branch[1] ^= subkey[2 * round + 1];
    }
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    SubKeys subkeys;
    uint16_t state[2 * BRANCHES];
    uint8_t step, branch, i;

    expand_key(subkeys, key);
    for (i = 0; i < 2 * BRANCHES; i++)
        state[i] = (uint16_t)(in[2 * i] | (uint16_t)in[2 * i + 1] << 8);

    for (step = 0; step < STEPS; step++) {
        for (branch = 0; branch < BRANCHES; branch++)
            arx_box(&state[2 * branch], subkeys[BRANCHES * step + branch]);
        linear_layer(state);
    }

    for (i = 0; i < 2 * BRANCHES; i++) {
        state[i] ^= subkeys[GROUPS - 1][i];
        out[2 * i] = (uint8_t)state[i];
        out[2 * i + 1] = (uint8_t)(state[i] >> 8);
    }
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    SubKeys subkeys;
    uint16_t state[2 * BRANCHES];
    uint8_t branch, i;
    int8_t step;

    expand_key(subkeys, key);
    for (i = 0; i < 2 * BRANCHES; i++) {
        state[i] = (uint16_t)(in[2 * i] | (uint16_t)in[2 * i + 1] << 8);
        state[i] ^= subkeys[GROUPS - 1][i];
    }

    for (step = STEPS - 1; step >= 0; step--) {
        linear_layer_inverse(state);
        for (branch = 0; branch < BRANCHES; branch++)
            arx_box_inverse(&state[2 * branch], subkeys[BRANCHES * step + branch]);
    }

    for (i = 0; i < 2 * BRANCHES; i++) {
        out[2 * i] = (uint8_t)state[i];
        out[2 * i + 1] = (uint8_t)(state[i] >> 8);
    }
}
