/* Byte stuffing and printable codings. */
#include <stdint.h>
#include <avr/pgmspace.h>

typedef unsigned char byte;
static const char abc[] PROGMEM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char *b64_enc(const byte *s, int n, char *d)
{
    for (; n > 0; n -= 3, s += 3) {
        byte b1 = n > 1 ? s[1] : 0, b2 = n > 2 ? s[2] : 0;
        *d++ = pgm_read_byte(abc + (s[0] >> 2));
        *d++ = pgm_read_byte(abc + ((s[0] & 3) << 4 | b1 >> 4));
        *d++ = n > 1 ? pgm_read_byte(abc + ((b1 & 15) << 2 | b2 >> 6)) : '=';
        *d++ = n > 2 ? pgm_read_byte(abc + (b2 & 63)) : '=';
    }
    *d = 0;
    return d;
}

static int val(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

byte *b64_dec(const char *s, byte *d)
{
    uint16_t acc = 0;
    byte bits = 0;
    int v;
    while ((v = val(*s++)) >= 0) {
        acc = acc << 6 | v;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            *d++ = (byte)(acc >> bits);
        }
    }
    return d;
}

byte *cobs_enc(const byte *s, const byte *e, byte *d)
{
    byte *code = d++;
    byte n = 1;
    for (; s < e; ++s) {
        if (*s) { *d++ = *s; ++n; }
        if (!*s || n == 0xff) { *code = n; n = 1; code = d++; }
    }
    *code = n;
    return d;
}

byte *cobs_dec(const byte *s, const byte *e, byte *d)
{
    while (s < e) {
        byte n = *s++, i;
        for (i = 1; i < n; ++i) *d++ = *s++;
        if (n != 0xff && s < e) *d++ = 0;
    }
    return d;
}

byte *slip_enc(const byte *s, const byte *e, byte *d)
{
    *d++ = 0xc0;
    for (; s < e; ++s)
        switch (*s) {
        case 0xc0: *d++ = 0xdb; *d++ = 0xdc; break;
        case 0xdb: *d++ = 0xdb; *d++ = 0xdd; break;
        default: *d++ = *s;
        }
    *d++ = 0xc0;
    return d;
}

char *b32_enc(const byte *s, const byte *e, char *d)
{
    uint16_t acc = 0;
    signed char bits = 0;
    while (s < e) {
        acc = acc << 8 | *s++;
        for (bits += 8; bits >= 5; bits -= 5) {
            byte v = acc >> (bits - 5) & 31;
            *d++ = v < 26 ? 'A' + v : '2' - 26 + v;
        }
    }
    if (bits) {
        byte v = acc << (5 - bits) & 31;
        *d++ = v < 26 ? 'A' + v : '2' - 26 + v;
    }
    *d = 0;
    return d;
}

char *a85_enc(const byte *s, const byte *e, char *d)
{
    for (; s < e; s += 4) {
        uint32_t v = (uint32_t)s[0] << 24 | (uint32_t)s[1] << 16 | (uint16_t)s[2] << 8 | s[3];
        signed char i;
        if (!v) { *d++ = 'z'; continue; }
        for (i = 4; i >= 0; --i) { d[i] = '!' + v % 85; v /= 85; }
        d += 5;
    }
    *d = 0;
    return d;
}

/* Intel HEX record; 0 if well-formed */
int ihex(const char *s, byte *d)
{
    byte sum = 0, n, h, k = 0;
    if (*s++ != ':') return -1;
    for (n = 5; n; --n, ++k) {
        for (h = 0; s[0] && h < 2; ++h) {
            byte c = *s++;
            c = c > '9' ? (c & 0xdf) - 'A' + 10 : c - '0';
            if (c > 15) return -2;
            d[k] = d[k] << 4 | c;
        }
        sum += d[k];
        if (!k) n += d[0];
    }
    return sum ? -3 : 0;
}

byte *quoted(const char *s, byte *d)
{
    for (; *s; ++s)
        if (*s == '%' && s[1] && s[2]) {
            byte h = s[1], l = s[2];
            h = h > '9' ? (h & 7) + 9 : h & 15;
            l = l > '9' ? (l & 7) + 9 : l & 15;
            *d++ = h << 4 | l;
            s += 2;
        } else *d++ = *s == '+' ? ' ' : *s;
    *d = 0;
    return d;
}
