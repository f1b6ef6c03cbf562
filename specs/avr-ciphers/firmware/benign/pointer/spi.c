/* SPI devices: bit-banged bus, MAX7219, 74HC595, NOR flash, SD card, nRF24-like radio. */
#include "board.h"

#define MOSI 1
#define MISO 2
#define SCK 4
#define CS 8
typedef unsigned char byte;

byte spi_soft(byte b)
{
    byte i = 8;
    do {
        if (b & 0x80) BUS_OUT |= MOSI; else BUS_OUT &= ~MOSI;
        b <<= 1;
        BUS_OUT |= SCK;
        if (BUS_IN & MISO) b |= 1;
        BUS_OUT &= ~SCK;
    } while (--i);
    return b;
}

#ifdef BOARD_SPI
byte spi_hard(byte b)
{
    SPI_DATA = b;
    while (!SPI_DONE) ;
    return SPI_DATA;
}

void spi_block(const byte *s, byte *d, int n)
{
    for (; n; --n) {
        SPI_DATA = *s++;
        while (!SPI_DONE) ;
        *d++ = SPI_DATA;
    }
}
#endif

void max7219(byte reg, byte val)
{
    BUS_OUT &= ~CS;
    spi_soft(reg);
    spi_soft(val);
    BUS_OUT |= CS;
}

void max7219_num(long v)
{
    byte d = 1, neg = v < 0;
    if (neg) v = -v;
    do max7219(d++, v % 10); while ((v /= 10) && d < 9);
    if (neg && d < 9) max7219(d++, 10);
    while (d < 9) max7219(d++, 15);
}

void shift595(uint16_t v)
{
    uint16_t m = 0x8000;
    do {
        if (v & m) BUS_OUT |= MOSI; else BUS_OUT &= ~MOSI;
        BUS_OUT |= SCK;
        BUS_OUT &= ~SCK;
    } while (m >>= 1);
    BUS_OUT |= CS;
    BUS_OUT &= ~CS;
}

static void flash_addr(byte cmd, uint32_t a)
{
    BUS_OUT &= ~CS;
    spi_soft(cmd);
    spi_soft(a >> 16);
    spi_soft(a >> 8);
    spi_soft(a);
}

void flash_read(uint32_t a, byte *d, int n)
{
    flash_addr(3, a);
    while (n--) *d++ = spi_soft(0);
    BUS_OUT |= CS;
}

int flash_wait(unsigned tries)
{
    byte s;
    do {
        BUS_OUT &= ~CS;
        spi_soft(5);
        s = spi_soft(0);
        BUS_OUT |= CS;
    } while ((s & 1) && --tries);
    return tries ? 0 : -1;
}

int flash_write(uint32_t a, const byte *s, int n)
{
    while (n) {
        int k = 256 - (byte)a;
        if (k > n) k = n;
        BUS_OUT &= ~CS; spi_soft(6); BUS_OUT |= CS;
        flash_addr(2, a);
        a += k;
        n -= k;
        while (k--) spi_soft(*s++);
        BUS_OUT |= CS;
        if (flash_wait(5000)) return -1;
    }
    return 0;
}

byte sd_cmd(byte c, uint32_t arg)
{
    byte r, n = 10, crc = 0xff;
    BUS_OUT &= ~CS;
    spi_soft(0x40 | c);
    spi_soft(arg >> 24); spi_soft(arg >> 16); spi_soft(arg >> 8); spi_soft(arg);
    if (c == 0) crc = 0x95;
    if (c == 8) crc = 0x87;
    spi_soft(crc);
    do r = spi_soft(0xff); while ((r & 0x80) && --n);
    return r;
}

int sd_init(void)
{
    byte i, ocr[4];
    unsigned t;
    BUS_OUT |= CS;
    for (i = 10; i; --i) spi_soft(0xff);
    if (sd_cmd(0, 0) != 1) return -1;
    if (sd_cmd(8, 0x1aa) == 1) {
        for (i = 0; i < 4; ++i) ocr[i] = spi_soft(0xff);
        if (ocr[3] != 0xaa) return -2;
    }
    for (t = 1000; t; --t) {
        sd_cmd(55, 0);
        if (!sd_cmd(41, 0x40000000UL)) break;
    }
    BUS_OUT |= CS;
    return t ? 0 : -3;
}

byte radio_send(const byte *p, byte n)
{
    byte st, t = 200;
    BUS_OUT &= ~CS;
    spi_soft(0xa0);
    while (n--) spi_soft(*p++);
    BUS_OUT |= CS;
    do {
        BUS_OUT &= ~CS;
        st = spi_soft(0xff);
        BUS_OUT |= CS;
    } while (!(st & 0x30) && --t);
    BUS_OUT &= ~CS;
    spi_soft(0x27);
    spi_soft(st & 0x70);
    BUS_OUT |= CS;
    return st & 0x20;
}

void ws2812(const byte *p, int n)
{
    byte hi = BUS_OUT | MOSI, lo = BUS_OUT & ~MOSI;
    cli();
    for (; n; --n) {
        byte b = *p++, i = 8;
        do {
            BUS_OUT = hi;
            if (!(b & 0x80)) BUS_OUT = lo;
            b <<= 1;
            BUS_OUT = lo;
        } while (--i);
    }
    sei();
}
