/* Bit tricks and small integer maths. */
#include <stdint.h>

uint8_t rev8(uint8_t v)
{
    v = (v & 0xf0) >> 4 | (v & 0x0f) << 4;
    v = (v & 0xcc) >> 2 | (v & 0x33) << 2;
    return (v & 0xaa) >> 1 | (v & 0x55) << 1;
}

uint8_t pop8(uint8_t v)
{
    v -= v >> 1 & 0x55;
    v = (v & 0x33) + (v >> 2 & 0x33);
    return (v + (v >> 4)) & 15;
}

uint8_t gray(uint8_t v)
{
    return v ^ v >> 1;
}

uint8_t ungray(uint8_t v)
{
    v ^= v >> 4;
    v ^= v >> 2;
    return v ^ v >> 1;
}

uint16_t sqrt32(uint32_t v)
{
    uint16_t r = 0;
    for (uint16_t b = 0x8000; b; b >>= 1) {
        uint16_t t = r | b;
        if ((uint32_t)t * t <= v) r = t;
    }
    return r;
}

uint16_t mul8(uint8_t a, uint8_t b)
{
    uint16_t r = 0, x = a;
    for (; b; b >>= 1, x <<= 1) if (b & 1) r += x;
    return r;
}

uint8_t gcd8(uint8_t a, uint8_t b)
{
    while (b) { uint8_t t = a % b; a = b; b = t; }
    return a;
}

uint8_t log2u(uint32_t v)
{
    uint8_t n = 0;
    while (v >>= 1) n++;
    return n;
}

/* 8x8 transpose for a LED matrix */
void flip8(uint8_t *m)
{
    uint8_t o[8] = { 0 };
    for (uint8_t r = 0; r < 8; r++)
        for (uint8_t c = 0; c < 8; c++)
            if (m[r] & 1 << c) o[c] |= 1 << r;
    for (uint8_t r = 0; r < 8; r++) m[r] = o[r];
}

uint16_t spread(uint8_t v)
{
    uint16_t x = v;
    x = (x | x << 4) & 0x0f0f;
    x = (x | x << 2) & 0x3333;
    return (x | x << 1) & 0x5555;
}

uint8_t ham74(uint8_t d)
{
    uint8_t a = d & 1, b = d >> 1 & 1, c = d >> 2 & 1, e = d >> 3 & 1;
    return d | (a ^ b ^ c) << 4 | (a ^ b ^ e) << 5 | (a ^ c ^ e) << 6;
}

uint8_t isqr8(uint16_t v)
{
    uint8_t r = 0;
    uint16_t d = 1;
    while (v >= d) { v -= d; d += 2; r++; }
    return r;
}

void xor_blk(uint8_t *d, const uint8_t *s, uint8_t n)
{
    do *d++ ^= *s++; while (--n);
}

uint16_t manch(uint8_t v)
{
    uint16_t o = 0;
    for (uint8_t i = 8; i; i--) {
        o = o << 2 | (v & 0x80 ? 2 : 1);
        v <<= 1;
    }
    return o;
}
