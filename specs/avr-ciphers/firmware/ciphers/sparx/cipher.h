
#ifndef CIPHER_H
#define CIPHER_H

#include <stdint.h>

#define CIPHER_BLOCK 8
#define CIPHER_KEY 16

/* `out` and `in` may be the same buffer; the key is left as it was. */
void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);
void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key);

#endif
