/* A console that prints and parses: brings the C library's text functions along. */
#include "port.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int put(char c, FILE *stream)
{
    (void)stream;
    port_put((uint8_t)c);
    return 0;
}

static FILE out = FDEV_SETUP_STREAM(put, NULL, _FDEV_SETUP_WRITE);

int main(void)
{
    char line[24];
    uint8_t used = 0;
    port_init();
    for (;;) {
        char c = (char)port_get();
        if (c != '\r' && used < sizeof line - 1) {
            line[used++] = c;
            continue;
        }
        line[used] = '\0';
        used = 0;
        char *value = strchr(line, '=');
        if (value != NULL) {
            *value++ = '\0';
            fprintf(&out, "%s is %ld (%04x)\n", line, strtol(value, NULL, 0), atoi(value));
        } else {
            fprintf(&out, "? %s %u\n", strlwr(line), (unsigned)strlen(line));
        }
    }
}
