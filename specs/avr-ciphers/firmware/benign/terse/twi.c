/* I2C by hand: SDA on bit 0, SCL on bit 1, lines pulled up outside. */
#include "board.h"
#include <util/delay.h>

#define SDA 1
#define SCL 2
#define LOW(x) (BUS_DIR |= (x))
#define REL(x) (BUS_DIR &= ~(x))
#define T() _delay_us(5)

void i2c_start(void)
{
    REL(SDA); T();
    REL(SCL); T();
    LOW(SDA); T();
    LOW(SCL); T();
}

void i2c_stop(void)
{
    LOW(SDA); T();
    REL(SCL); T();
    REL(SDA); T();
}

uint8_t i2c_wr(uint8_t b)
{
    for (uint8_t i = 8; i; i--, b <<= 1) {
        if (b & 0x80) REL(SDA); else LOW(SDA);
        T();
        REL(SCL);
        T();
        LOW(SCL);
    }
    REL(SDA);
    REL(SCL);
    T();
    b = BUS_IN & SDA;
    LOW(SCL);
    return !b;
}

uint8_t i2c_rd(uint8_t ack)
{
    uint8_t b = 0;
    REL(SDA);
    for (uint8_t i = 8; i; i--) {
        b <<= 1;
        REL(SCL);
        while (!(BUS_IN & SCL)) ;
        T();
        if (BUS_IN & SDA) b |= 1;
        LOW(SCL);
        T();
    }
    if (ack) LOW(SDA);
    REL(SCL);
    T();
    LOW(SCL);
    return b;
}

uint8_t i2c_reg_wr(uint8_t a, uint8_t r, uint8_t v)
{
    i2c_start();
    uint8_t ok = i2c_wr(a << 1) && i2c_wr(r) && i2c_wr(v);
    i2c_stop();
    return ok;
}

int16_t i2c_reg_rd(uint8_t a, uint8_t r)
{
    int16_t v = -1;
    i2c_start();
    if (i2c_wr(a << 1) && i2c_wr(r)) {
        i2c_start();
        if (i2c_wr(a << 1 | 1)) v = i2c_rd(0);
    }
    i2c_stop();
    return v;
}

uint8_t i2c_scan(uint8_t *found, uint8_t max)
{
    uint8_t n = 0;
    for (uint8_t a = 8; a < 0x78; a++) {
        i2c_start();
        if (i2c_wr(a << 1) && n < max) found[n++] = a;
        i2c_stop();
    }
    return n;
}

/* LM75: 11 bits, eighths of a degree */
int16_t lm75(uint8_t a)
{
    int16_t t = 0x7fff;
    i2c_start();
    if (i2c_wr(a << 1) && i2c_wr(0)) {
        i2c_start();
        if (i2c_wr(a << 1 | 1)) {
            t = i2c_rd(1) << 8;
            t |= i2c_rd(0);
            t >>= 5;
        }
    }
    i2c_stop();
    return t;
}
