/* One byte at a time over whatever serial port the part has; bit-banged where it has none. */
#ifndef PORT_H
#define PORT_H

#include "board.h"
#include <util/delay.h>

static void port_init(void)
{
#if defined(__AVR_XMEGA__)
    PORTC.DIRSET = _BV(3);
    USARTC0.BAUDCTRLA = 51;
    USARTC0.CTRLC = USART_CHSIZE_8BIT_gc;
    USARTC0.CTRLB = USART_RXEN_bm | USART_TXEN_bm;
#elif defined(UDR0)
    UBRR0L = 51;
    UCSR0B = _BV(RXEN0) | _BV(TXEN0);
    UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
#elif defined(UDR)
    UBRRL = 51;
    UCSRB = _BV(RXEN) | _BV(TXEN);
#else
    BUS_DIR |= _BV(3);
    BUS_OUT |= _BV(3) | _BV(4);
#endif
}

static void port_put(uint8_t c)
{
#ifdef BOARD_UART
    while (!UART_TX_READY) {
    }
    UART_DATA = c;
#else
    uint16_t frame = 0x200 | (uint16_t)c << 1;
    do {
        if (frame & 1) {
            BUS_OUT |= _BV(3);
        } else {
            BUS_OUT &= (uint8_t)~_BV(3);
        }
        _delay_us(104);
        frame >>= 1;
    } while (frame);
#endif
}

static uint8_t port_get(void)
{
#ifdef BOARD_UART
    while (!UART_RX_READY) {
    }
    return UART_DATA;
#else
    uint8_t c = 0;
    while (BUS_IN & _BV(4)) {
    }
    _delay_us(52);
    for (uint8_t i = 0; i < 8; i++) {
        _delay_us(104);
        c >>= 1;
        if (BUS_IN & _BV(4)) {
            c |= 0x80;
        }
    }
    _delay_us(104);
    return c;
#endif
}

#endif
