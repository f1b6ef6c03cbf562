/* 1-Wire master and DS18B20. */
#include "board.h"
#include <util/delay.h>

#define Q 8

uint8_t ow_reset(void)
{
    uint8_t r;
    BUS_OUT &= ~Q;
    BUS_DIR |= Q;
    _delay_us(480);
    BUS_DIR &= ~Q;
    _delay_us(70);
    r = BUS_IN & Q;
    _delay_us(410);
    return !r;
}

uint8_t ow_bit(uint8_t b)
{
    uint8_t s = SREG;
    cli();
    BUS_DIR |= Q;
    _delay_us(2);
    if (b) BUS_DIR &= ~Q;
    _delay_us(12);
    b = (BUS_IN & Q) != 0;
    _delay_us(46);
    BUS_DIR &= ~Q;
    SREG = s;
    return b;
}

uint8_t ow_byte(uint8_t b)
{
    for (uint8_t i = 8; i; i--) {
        uint8_t r = ow_bit(b & 1);
        b >>= 1;
        if (r) b |= 0x80;
    }
    return b;
}

/* next device of the search tree; id holds the last one, returns the last fork or 0xff */
uint8_t ow_next(uint8_t last, uint8_t *id)
{
    uint8_t next = 0, i = 64;
    if (!ow_reset()) return 0xff;
    ow_byte(0xf0);
    do {
        uint8_t b = ow_bit(1);
        if (ow_bit(1)) {
            if (b) return 0xff;
        } else if (!b) {
            if (last > i || ((*id & 1) && last != i)) { b = 1; next = i; }
        }
        ow_bit(b);
        *id >>= 1;
        if (b) *id |= 0x80;
        if ((--i & 7) == 0) id++;
    } while (i);
    return next;
}

uint8_t ow_pad(uint8_t *p)
{
    uint8_t c = 0;
    if (!ow_reset()) return 0;
    ow_byte(0xcc);
    ow_byte(0xbe);
    for (uint8_t n = 9; n--; ) {
        uint8_t b = *p++ = ow_byte(0xff);
        c ^= b;
        for (uint8_t i = 8; i--; ) c = c & 1 ? c >> 1 ^ 0x8c : c >> 1;
    }
    return !c;
}

int16_t ds18_tenths(const uint8_t *p)
{
    int16_t v = p[1] << 8 | p[0];
    return v * 5 / 8;
}
