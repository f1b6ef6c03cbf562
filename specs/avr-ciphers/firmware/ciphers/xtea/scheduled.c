/*
 * XTEA with a key schedule: sum + key of all 64 rounds is worked out beforehand
 * (256 bytes of RAM), then four cycles are written out in each pass. Which key
 * word each cycle takes is fixed by the sum alone, so it is a table in flash:
 * low nibble for the first round of a cycle, high nibble for the second, both
 * as byte offsets into the key.
 */
#include "../portable.h"
#include "cipher.h"

TABLE uint8_t picks[32] = {
    0xc0, 0x84, 0x48, 0x0c, 0x00, 0xc4, 0x88, 0x4c,
    0x00, 0x04, 0xc8, 0x8c, 0x40, 0x44, 0x08, 0xcc,
    0x80, 0x44, 0x48, 0x0c, 0xc0, 0x84, 0x48, 0x4c,
    0x00, 0xc4, 0x88, 0x8c, 0x40, 0x04, 0xc8, 0x8c
};

typedef struct XteaContext {
    uint32_t roundKey[64];
} XteaContext;

#define BE32(p) ((uint32_t)(p)[0] << 24 | (uint32_t)(p)[1] << 16 | (uint32_t)(p)[2] << 8 | (p)[3])

#define PUT32(p, w) do { \
    (p)[0] = (uint8_t)((w) >> 24); \
    (p)[1] = (uint8_t)((w) >> 16); \
    (p)[2] = (uint8_t)((w) >> 8); \
    (p)[3] = (uint8_t)(w); } while (0)

#define SPREAD(v) ((((v) << 4) ^ ((v) >> 5)) + (v))

#define CYCLE(k)   do { l += SPREAD(r) ^ (k)[0]; r += SPREAD(l) ^ (k)[1]; } while (0)
#define UNCYCLE(k) do { r -= SPREAD(l) ^ (k)[1]; l -= SPREAD(r) ^ (k)[0]; } while (0)

void XteaKeySetup(XteaContext *context, const uint8_t *key)
{
    uint32_t *roundKey = context->roundKey;
    uint32_t sum = 0;
    uint8_t cycle;

    for (cycle = 0; cycle < 32; ++cycle) {
        uint8_t pick = TABLE_U8(&picks[cycle]);
        const uint8_t *first = key + (pick & 15);
        const uint8_t *second = key + (pick >> 4);

        *roundKey++ = sum + BE32(first);
        sum += 0x9e3779b9UL;
        *roundKey++ = sum + BE32(second);
    }
}

void XteaForward(const XteaContext *context, uint8_t *block, const uint8_t *source)
{
    const uint32_t *k = context->roundKey;
    const uint32_t *end = k + 64;
    uint32_t l = BE32(source), r = BE32(source + 4);

    while (k < end) {
        CYCLE(k);
        CYCLE(k + 2);
        CYCLE(k + 4);
        CYCLE(k + 6);
        k += 8;
    }
    PUT32(block, l);
    PUT32(block + 4, r);
}

void XteaBackward(const XteaContext *context, uint8_t *block, const uint8_t *source)
{
    const uint32_t *k = context->roundKey + 64;
    uint32_t l = BE32(source), r = BE32(source + 4);

    do {
        k -= 8;
        UNCYCLE(k + 6);
        UNCYCLE(k + 4);
        UNCYCLE(k + 2);
        UNCYCLE(k);
    } while (k > context->roundKey);
    PUT32(block, l);
    PUT32(block + 4, r);
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    XteaContext context;

    XteaKeySetup(&context, key);
    XteaForward(&context, out, in);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    XteaContext context;

    XteaKeySetup(&context, key);
    XteaBackward(&context, out, in);
}
