/* LED-64 with the constants of ePrint 2012/600: 64-bit block, 64-bit key. */
#ifndef LED_CIPHER_H
#define LED_CIPHER_H

#include <stdint.h>

#define CIPHER_BLOCK 8
#define CIPHER_KEY 8

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);
void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);

#endif
