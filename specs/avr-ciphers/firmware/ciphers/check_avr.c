/*
 * The published vectors on an AVR in simulation: check.sh turns vectors.txt into
 * vectors.h, builds this with one implementation and runs it in simavr. Writes
 * "right <bytes of stack>" or "wrong <vector>" to the serial port and stops.
 */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cipher.h"
#include "vectors.h"

#define PAINT 0xc3

extern uint8_t _end;

static int put(char c, FILE *stream)
{
    (void)stream;
    while (!(UCSR0A & _BV(UDRE0)))
        ;
    UDR0 = (uint8_t)c;
    return 0;
}

static FILE serial = FDEV_SETUP_STREAM(put, NULL, _FDEV_SETUP_WRITE);

/* Bytes below the present stack that no longer bear the paint. */
static unsigned used_stack(uint8_t *from)
{
    uint8_t *p = &_end;

    while (p < from && *p == PAINT)
        p++;
    return (unsigned)(from - p);
}

int main(void)
{
    static uint8_t key[CIPHER_KEY], plain[CIPHER_BLOCK], expected[CIPHER_BLOCK], result[CIPHER_BLOCK];
    unsigned wrong = 0;
    uint8_t *top = (uint8_t *)SP - 2;

    UCSR0B = _BV(TXEN0);
    for (uint8_t *p = &_end; p < top; p++)
        *p = PAINT;
    for (unsigned i = 0; i < sizeof vectors / sizeof vectors[0] && !wrong; i++) {
        memcpy_P(key, vectors[i], sizeof key);
        memcpy_P(plain, vectors[i] + sizeof key, sizeof plain);
        memcpy_P(expected, vectors[i] + sizeof key + sizeof plain, sizeof expected);
        cipher_encrypt(result, plain, key);
        if (memcmp(result, expected, sizeof result))
            wrong = i + 1;
        cipher_decrypt(result, expected, key);
        if (memcmp(result, plain, sizeof result))
            wrong = i + 1;
    }
    if (wrong)
        fprintf_P(&serial, PSTR("wrong %u\n"), wrong);
    else
        fprintf_P(&serial, PSTR("right %u\n"), used_stack(top));
    while (!(UCSR0A & _BV(UDRE0)))
        ;
    cli();
    sleep_mode();
    return 0;
}
