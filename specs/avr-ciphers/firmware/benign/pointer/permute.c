/* Moving bits around, words and blocks: no secret in any of it. */
#include <stdint.h>

typedef unsigned char byte;

uint32_t bitrev32(uint32_t v)
{
    v = v >> 16 | v << 16;
    v = (v & 0xff00ff00UL) >> 8 | (v & 0x00ff00ffUL) << 8;
    v = (v & 0xf0f0f0f0UL) >> 4 | (v & 0x0f0f0f0fUL) << 4;
    v = (v & 0xccccccccUL) >> 2 | (v & 0x33333333UL) << 2;
    return (v & 0xaaaaaaaaUL) >> 1 | (v & 0x55555555UL) << 1;
}

uint32_t bswap(uint32_t v)
{
    return v << 24 | (v & 0xff00) << 8 | (v >> 8 & 0xff00) | v >> 24;
}

void swap_words(uint16_t *p, uint16_t *e)
{
    for (; p < e; ++p) *p = *p << 8 | *p >> 8;
}

uint32_t morton(uint16_t x, uint16_t y)
{
    uint32_t z = 0, m = 1;
    for (; x | y; x >>= 1, y >>= 1) {
        if (x & 1) z |= m;
        m <<= 1;
        if (y & 1) z |= m;
        m <<= 1;
    }
    return z;
}

void bit_scatter(const byte *s, const byte *map, byte *d, byte bits)
{
    byte i;
    for (i = 0; i < (bits + 7) / 8; ++i) d[i] = 0;
    for (i = 0; i < bits; ++i)
        if (s[i >> 3] >> (i & 7) & 1) d[map[i] >> 3] |= 1 << (map[i] & 7);
}

void transpose4(byte *m)
{
    byte r, c;
    for (r = 0; r < 4; ++r)
        for (c = r + 1; c < 4; ++c) {
            byte *a = m + 4 * r + c, *b = m + 4 * c + r, t = *a;
            *a = *b;
            *b = t;
        }
}

void rotate_rows(byte *m, byte w, byte h)
{
    byte r, k;
    for (r = 0; r < h; ++r, m += w)
        for (k = r; k; --k) {
            byte t = *m, *p = m, n = w;
            while (--n) { *p = p[1]; ++p; }
            *p = t;
        }
}

void nibble_lut(byte *p, byte *e, const byte *lut)
{
    for (; p < e; ++p) *p = lut[*p >> 4] << 4 | lut[*p & 15];
}

void planar(const byte *pix, byte *plane, byte n)
{
    while (n--) {
        byte b, bit, v;
        for (b = 0; b < 4; ++b) {
            for (v = 0, bit = 0; bit < 8; ++bit) v = v << 1 | (pix[bit] >> b & 1);
            *plane++ = v;
        }
        pix += 8;
    }
}

uint16_t parity_fold(const uint16_t *p, const uint16_t *e)
{
    uint16_t a = 0, b = 0x5555;
    for (; p < e; ++p) {
        a ^= *p;
        a = a << 3 | a >> 13;
        b += a;
        b = b << 5 | b >> 11;
    }
    return a ^ b;
}

void shl_big(byte *p, byte n, byte k)
{
    while (k--) {
        byte c = 0, *q = p + n;
        while (q > p) {
            byte t = *--q;
            *q = t << 1 | c;
            c = t >> 7;
        }
    }
}

uint64_t lfsr64(uint64_t s, byte n)
{
    while (n--) s = s << 1 | ((s >> 63 ^ s >> 62 ^ s >> 60 ^ s >> 59) & 1);
    return s;
}
