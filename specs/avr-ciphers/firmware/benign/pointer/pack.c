/* Compression and its undoing. */
#include <stdint.h>

typedef unsigned char byte;

byte *rle_pack(const byte *s, const byte *e, byte *d)
{
    while (s < e) {
        const byte *r = s + 1;
        while (r < e && *r == *s && r - s < 127) ++r;
        if (r - s > 2) {
            *d++ = 0x80 | (byte)(r - s);
            *d++ = *s;
            s = r;
        } else {
            byte *n = d++;
            const byte *b = s;
            while (s < e && s - b < 127 && !(e - s > 2 && s[0] == s[1] && s[1] == s[2])) *d++ = *s++;
            *n = (byte)(s - b);
        }
    }
    return d;
}

byte *rle_unpack(const byte *s, const byte *e, byte *d)
{
    while (s < e) {
        byte n = *s++;
        if (n & 0x80) {
            for (n &= 0x7f; n; --n) *d++ = *s;
            ++s;
        } else while (n--) *d++ = *s++;
    }
    return d;
}

byte *lz_unpack(const byte *s, const byte *e, byte *d)
{
    byte flags = 0, left = 0;
    while (s < e) {
        if (!left) { flags = *s++; left = 8; }
        if (flags & 1) *d++ = *s++;
        else {
            unsigned off = s[0] | (unsigned)(s[1] & 0xf0) << 4;
            byte len = (s[1] & 15) + 3;
            const byte *from = d - off - 1;
            s += 2;
            do *d++ = *from++; while (--len);
        }
        flags >>= 1;
        --left;
    }
    return d;
}

byte *lz_pack(const byte *s, const byte *e, byte *d)
{
    const byte *base = s;
    byte *flag = d, bit = 0;
    while (s < e) {
        const byte *q, *best = 0;
        byte len = 2, k;
        if (!bit) { flag = d++; *flag = 0; bit = 1; }
        for (q = s - base > 255 ? s - 255 : base; q < s; ++q) {
            for (k = 0; k < 18 && s + k < e && q[k] == s[k]; ++k) ;
            if (k > len) { len = k; best = q; }
        }
        if (best) {
            *d++ = (byte)(s - best - 1);
            *d++ = len - 3;
            s += len;
        } else {
            *flag |= bit;
            *d++ = *s++;
        }
        bit <<= 1;
    }
    return d;
}

struct bits { const byte *p; byte m; };

int bit_get(struct bits *b)
{
    int r = (*b->p & b->m) != 0;
    if (!(b->m >>= 1)) { b->m = 0x80; ++b->p; }
    return r;
}

/* canonical Huffman: count[l] codes of length l, symbols in code order */
int huff_symbol(struct bits *b, const byte *count, const byte *symbol)
{
    int code = 0, first = 0, at = 0, l;
    for (l = 1; l < 12; ++l) {
        int c = count[l];
        code |= bit_get(b);
        if (code - first < c) return symbol[at + code - first];
        at += c;
        first = (first + c) << 1;
        code <<= 1;
    }
    return -1;
}

byte *delta_pack(const int16_t *s, const int16_t *e, byte *d)
{
    int16_t last = 0;
    for (; s < e; last = *s++) {
        uint16_t z = (uint16_t)(*s - last);
        z = z << 1 ^ (z & 0x8000 ? 0xffff : 0);
        for (; z > 127; z >>= 7) *d++ = (byte)z | 0x80;
        *d++ = (byte)z;
    }
    return d;
}

void mtf(byte *p, byte *e, byte *order)
{
    for (; p < e; ++p) {
        byte v = *p, *q = order, t = *q;
        while (t != v) {
            byte u = *++q;
            *q = t;
            t = u;
        }
        *order = v;
        *p = (byte)(q - order);
    }
}

byte adpcm(int sample, int *pred, signed char *idx, const int *steps)
{
    static const signed char adj[8] = { -1, -1, -1, -1, 2, 4, 6, 8 };
    int step = steps[(byte)*idx], diff = sample - *pred, vp = step >> 3;
    byte code = 0;
    if (diff < 0) { code = 8; diff = -diff; }
    if (diff >= step) { code |= 4; diff -= step; vp += step; }
    if (diff >= step >> 1) { code |= 2; diff -= step >> 1; vp += step >> 1; }
    if (diff >= step >> 2) { code |= 1; vp += step >> 2; }
    *pred += code & 8 ? -vp : vp;
    *idx += adj[code & 7];
    if (*idx < 0) *idx = 0;
    if (*idx > 88) *idx = 88;
    return code;
}
