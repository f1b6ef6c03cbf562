/* Table driven checks and check digits. */
#include <stdint.h>
#include <stddef.h>
#include <avr/pgmspace.h>

static uint16_t crc_ram_table[16];

static const uint32_t crc32_nibbles[16] PROGMEM = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c
};

uint32_t crc32_update(uint32_t crc, const void *data, size_t length)
{
    const uint8_t *bytes = data;
    crc = ~crc;
    for (size_t i = 0; i < length; i++) {
        crc = pgm_read_dword(&crc32_nibbles[(crc ^ bytes[i]) & 15]) ^ (crc >> 4);
        crc = pgm_read_dword(&crc32_nibbles[(crc ^ (bytes[i] >> 4)) & 15]) ^ (crc >> 4);
    }
    return ~crc;
}

void crc16_make_table(uint16_t polynomial)
{
    for (uint16_t n = 0; n < 16; n++) {
        uint16_t value = (uint16_t)(n << 12);
        for (int bit = 0; bit < 4; bit++) {
            value = (uint16_t)(value & 0x8000 ? (value << 1) ^ polynomial : value << 1);
        }
        crc_ram_table[n] = value;
    }
}

uint16_t crc16_lookup(const uint8_t *data, size_t length, uint16_t seed)
{
    uint16_t crc = seed;
    for (size_t i = 0; i < length; i++) {
        crc = (uint16_t)(crc_ram_table[(crc >> 12) ^ (data[i] >> 4)] ^ (crc << 4));
        crc = (uint16_t)(crc_ram_table[(crc >> 12) ^ (data[i] & 15)] ^ (crc << 4));
    }
    return crc;
}

uint32_t crc24_openpgp(const uint8_t *data, size_t length)
{
    uint32_t crc = 0xb704ce;
    while (length-- > 0) {
        crc ^= (uint32_t)*data++ << 16;
        for (int i = 0; i < 8; i++) {
            crc <<= 1;
            if (crc & 0x1000000) crc ^= 0x1864cfb;
        }
    }
    return crc & 0xffffff;
}

uint64_t crc64_ecma(const uint8_t *data, size_t length)
{
    uint64_t crc = 0;
    while (length-- > 0) {
        crc ^= (uint64_t)*data++ << 56;
        for (int i = 0; i < 8; i++) {
            crc = (crc >> 63) ? (crc << 1) ^ 0x42f0e1eba9ea3693ULL : crc << 1;
        }
    }
    return crc;
}

uint32_t fletcher32(const uint16_t *words, size_t count)
{
    uint32_t low = 0xffff, high = 0xffff;
    while (count > 0) {
        size_t block = count > 359 ? 359 : count;
        count -= block;
        do {
            low += *words++;
            high += low;
        } while (--block);
        low = (low & 0xffff) + (low >> 16);
        high = (high & 0xffff) + (high >> 16);
    }
    low = (low & 0xffff) + (low >> 16);
    high = (high & 0xffff) + (high >> 16);
    return high << 16 | low;
}

int luhn_valid(const char *digits)
{
    int sum = 0, length = 0;
    while (digits[length] != '\0') length++;
    for (int i = length - 1, twice = 0; i >= 0; i--, twice = !twice) {
        int d = digits[i] - '0';
        if (d < 0 || d > 9) return 0;
        if (twice && (d *= 2) > 9) d -= 9;
        sum += d;
    }
    return length > 1 && sum % 10 == 0;
}

int ean13_check_digit(const char *digits)
{
    int sum = 0;
    for (int i = 0; i < 12; i++) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return (10 - sum % 10) % 10;
}

int isbn10_valid(const char *text)
{
    int sum = 0, position = 10;
    for (; *text != '\0' && position > 0; text++) {
        if (*text == '-') continue;
        int value = (*text == 'X' && position == 1) ? 10 : *text - '0';
        if (value < 0 || value > 10) return 0;
        sum += value * position--;
    }
    return position == 0 && sum % 11 == 0;
}

int damm_digit(const char *digits)
{
    static const uint8_t table[10][10] PROGMEM = {
        { 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 }, { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 }, { 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 },
        { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 }, { 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 }, { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
        { 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 }, { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 }, { 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 },
        { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 } };
    uint8_t interim = 0;
    while (*digits >= '0' && *digits <= '9') interim = pgm_read_byte(&table[interim][*digits++ - '0']);
    return interim;
}

uint8_t secded_syndrome(uint16_t word)
{
    static const uint16_t masks[5] = { 0x0555, 0x0666, 0x0878, 0x0f80, 0x1fff };
    uint8_t syndrome = 0;
    for (int i = 0; i < 5; i++) {
        uint16_t v = word & masks[i];
        v ^= v >> 8;
        v ^= v >> 4;
        v ^= v >> 2;
        v ^= v >> 1;
        syndrome |= (uint8_t)((v & 1) << i);
    }
    return syndrome;
}
