/* PRESENT-80: 64-bit block, 80-bit key. */
#ifndef PRESENT_CIPHER_H
#define PRESENT_CIPHER_H

#include <stdint.h>

#define CIPHER_BLOCK 8
#define CIPHER_KEY 10

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);
void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);

#endif
