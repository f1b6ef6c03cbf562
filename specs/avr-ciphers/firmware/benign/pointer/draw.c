/* 128 x 64 monochrome, pages of eight rows. */
#include <stdint.h>
#include <avr/pgmspace.h>

typedef unsigned char byte;
#ifdef __AVR_ATtiny85__
#define H 16
#else
#define H 32
#endif
static byte fb[128 * H / 8];

void px(int x, int y, byte on)
{
    byte *p;
    if ((unsigned)x >= 128 || (unsigned)y >= H) return;
    p = fb + (y >> 3) * 128 + x;
    if (on) *p |= 1 << (y & 7);
    else *p &= ~(1 << (y & 7));
}

void line(int x0, int y0, int x1, int y1)
{
    int dx = x1 - x0, dy = y1 - y0, sx = 1, sy = 1, e;
    if (dx < 0) { dx = -dx; sx = -1; }
    if (dy > 0) dy = -dy; else sy = -1;
    for (e = dx + dy;;) {
        int e2 = e << 1;
        px(x0, y0, 1);
        if (x0 == x1 && y0 == y1) return;
        if (e2 >= dy) { e += dy; x0 += sx; }
        if (e2 <= dx) { e += dx; y0 += sy; }
    }
}

void circle(int cx, int cy, int r)
{
    int x = r, y = 0, d = 1 - r;
    while (x >= y) {
        px(cx + x, cy + y, 1); px(cx - x, cy + y, 1);
        px(cx + x, cy - y, 1); px(cx - x, cy - y, 1);
        px(cx + y, cy + x, 1); px(cx - y, cy + x, 1);
        px(cx + y, cy - x, 1); px(cx - y, cy - x, 1);
        ++y;
        if (d < 0) d += 2 * y + 1;
        else { --x; d += 2 * (y - x) + 1; }
    }
}

void box(byte x, byte y, byte w, byte h, byte pat)
{
    byte *p, m, i;
    for (; h; ++y, --h) {
        m = 1 << (y & 7);
        p = fb + (y >> 3) * 128 + x;
        for (i = w; i; --i, ++p) if (pat >> ((x + i + y) & 7) & 1) *p |= m;
    }
}

static const byte font[] PROGMEM = {
    0x3e, 0x51, 0x49, 0x45, 0x3e, 0x00, 0x42, 0x7f, 0x40, 0x00, 0x42, 0x61, 0x51, 0x49, 0x46, 0x21, 0x41, 0x45, 0x4b, 0x31,
    0x18, 0x14, 0x12, 0x7f, 0x10, 0x27, 0x45, 0x45, 0x45, 0x39, 0x3c, 0x4a, 0x49, 0x49, 0x30, 0x01, 0x71, 0x09, 0x05, 0x03,
    0x36, 0x49, 0x49, 0x49, 0x36, 0x06, 0x49, 0x49, 0x29, 0x1e };

byte *glyph(byte *p, byte c, byte inv)
{
    const byte *f = font + (c - '0') * 5;
    byte i = 5;
    do *p++ = pgm_read_byte(f++) ^ inv; while (--i);
    *p++ = inv;
    return p;
}

byte *text(byte *p, const char *s)
{
    for (; *s; ++s) {
        if (*s >= '0' && *s <= '9') p = glyph(p, *s, 0);
        else p += 3;
    }
    return p;
}

/* every column twice as wide, bits doubled */
void big(const byte *s, byte n, byte *top, byte *bot)
{
    while (n--) {
        byte v = *s++, i;
        uint16_t w = 0;
        for (i = 0; i < 8; ++i) { w >>= 2; if (v & 1) w |= 0xc000; v >>= 1; }
        *top++ = (byte)w; *top++ = (byte)w;
        *bot++ = w >> 8; *bot++ = w >> 8;
    }
}

void scroll_up(void)
{
    byte *p = fb, x = 128;
    for (; x; --x, ++p) {
        byte *q = p, r = H / 8;
        for (; --r; q += 128) *q = *q >> 1 | q[128] << 7;
        *q >>= 1;
    }
}

int fill(int x, int y, signed char *stack, byte max)
{
    signed char *s = stack;
    int n = 0;
    *s++ = x; *s++ = y;
    while (s > stack) {
        y = *--s; x = *--s;
        if (x < 0 || y < 0 || y >= H || fb[(y >> 3) * 128 + x] >> (y & 7) & 1) continue;
        px(x, y, 1);
        ++n;
        if (s - stack > max - 8) return -1;
        *s++ = x + 1; *s++ = y; *s++ = x - 1; *s++ = y;
        *s++ = x; *s++ = y + 1; *s++ = x; *s++ = y - 1;
    }
    return n;
}

byte life_row(byte a, byte b, byte c)
{
    byte r = 0, i;
    for (i = 0; i < 8; ++i) {
        byte n = (a & 1) + (a >> 1 & 1) + (a >> 2 & 1) + (b & 1) + (b >> 2 & 1) + (c & 1) + (c >> 1 & 1) + (c >> 2 & 1);
        r = r >> 1 | (n == 3 || (n == 2 && b & 2) ? 0x80 : 0);
        a = a >> 1 | a << 7; b = b >> 1 | b << 7; c = c >> 1 | c << 7;
    }
    return r;
}
