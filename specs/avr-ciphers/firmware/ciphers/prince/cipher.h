/* PRINCE: 64-bit block, 128-bit key. */
#ifndef PRINCE_CIPHER_H
#define PRINCE_CIPHER_H

#include <stdint.h>

#define CIPHER_BLOCK 8
#define CIPHER_KEY 16

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);
void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);

#endif
