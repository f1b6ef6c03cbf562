/* Bitwise checks: no table, small flash. */
#include <stdint.h>

uint8_t crc8_maxim(const uint8_t *p, uint8_t n)
{
    uint8_t c = 0;
    while (n--) {
        uint8_t b = *p++;
        for (uint8_t i = 8; i; i--) {
            uint8_t m = (c ^ b) & 1;
            c >>= 1;
            if (m) c ^= 0x8c;
            b >>= 1;
        }
    }
    return c;
}

uint8_t crc8_atm(const uint8_t *p, uint8_t n)
{
    uint8_t c = 0;
    while (n--) {
        c ^= *p++;
        for (uint8_t i = 0; i < 8; i++) c = c & 0x80 ? c << 1 ^ 7 : c << 1;
    }
    return c;
}

uint8_t crc7_sd(const uint8_t *p, uint8_t n)
{
    uint8_t c = 0;
    while (n--) {
        uint8_t d = *p++;
        for (uint8_t i = 0; i < 8; i++) {
            c <<= 1;
            if ((d & 0x80) ^ (c & 0x80)) c ^= 9;
            d <<= 1;
        }
    }
    return c << 1 | 1;
}

uint16_t crc16_ccitt(const uint8_t *p, uint8_t n)
{
    uint16_t c = 0xffff;
    while (n--) {
        c ^= (uint16_t)*p++ << 8;
        for (uint8_t i = 0; i < 8; i++)
            if (c & 0x8000) c = c << 1 ^ 0x1021;
            else c <<= 1;
    }
    return c;
}

uint16_t crc16_modbus(const uint8_t *p, uint8_t n)
{
    uint16_t c = 0xffff;
    while (n--) {
        c ^= *p++;
        for (uint8_t i = 8; i--; ) c = c & 1 ? c >> 1 ^ 0xa001 : c >> 1;
    }
    return c;
}

uint16_t crc16_swift(uint16_t c, uint8_t d)
{
    c = c >> 8 | c << 8;
    c ^= d;
    c ^= (c & 0xff) >> 4;
    c ^= c << 12;
    c ^= (c & 0xff) << 5;
    return c;
}

uint32_t crc32_zip(const uint8_t *p, uint16_t n)
{
    uint32_t c = 0xffffffff;
    while (n--) {
        c ^= *p++;
        for (uint8_t i = 8; i--; ) c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
    }
    return ~c;
}

uint8_t lrc(const uint8_t *p, uint8_t n)
{
    uint8_t s = 0;
    while (n--) s += *p++;
    return -s;
}

uint16_t ipsum(const uint8_t *p, uint8_t n)
{
    uint32_t s = 0;
    for (; n > 1; n -= 2, p += 2) s += (uint16_t)p[0] << 8 | p[1];
    if (n) s += (uint16_t)p[0] << 8;
    while (s >> 16) s = (s & 0xffff) + (s >> 16);
    return ~s;
}

uint8_t par8(uint8_t v)
{
    v ^= v >> 4;
    v ^= v >> 2;
    v ^= v >> 1;
    return v & 1;
}
