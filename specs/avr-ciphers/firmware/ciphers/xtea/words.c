/*
 * XTEA in its shortest form: two words, a running sum, the key picked by the
 * sum's bits. The Feistel function stands alone because both ways need it.
 */
#include "cipher.h"

#define DELTA ((uint32_t)0x9e3779b9)
#define CYCLES 32

#define READ(p) ((((((uint32_t)(p)[0] << 8 | (p)[1]) << 8) | (p)[2]) << 8) | (p)[3])

static uint32_t xtea_f(uint32_t v, uint32_t sum, const uint8_t *key, uint8_t pick)
{
    key += 4 * (pick & 3);
    return (((v << 4) ^ (v >> 5)) + v) ^ (sum + READ(key));
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint32_t v0 = READ(in), v1 = READ(in + 4), sum = 0;
    uint8_t i;

    for (i = 0; i < CYCLES; i++) {
        v0 += xtea_f(v1, sum, key, (uint8_t)sum);
        sum += DELTA;
        v1 += xtea_f(v0, sum, key, (uint8_t)(sum >> 11));
    }
    for (i = 4; i-- > 0; v0 >>= 8, v1 >>= 8) {
        out[i] = (uint8_t)v0;
        out[i + 4] = (uint8_t)v1;
    }
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint32_t v0 = READ(in), v1 = READ(in + 4), sum = DELTA * CYCLES;
    uint8_t i;

    for (i = 0; i < CYCLES; i++) {
        v1 -= xtea_f(v0, sum, key, (uint8_t)(sum >> 11));
        sum -= DELTA;
        v0 -= xtea_f(v1, sum, key, (uint8_t)sum);
    }
    for (i = 4; i-- > 0; v0 >>= 8, v1 >>= 8) {
        out[i] = (uint8_t)v0;
        out[i + 4] = (uint8_t)v1;
    }
}
