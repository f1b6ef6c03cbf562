/* GF(256) with 0x11d, and a small Reed-Solomon code on top. */
#include <stdint.h>

typedef unsigned char byte;
byte gexp[256], glog[256];

void gf_init(void)
{
    unsigned x = 1;
    byte *p = gexp, i = 0;
    do {
        *p++ = (byte)x;
        glog[x] = i++;
        if ((x <<= 1) & 0x100) x ^= 0x11d;
    } while (i != 255);
    *p = gexp[0];
}

byte gf_mul(byte a, byte b)
{
    unsigned l;
    if (!a || !b) return 0;
    l = glog[a] + glog[b];
    return gexp[l > 254 ? l - 255 : l];
}

byte gf_slow(byte a, byte b)
{
    byte r = 0;
    for (; b; b >>= 1) {
        if (b & 1) r ^= a;
        a = a & 0x80 ? a << 1 ^ 0x1d : a << 1;
    }
    return r;
}

byte gf_div(byte a, byte b)
{
    int l;
    if (!a) return 0;
    l = (int)glog[a] - glog[b];
    return gexp[l < 0 ? l + 255 : l];
}

byte gf_pow(byte a, byte n)
{
    byte r = 1;
    for (; n; n >>= 1) {
        if (n & 1) r = gf_mul(r, a);
        a = gf_mul(a, a);
    }
    return r;
}

byte poly_eval(const byte *p, const byte *e, byte x)
{
    byte y = 0;
    for (; p < e; ++p) y = gf_mul(y, x) ^ *p;
    return y;
}

void rs_generator(byte *g, byte n)
{
    byte i, j;
    g[0] = 1;
    for (i = 0; i < n; ++i) {
        g[i + 1] = 0;
        for (j = i + 1; j; --j) g[j] ^= gf_mul(g[j - 1], gexp[i]);
    }
}

void rs_encode(const byte *s, const byte *e, const byte *g, byte n, byte *par)
{
    byte i;
    for (i = 0; i < n; ++i) par[i] = 0;
    for (; s < e; ++s) {
        byte f = *s ^ par[0];
        for (i = 0; i + 1 < n; ++i) par[i] = par[i + 1] ^ gf_mul(f, g[i + 1]);
        par[n - 1] = gf_mul(f, g[n]);
    }
}

byte rs_syndromes(const byte *p, const byte *e, byte n, byte *syn)
{
    byte any = 0, i;
    for (i = 0; i < n; ++i) any |= syn[i] = poly_eval(p, e, gexp[i]);
    return any;
}

/* one wrong byte from two syndromes */
int rs_fix1(byte *p, byte len, const byte *syn)
{
    byte at;
    if (!syn[0] && !syn[1]) return 0;
    if (!syn[0] || !syn[1]) return -1;
    at = glog[gf_div(syn[1], syn[0])];
    if (at >= len) return -1;
    p[len - 1 - at] ^= syn[0];
    return 1;
}

void raid_q(const byte *const *disk, byte n, byte *q, int len)
{
    int i;
    for (i = 0; i < len; ++i) {
        byte v = 0, d = n;
        while (d--) v = (byte)(v << 1) ^ (v & 0x80 ? 0x1d : 0) ^ disk[d][i];
        q[i] = v;
    }
}
