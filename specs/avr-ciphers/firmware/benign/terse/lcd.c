/* HD44780, 4 bit: D4..D7 on bits 0..3, RS bit 4, E bit 5. */
#include "board.h"
#include <util/delay.h>

static uint8_t lx, ly;

static void nib(uint8_t v, uint8_t rs)
{
    BUS_OUT = (BUS_OUT & 0xc0) | (v & 15) | (rs ? 0x10 : 0);
    BUS_OUT |= 0x20;
    _delay_us(1);
    BUS_OUT &= ~0x20;
    _delay_us(50);
}

void lcd_cmd(uint8_t c)
{
    nib(c >> 4, 0);
    nib(c, 0);
    if (c < 4) _delay_ms(2);
}

void lcd_dat(uint8_t c)
{
    nib(c >> 4, 1);
    nib(c, 1);
}

void lcd_init(void)
{
    BUS_DIR |= 0x3f;
    _delay_ms(40);
    for (uint8_t i = 3; i--; ) {
        nib(3, 0);
        _delay_ms(5);
    }
    nib(2, 0);
    lcd_cmd(0x28);
    lcd_cmd(0x0c);
    lcd_cmd(0x06);
    lcd_cmd(0x01);
    lx = ly = 0;
}

void lcd_xy(uint8_t x, uint8_t y)
{
    lx = x;
    ly = y;
    lcd_cmd(0x80 | ((y & 1 ? 0x40 : 0) + (y & 2 ? 20 : 0) + x));
}

void lcd_chr(char c)
{
    if (c == '\n' || lx == 20) {
        lcd_xy(0, (ly + 1) & 3);
        if (c == '\n') return;
    }
    lcd_dat(c);
    lx++;
}

void lcd_glyph(uint8_t n, const uint8_t *rows)
{
    lcd_cmd(0x40 | (n & 7) << 3);
    for (uint8_t i = 0; i < 8; i++) lcd_dat(rows[i] & 31);
    lcd_xy(lx, ly);
}

void lcd_bar(uint8_t v, uint8_t w)
{
    uint16_t px = (uint16_t)v * w * 5 / 255;
    while (w--) {
        uint8_t k = px > 5 ? 5 : px;
        lcd_dat(k ? k : ' ');
        px -= k;
    }
}

void lcd_scroll(const char *s, uint8_t off, uint8_t w)
{
    uint8_t n = 0;
    while (s[n]) n++;
    while (w--) {
        while (off >= n) off -= n;
        lcd_dat(s[off++]);
    }
}
