/* Radio and line codes: scrambler, Hamming, interleaver, Manchester, convolution, frames. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    uint16_t polynomial, state;
} lfsr_t;

typedef struct {
    uint8_t buffer[24];
    uint8_t length;
    bool escaped, active;
} deframer_t;

uint8_t lfsr_byte(lfsr_t *l)
{
    uint8_t out = 0;
    for (uint8_t i = 0; i < 8; i++) {
        bool bit = (l->state & 1u) != 0;
        l->state >>= 1;
        if (bit) {
            l->state ^= l->polynomial;
        }
        out = (uint8_t)(out << 1 | bit);
    }
    return out;
}

void scramble(lfsr_t *l, uint8_t *data, uint8_t length)
{
    for (uint8_t i = 0; i < length; i++) {
        data[i] ^= lfsr_byte(l);
    }
}

void self_sync_scramble(uint8_t *data, uint8_t length, uint32_t *state)
{
    for (uint8_t i = 0; i < length; i++) {
        uint8_t out = 0;
        for (int8_t bit = 7; bit >= 0; bit--) {
            uint8_t in = (data[i] >> bit) & 1u;
            uint8_t tap = (uint8_t)((*state >> 11 ^ *state >> 16) & 1u);
            uint8_t coded = in ^ tap;
            *state = *state << 1 | coded;
            out |= (uint8_t)(coded << bit);
        }
        data[i] = out;
    }
}

uint8_t hamming_encode(uint8_t nibble)
{
    static const uint8_t code[16] = {
        0x15, 0x02, 0x49, 0x5E, 0x64, 0x73, 0x38, 0x2F, 0xD0, 0xC7, 0x8C, 0x9B, 0xA1, 0xB6, 0xFD, 0xEA };
    return code[nibble & 15];
}

int8_t hamming_decode(uint8_t received)
{
    int8_t best = -1;
    uint8_t nearest = 3;
    for (uint8_t n = 0; n < 16; n++) {
        uint8_t difference = hamming_encode(n) ^ received;
        uint8_t distance = 0;
        while (difference != 0) {
            difference &= (uint8_t)(difference - 1);
            distance++;
        }
        if (distance < nearest - 1) {
            nearest = (uint8_t)(distance + 1);
            best = (int8_t)n;
        }
    }
    return best;
}

void interleave(const uint8_t *in, uint8_t *out)
{
    memset(out, 0, 8);
    for (uint8_t bit = 0; bit < 64; bit++) {
        uint8_t target = (uint8_t)((bit & 7) << 3 | bit >> 3);
        if (in[bit >> 3] & (1u << (bit & 7))) {
            out[target >> 3] |= (uint8_t)(1u << (target & 7));
        }
    }
}

bool manchester_decode(uint16_t line, uint8_t *value)
{
    uint8_t result = 0;
    for (uint8_t i = 0; i < 8; i++) {
        uint8_t pair = (uint8_t)(line >> 14);
        line <<= 2;
        if (pair == 0 || pair == 3) {
            return false;
        }
        result = (uint8_t)(result << 1 | (pair == 2));
    }
    *value = result;
    return true;
}

uint8_t convolve(const uint8_t *in, uint8_t bits, uint8_t *out)
{
    uint8_t state = 0, written = 0;
    for (uint8_t i = 0; i < bits; i++) {
        uint8_t a, b;
        state = (uint8_t)((state << 1 | (in[i >> 3] >> (7 - (i & 7)) & 1)) & 7);
        a = (uint8_t)((state ^ state >> 1 ^ state >> 2) & 1);
        b = (uint8_t)((state ^ state >> 2) & 1);
        out[written >> 3] = (uint8_t)(out[written >> 3] << 2 | a << 1 | b);
        written += 2;
    }
    return written;
}

bool deframe(deframer_t *d, uint8_t byte)
{
    if (byte == 0x7E) {
        bool complete = d->active && d->length > 2;
        d->active = true;
        d->escaped = false;
        if (!complete) {
            d->length = 0;
        }
        return complete;
    }
    if (!d->active) {
        return false;
    }
    if (byte == 0x7D) {
        d->escaped = true;
        return false;
    }
    if (d->escaped) {
        byte ^= 0x20;
        d->escaped = false;
    }
    if (d->length < sizeof d->buffer) {
        d->buffer[d->length++] = byte;
    } else {
        d->active = false;
    }
    return false;
}

uint16_t frame_check(const uint8_t *data, uint8_t length)
{
    uint16_t crc = 0xFFFF;
    for (uint8_t i = 0; i < length; i++) {
        uint8_t x = (uint8_t)(crc ^ data[i]);
        x ^= (uint8_t)(x << 4);
        crc = (uint16_t)((crc >> 8) ^ ((uint16_t)x << 8) ^ ((uint16_t)x << 3) ^ (x >> 4));
    }
    return (uint16_t)~crc;
}
