/*
 * portable.h - constant tables that live in flash on an AVR and in ordinary
 * memory on the host, so that the same file can be measured on both.
 *
 *   TABLE uint8_t SBOX[16] = { ... };        define a table (const, file scope)
 *   uint8_t  a = TABLE_U8(&SBOX[i]);         read an element through its address
 *   uint16_t b = TABLE_U16(&T[i]);
 *   uint32_t c = TABLE_U32(&T[i]);
 *   uint64_t d = TABLE_U64(&T[i]);
 *
 * TABLE says `static const`: a table belongs to the file that defines it.
 * There are no functions here, since every function of a cipher's file bears
 * that cipher's label.
 */
#ifndef PORTABLE_H
#define PORTABLE_H

#include <stdint.h>

#ifdef __AVR__

#include <avr/pgmspace.h>

#define TABLE static const PROGMEM
#define TABLE_U8(p) pgm_read_byte(p)
#define TABLE_U16(p) pgm_read_word(p)
#define TABLE_U32(p) pgm_read_dword(p)
#define TABLE_U64(p) \
    ((uint64_t)pgm_read_dword((const uint8_t *)(p)) | \
     (uint64_t)pgm_read_dword((const uint8_t *)(p) + 4) << 32)

#else

#define TABLE static const
#define TABLE_U8(p) (*(const uint8_t *)(p))
#define TABLE_U16(p) (*(const uint16_t *)(p))
#define TABLE_U32(p) (*(const uint32_t *)(p))
#define TABLE_U64(p) (*(const uint64_t *)(p))

#endif

#endif
