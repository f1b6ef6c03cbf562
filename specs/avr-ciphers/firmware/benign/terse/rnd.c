/* Cheap noise. */
#include <stdint.h>

static uint8_t s8 = 1;
static uint16_t s16 = 0xace1;
static uint32_t s32 = 0x12345678;
static uint8_t xa = 1, xb = 2, xc = 3, xx;

uint8_t rnd_lfsr8(void)
{
    uint8_t b = s8 & 1;
    s8 >>= 1;
    if (b) s8 ^= 0xb8;
    return s8;
}

uint16_t rnd_lfsr16(void)
{
    uint16_t b = (s16 ^ s16 >> 2 ^ s16 >> 3 ^ s16 >> 5) & 1;
    return s16 = s16 >> 1 | b << 15;
}

uint32_t rnd_galois32(uint8_t n)
{
    while (n--) s32 = s32 & 1 ? s32 >> 1 ^ 0xd0000001UL : s32 >> 1;
    return s32;
}

uint16_t rnd_xs16(void)
{
    s16 ^= s16 << 7;
    s16 ^= s16 >> 9;
    s16 ^= s16 << 8;
    return s16;
}

uint8_t rnd_xabc(void)
{
    xx++;
    xa ^= xc ^ xx;
    xb += xa;
    xc = (xc + (xb >> 1)) ^ xa;
    return xc;
}

void rnd_mix(uint8_t a, uint8_t b, uint8_t c)
{
    xa ^= a;
    xb ^= b;
    xc ^= c;
    for (uint8_t i = 8; i--; ) rnd_xabc();
}

uint16_t rnd_lcg(void)
{
    s32 = s32 * 1103515245UL + 12345;
    return s32 >> 16 & 0x7fff;
}

uint8_t rnd_dice(void)
{
    uint8_t v;
    do v = rnd_lfsr8() & 7; while (v > 5);
    return v + 1;
}

void rnd_shuffle(uint8_t *a, uint8_t n)
{
    while (n > 1) {
        uint8_t j = rnd_lfsr16() % n--, t = a[j];
        a[j] = a[n];
        a[n] = t;
    }
}

/* whitening as radio chips do it: x^9 + x^5 + 1 */
void whiten(uint8_t *p, uint8_t n)
{
    uint16_t k = 0x1ff;
    while (n--) {
        *p++ ^= k;
        for (uint8_t i = 8; i--; ) {
            uint16_t f = (k ^ k >> 5) & 1;
            k = k >> 1 | f << 8;
        }
    }
}
