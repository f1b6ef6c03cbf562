/* A logger: brings the heap, sorting, strings and EEPROM along. */
#include "port.h"
#include <avr/eeprom.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b)
{
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

int main(void)
{
    char number[8];
    port_init();
    for (;;) {
        uint8_t count = port_get();
        int *values = malloc(count * sizeof *values);
        if (values == NULL) {
            continue;
        }
        for (uint8_t i = 0; i < count; i++) {
            values[i] = port_get() * 100 / (i + 1) + rand() % 7;
        }
        qsort(values, count, sizeof *values, by_value);
        eeprom_update_word((uint16_t *)2, (uint16_t)values[count / 2]);
        itoa(values[count / 2], number, 10);
        strcat(number, "\n");
        for (uint8_t i = 0; i < strlen(number); i++) {
            port_put((uint8_t)number[i]);
        }
        free(values);
    }
}
