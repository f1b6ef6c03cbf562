/* Serial service: 'k' sets the key, 'e' and 'd' answer with the block encrypted or decrypted. */
#include "port.h"
#include "cipher.h"

static uint8_t key[CIPHER_KEY];
static uint8_t block[CIPHER_BLOCK];

static void receive(uint8_t *to, uint8_t length)
{
    while (length--) {
        *to++ = port_get();
    }
}

static void reply(void)
{
    uint8_t sum = 0;
    for (uint8_t i = 0; i < CIPHER_BLOCK; i++) {
        port_put(block[i]);
        sum += block[i];
    }
    port_put(sum);
}

int main(void)
{
    port_init();
    for (;;) {
        switch (port_get()) {
        case 'k':
            receive(key, CIPHER_KEY);
            port_put('k');
            break;
        case 'e':
            receive(block, CIPHER_BLOCK);
            cipher_encrypt(block, block, key);
            reply();
            break;
        case 'd':
            receive(block, CIPHER_BLOCK);
            cipher_decrypt(block, block, key);
            reply();
            break;
        default:
            port_put('?');
            break;
        }
    }
}
