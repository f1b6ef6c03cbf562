/* One name for the registers that the drivers need, whatever the part calls them. */
#ifndef BOARD_H
#define BOARD_H

#include <avr/io.h>
#include <avr/interrupt.h>
#include <avr/pgmspace.h>
#include <stdint.h>
#include <stddef.h>

#ifndef F_CPU
#define F_CPU 8000000UL
#endif

#if defined(__AVR_XMEGA__)
#define BUS_OUT PORTC.OUT
#define BUS_DIR PORTC.DIR
#define BUS_IN PORTC.IN
#define BOARD_UART 1
#define UART_DATA USARTC0.DATA
#define UART_TX_READY (USARTC0.STATUS & USART_DREIF_bm)
#define UART_RX_READY (USARTC0.STATUS & USART_RXCIF_bm)
#define BOARD_SPI 1
#define SPI_DATA SPIC.DATA
#define SPI_DONE (SPIC.STATUS & SPI_IF_bm)
#else
#define BUS_OUT PORTB
#define BUS_DIR DDRB
#define BUS_IN PINB
#if defined(UDR0)
#define BOARD_UART 1
#define UART_DATA UDR0
#define UART_TX_READY (UCSR0A & _BV(UDRE0))
#define UART_RX_READY (UCSR0A & _BV(RXC0))
#elif defined(UDR)
#define BOARD_UART 1
#define UART_DATA UDR
#define UART_TX_READY (UCSRA & _BV(UDRE))
#define UART_RX_READY (UCSRA & _BV(RXC))
#endif
#if defined(SPDR)
#define BOARD_SPI 1
#define SPI_DATA SPDR
#define SPI_DONE (SPSR & _BV(SPIF))
#endif
#if defined(ADMUX)
#define BOARD_ADC 1
#endif
#endif

#endif
