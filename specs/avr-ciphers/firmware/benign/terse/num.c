/* Numbers to text and back, without printf. */
#include <stdint.h>

static const uint16_t p10[] = { 10000, 1000, 100, 10, 1 };

char *u16dec(uint16_t v, char *d)
{
    uint8_t i, on = 0;
    for (i = 0; i < 5; i++) {
        char c = '0';
        while (v >= p10[i]) { v -= p10[i]; c++; }
        if (c != '0' || on || i == 4) { *d++ = c; on = 1; }
    }
    *d = 0;
    return d;
}

char *i16dec(int16_t v, char *d)
{
    if (v < 0) { *d++ = '-'; v = -v; }
    return u16dec(v, d);
}

char *u8hex(uint8_t v, char *d)
{
    uint8_t h = v >> 4, l = v & 15;
    *d++ = h < 10 ? '0' + h : 'A' - 10 + h;
    *d++ = l < 10 ? '0' + l : 'A' - 10 + l;
    *d = 0;
    return d;
}

char *u8bin(uint8_t v, char *d)
{
    uint8_t m;
    for (m = 0x80; m; m >>= 1) *d++ = v & m ? '1' : '0';
    *d = 0;
    return d;
}

uint8_t unhex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return 0xff;
}

uint8_t hexbytes(const char *s, uint8_t *d, uint8_t max)
{
    uint8_t n = 0, h, l;
    while (n < max && (h = unhex(s[0])) < 16 && (l = unhex(s[1])) < 16) {
        d[n++] = h << 4 | l;
        s += 2;
    }
    return n;
}

uint16_t decu16(const char *s)
{
    uint16_t v = 0;
    while (*s >= '0' && *s <= '9') v = (v << 3) + (v << 1) + (*s++ - '0');
    return v;
}

int16_t deci16(const char *s)
{
    uint8_t neg = 0;
    while (*s == ' ') s++;
    if (*s == '-' || *s == '+') neg = *s++ == '-';
    uint16_t v = decu16(s);
    return neg ? -(int16_t)v : (int16_t)v;
}

uint32_t u16bcd(uint16_t v)
{
    uint32_t r = 0;
    for (uint8_t i = 16; i--; ) {
        for (uint8_t k = 0; k < 20; k += 4)
            if (((r >> k) & 15) > 4) r += 3UL << k;
        r <<= 1;
        if (v & 0x8000) r |= 1;
        v <<= 1;
    }
    return r;
}

uint8_t bcd8add(uint8_t a, uint8_t b, uint8_t *carry)
{
    uint8_t l = (a & 15) + (b & 15) + *carry, h = (a >> 4) + (b >> 4);
    if (l > 9) { l -= 10; h++; }
    *carry = h > 9;
    if (h > 9) h -= 10;
    return h << 4 | l;
}

/* tenths of a degree: -123 -> "-12.3" */
char *tenths(int16_t v, char *d)
{
    uint16_t u = v < 0 ? -v : v;
    if (v < 0) *d++ = '-';
    d = u16dec(u / 10, d);
    *d++ = '.';
    *d++ = '0' + u % 10;
    *d = 0;
    return d;
}
