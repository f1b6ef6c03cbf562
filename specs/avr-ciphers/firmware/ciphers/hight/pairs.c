/*
 * HIGHT in 16-bit pairs with nothing precomputed: each Feistel pair is a word,
 * odd byte above, even byte below, and the move after a round is a shift of
 * bytes along the four words. The shift register of the constants runs along,
 * backwards for decryption. F works on the byte written twice into a word,
 * where a rotation is a plain shift.
 */
#include "cipher.h"

struct Hight {
    uint16_t pair[4];
    const uint8_t *masterKey;
    uint8_t subkey;             /* number of the next subkey */
    uint8_t lfsr;               /* and its constant */
};

static uint16_t doubled(uint16_t pair)
{
    pair &= 0xff;
    return (uint16_t)(pair << 8 | pair);
}

static uint16_t smallTurns(uint16_t pair)     /* F0 */
{
    uint16_t t = doubled(pair);
    return t >> 7 ^ t >> 6 ^ t >> 1;
}

static uint16_t largeTurns(uint16_t pair)     /* F1 */
{
    uint16_t t = doubled(pair);
    return t >> 5 ^ t >> 4 ^ t >> 2;
}

static uint8_t currentSubkey(const struct Hight *s)
{
    uint8_t n = s->subkey;
    uint8_t i = (uint8_t)((n - (n >> 4)) & 7) | (n & 8);
    return (uint8_t)(s->masterKey[15 - i] + s->lfsr);
}

static void clockForward(struct Hight *s)
{
    uint8_t feedback = s->lfsr;
    if (s->lfsr & 8)
        feedback ^= 1;
    s->lfsr >>= 1;
    if (feedback & 1)
        s->lfsr |= 0x40;
    s->subkey++;
}

static void clockBackward(struct Hight *s)
{
    uint8_t feedback = s->lfsr >> 6;
    if (s->lfsr & 4)
        feedback ^= 1;
    s->lfsr = (uint8_t)((s->lfsr << 1 & 0x7f) | feedback);
    s->subkey--;
}

static void forwardRound(struct Hight *s)
{
    uint8_t i;
    for (i = 0; i < 4; i++) {
        uint16_t *p = &s->pair[i];
        if (i & 1)
            *p ^= (uint16_t)((smallTurns(*p) + currentSubkey(s)) << 8);
        else
            *p += (uint16_t)((largeTurns(*p) ^ currentSubkey(s)) << 8);
        clockForward(s);
    }
}

static void backwardRound(struct Hight *s)
{
    uint8_t i = 4;
    while (i-- > 0) {
        uint16_t *p = &s->pair[i];
        clockBackward(s);
        if (i & 1)
            *p ^= (uint16_t)((smallTurns(*p) + currentSubkey(s)) << 8);
        else
            *p -= (uint16_t)((largeTurns(*p) ^ currentSubkey(s)) << 8);
    }
}

static void moveUp(uint16_t *pair)
{
    uint16_t top = pair[3] >> 8;
    pair[3] = (uint16_t)(pair[3] << 8 | pair[2] >> 8);
    pair[2] = (uint16_t)(pair[2] << 8 | pair[1] >> 8);
    pair[1] = (uint16_t)(pair[1] << 8 | pair[0] >> 8);
    pair[0] = (uint16_t)(pair[0] << 8 | top);
}

static void moveDown(uint16_t *pair)
{
    uint16_t bottom = (uint16_t)(pair[0] << 8);
    pair[0] = (uint16_t)(pair[1] << 8 | pair[0] >> 8);
    pair[1] = (uint16_t)(pair[2] << 8 | pair[1] >> 8);
    pair[2] = (uint16_t)(pair[3] << 8 | pair[2] >> 8);
    pair[3] = (uint16_t)(bottom | pair[3] >> 8);
}

/* the even bytes are the low ones: add without carry into the high one, or xor */
static void whiten(uint16_t *pair, const uint8_t *w)
{
    pair[0] = (uint16_t)((pair[0] & 0xff00) | (uint8_t)(pair[0] + w[3]));
    pair[1] ^= w[2];
    pair[2] = (uint16_t)((pair[2] & 0xff00) | (uint8_t)(pair[2] + w[1]));
    pair[3] ^= w[0];
}

static void unwhiten(uint16_t *pair, const uint8_t *w)
{
    pair[0] = (uint16_t)((pair[0] & 0xff00) | (uint8_t)(pair[0] - w[3]));
    pair[1] ^= w[2];
    pair[2] = (uint16_t)((pair[2] & 0xff00) | (uint8_t)(pair[2] - w[1]));
    pair[3] ^= w[0];
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct Hight s;
    uint8_t i;
    for (i = 4; i--; in += 2)
        s.pair[i] = (uint16_t)((uint16_t)in[0] << 8 | in[1]);
    s.masterKey = key;
    s.subkey = 0;
    s.lfsr = 0x5a;

    whiten(s.pair, key);
    for (;;) {
        forwardRound(&s);
        if (s.subkey == 128)
            break;
        moveUp(s.pair);
    }
    whiten(s.pair, key + 12);
    for (i = 4; i--;) {
        *out++ = (uint8_t)(s.pair[i] >> 8);
        *out++ = (uint8_t)s.pair[i];
    }
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct Hight s;
    uint8_t i;
    for (i = 4; i--; in += 2)
        s.pair[i] = (uint16_t)((uint16_t)in[0] << 8 | in[1]);
    s.masterKey = key;
    s.subkey = 128;
    s.lfsr = 0x6d;              /* the register's period is 127: constant 128 is constant 1 */

    unwhiten(s.pair, key + 12);
    for (;;) {
        backwardRound(&s);
        if (s.subkey == 0)
            break;
        moveDown(s.pair);
    }
    unwhiten(s.pair, key);
    for (i = 4; i--;) {
        *out++ = (uint8_t)(s.pair[i] >> 8);
        *out++ = (uint8_t)s.pair[i];
    }
}
