/* Non-cryptographic hashes. */
#include <stdint.h>

typedef unsigned char byte;

unsigned long djb2(const char *s)
{
    unsigned long h = 5381;
    int c;
    while ((c = (byte)*s++) != 0) h = ((h << 5) + h) ^ c;
    return h;
}

unsigned long sdbm(const byte *p, const byte *e)
{
    unsigned long h = 0;
    for (; p != e; ++p) h = *p + (h << 6) + (h << 16) - h;
    return h;
}

uint32_t fnv1a(const byte *p, const byte *e)
{
    uint32_t h = 2166136261UL;
    while (p < e) {
        h ^= *p++;
        h *= 16777619UL;
    }
    return h;
}

uint32_t oaat(const byte *p, const byte *e)
{
    uint32_t h = 0;
    while (p < e) {
        h += *p++;
        h += h << 10;
        h ^= h >> 6;
    }
    h += h << 3;
    h ^= h >> 11;
    return h + (h << 15);
}

byte pearson(const byte *t, const byte *p, int n)
{
    byte h = (byte)n;
    do h = t[h ^ *p++]; while (--n > 0);
    return h;
}

#define ROL(x, n) ((x) << (n) | (x) >> (32 - (n)))

uint32_t murmur3(const byte *p, int n, uint32_t h)
{
    const byte *e = p + (n & ~3);
    uint32_t k;
    for (; p != e; p += 4) {
        k = (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint16_t)p[1] << 8 | p[0];
        k *= 0xcc9e2d51UL;
        k = ROL(k, 15);
        h ^= k * 0x1b873593UL;
        h = ROL(h, 13) * 5 + 0xe6546b64UL;
    }
    k = 0;
    switch (n & 3) {
    case 3: k ^= (uint32_t)p[2] << 16; /* fall through */
    case 2: k ^= (uint16_t)p[1] << 8; /* fall through */
    case 1: k = (k ^ p[0]) * 0xcc9e2d51UL;
        h ^= ROL(k, 15) * 0x1b873593UL;
    }
    h ^= n;
    h ^= h >> 16;
    h *= 0x85ebca6bUL;
    h ^= h >> 13;
    h *= 0xc2b2ae35UL;
    return h ^ h >> 16;
}

void jenkins_mix(uint32_t *v)
{
    uint32_t a = v[0], b = v[1], c = v[2];
    a = (a - b - c) ^ c >> 13;
    b = (b - c - a) ^ a << 8;
    c = (c - a - b) ^ b >> 13;
    a = (a - b - c) ^ c >> 12;
    b = (b - c - a) ^ a << 16;
    c = (c - a - b) ^ b >> 5;
    a = (a - b - c) ^ c >> 3;
    b = (b - c - a) ^ a << 10;
    c = (c - a - b) ^ b >> 15;
    v[0] = a; v[1] = b; v[2] = c;
}

uint32_t adler32(const byte *p, unsigned n)
{
    uint32_t a = 1, b = 0;
    for (; n; --n) {
        if ((a += *p++) >= 65521UL) a -= 65521UL;
        if ((b += a) >= 65521UL) b -= 65521UL;
    }
    return b << 16 | a;
}

uint16_t bsdsum(const byte *p, const byte *e)
{
    uint16_t s = 0;
    for (; p < e; s += *p++) s = s >> 1 | s << 15;
    return s;
}

uint32_t elf_hash(const char *s)
{
    uint32_t h = 0, g;
    for (; *s; h &= ~g) {
        h = (h << 4) + (byte)*s++;
        if ((g = h & 0xf0000000UL) != 0) h ^= g >> 24;
    }
    return h;
}

uint16_t zobrist(const byte *board, const uint16_t (*keys)[64])
{
    uint16_t h = 0;
    byte sq = 0;
    for (; sq < 64; ++sq, ++board) if (*board) h ^= keys[*board - 1][sq];
    return h;
}
