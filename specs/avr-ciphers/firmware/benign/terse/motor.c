/* Things that tick: soft PWM, servos, stepper ramps, tones. */
#include "board.h"

static uint8_t duty[8], ph;
static uint16_t srv[4];
static int16_t pos, tgt;
static uint8_t stp;

void pwm_tick(void)
{
    uint8_t o = 0, m = 1;
    for (uint8_t i = 0; i < 8; i++, m <<= 1) if (duty[i] > ph) o |= m;
    BUS_OUT = o;
    if (++ph == 255) ph = 0;
}

void pwm_fade(uint8_t ch, uint8_t to)
{
    if (duty[ch] < to) duty[ch]++;
    else if (duty[ch] > to) duty[ch]--;
}

/* bit angle modulation: the caller waits 1 << bit ticks */
uint8_t bam_slice(uint8_t bit)
{
    uint8_t o = 0;
    for (uint8_t i = 8; i--; ) o = o << 1 | (duty[i] >> bit & 1);
    return o;
}

void servo_set(uint8_t i, uint8_t deg)
{
    srv[i & 3] = 544 + (uint32_t)deg * (2400 - 544) / 180;
}

uint16_t servo_next(void)
{
    static uint8_t i;
    static uint16_t rest;
    if (i == 4) {
        i = 0;
        BUS_OUT &= 0xf0;
        return 20000 - rest;
    }
    if (!i) rest = 0;
    rest += srv[i];
    BUS_OUT = (BUS_OUT & 0xf0) | 1 << i;
    return srv[i++];
}

uint8_t step_tick(void)
{
    static const uint8_t seq[8] = { 1, 3, 2, 6, 4, 12, 8, 9 };
    if (pos == tgt) return 0;
    if (pos < tgt) { pos++; stp++; } else { pos--; stp--; }
    BUS_OUT = (BUS_OUT & 0xf0) | seq[stp & 7];
    return 1;
}

/* next delay of a linear ramp, c += -2c / (4n + 1) */
uint16_t ramp(uint16_t c, uint16_t n)
{
    return n ? c - 2UL * c / (4UL * n + 1) : c;
}

uint16_t tone_ocr(uint8_t note)
{
    static const uint16_t base[12] = { 30578, 28862, 27242, 25713, 24270, 22908, 21622, 20408, 19263, 18182, 17161, 16198 };
    uint8_t o = 0;
    while (note >= 12) { note -= 12; o++; }
    return base[note] >> o;
}

uint8_t gamma8(uint8_t v)
{
    uint16_t s = (uint16_t)v * v;
    return (s + (s >> 1) * 2 + 510) / 510;
}

void hsv(uint8_t h, uint8_t s, uint8_t v, uint8_t *rgb)
{
    uint8_t r = h / 43, f = (h - r * 43) * 6;
    uint8_t p = v * (255 - s) >> 8, q = v * (255 - (s * f >> 8)) >> 8, t = v * (255 - (s * (255 - f) >> 8)) >> 8;
    switch (r) {
    case 0: rgb[0] = v; rgb[1] = t; rgb[2] = p; break;
    case 1: rgb[0] = q; rgb[1] = v; rgb[2] = p; break;
    case 2: rgb[0] = p; rgb[1] = v; rgb[2] = t; break;
    case 3: rgb[0] = p; rgb[1] = q; rgb[2] = v; break;
    case 4: rgb[0] = t; rgb[1] = p; rgb[2] = v; break;
    default: rgb[0] = v; rgb[1] = p; rgb[2] = q; break;
    }
}
