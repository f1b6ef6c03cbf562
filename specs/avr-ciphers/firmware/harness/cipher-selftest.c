/* Encrypts and decrypts by turns and blinks while the round trip holds; counts rounds on the serial line. */
#include "port.h"
#include "cipher.h"
#include <string.h>
#include <stdlib.h>

int main(void)
{
    uint8_t key[CIPHER_KEY], plain[CIPHER_BLOCK], work[CIPHER_BLOCK];
    uint32_t rounds = 0;
    char text[12];

    port_init();
    BUS_DIR |= _BV(0);
    for (uint8_t i = 0; i < CIPHER_KEY; i++) {
        key[i] = (uint8_t)(i * 17);
    }
    memset(plain, 0x5a, sizeof plain);
    for (;;) {
        cipher_encrypt(work, plain, key);
        cipher_decrypt(work, work, key);
        if (memcmp(work, plain, sizeof work) != 0) {
            BUS_OUT |= _BV(0);
            return 1;
        }
        BUS_OUT ^= _BV(0);
        memmove(plain + 1, plain, sizeof plain - 1);
        plain[0] = (uint8_t)rounds;
        ultoa(++rounds, text, 10);
        for (const char *p = text; *p != '\0'; p++) {
            port_put((uint8_t)*p);
        }
        port_put('\n');
    }
}
