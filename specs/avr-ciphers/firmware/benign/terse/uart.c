/* Buffered serial port; a part without one gets a bit-banged transmitter. */
#include "board.h"
#include <util/delay.h>

#define SZ 32
#define MSK (SZ - 1)
static volatile uint8_t rb[SZ], rh, rt, tb[SZ], th, tt;

void uart_rxq(uint8_t c)
{
    uint8_t h = (rh + 1) & MSK;
    if (h == rt) return;
    rb[rh] = c;
    rh = h;
}

int16_t uart_get(void)
{
    if (rh == rt) return -1;
    uint8_t c = rb[rt];
    rt = (rt + 1) & MSK;
    return c;
}

uint8_t uart_put(uint8_t c)
{
    uint8_t h = (th + 1) & MSK, s = SREG;
    if (h == tt) return 0;
    cli();
    tb[th] = c;
    th = h;
    SREG = s;
    return 1;
}

#ifdef BOARD_UART
void uart_poll(void)
{
    if (UART_RX_READY) uart_rxq(UART_DATA);
    if (th != tt && UART_TX_READY) {
        UART_DATA = tb[tt];
        tt = (tt + 1) & MSK;
    }
}
#endif

void uart_puts_p(const char *s)
{
    uint8_t c;
    while ((c = pgm_read_byte(s++))) while (!uart_put(c)) ;
}

uint8_t uart_line(char *d, uint8_t max)
{
    static uint8_t n;
    int16_t c;
    while ((c = uart_get()) >= 0) {
        if (c == '\r' || c == '\n') {
            d[n] = 0;
            c = n;
            n = 0;
            if (c) return c;
        } else if (c == 8 || c == 127) {
            if (n) n--;
        } else if (n + 1 < max) d[n++] = c;
    }
    return 0;
}

void soft_tx(uint8_t c)
{
    uint8_t s = SREG;
    cli();
    BUS_OUT &= ~_BV(1);
    _delay_us(104);
    for (uint8_t i = 8; i; i--) {
        if (c & 1) BUS_OUT |= _BV(1);
        else BUS_OUT &= ~_BV(1);
        c >>= 1;
        _delay_us(104);
    }
    BUS_OUT |= _BV(1);
    _delay_us(104);
    SREG = s;
}

uint8_t soft_rx(void)
{
    uint8_t c = 0;
    while (BUS_IN & _BV(2)) ;
    _delay_us(156);
    for (uint8_t i = 0; i < 8; i++) {
        c >>= 1;
        if (BUS_IN & _BV(2)) c |= 0x80;
        _delay_us(104);
    }
    return c;
}

void soft_dump(const uint8_t *p, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        uint8_t h = p[i] >> 4, l = p[i] & 15;
        soft_tx(h + (h > 9 ? 'a' - 10 : '0'));
        soft_tx(l + (l > 9 ? 'a' - 10 : '0'));
        soft_tx((i & 15) == 15 ? '\n' : ' ');
    }
}
