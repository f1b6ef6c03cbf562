/* Buttons, matrix keypad, rotary encoder. */
#include "board.h"

static uint8_t c0 = 0xff, c1 = 0xff, st, ev;

/* vertical counters: eight buttons in parallel, four equal samples to change */
void key_tick(void)
{
    uint8_t i = st ^ ~BUS_IN;
    c0 = ~(c0 & i);
    c1 = c0 ^ (c1 & i);
    i &= c0 & c1;
    st ^= i;
    ev |= st & i;
}

uint8_t key_hit(uint8_t m)
{
    uint8_t s = SREG;
    cli();
    m &= ev;
    ev ^= m;
    SREG = s;
    return m;
}

uint8_t key_rep(uint8_t m)
{
    static uint8_t t;
    if (!(st & m)) { t = 50; return 0; }
    if (--t) return 0;
    t = 10;
    return 1;
}

uint8_t pad_scan(void)
{
    for (uint8_t r = 0; r < 4; r++) {
        BUS_DIR = 0x10 << r;
        BUS_OUT = ~(0x10 << r);
        uint8_t v = ~BUS_IN & 15;
        for (uint8_t c = 0; c < 4; c++)
            if (v & 1 << c) return "123A456B789C*0#D"[r * 4 + c];
    }
    return 0;
}

int8_t enc_tick(void)
{
    static const int8_t t[16] = { 0, -1, 1, 0, 1, 0, 0, -1, -1, 0, 0, 1, 0, 1, -1, 0 };
    static uint8_t o;
    o = (o << 2 | (BUS_IN & 3)) & 15;
    return t[o];
}

uint8_t click(uint8_t down)
{
    static uint8_t s, t;
    if (t < 255) t++;
    switch (s) {
    case 0: if (down) { s = 1; t = 0; } break;
    case 1:
        if (!down) { s = 2; t = 0; }
        else if (t > 80) { s = 3; return 3; }
        break;
    case 2:
        if (down) { s = 3; return 2; }
        if (t > 25) { s = 0; return 1; }
        break;
    default: if (!down) s = 0;
    }
    return 0;
}
