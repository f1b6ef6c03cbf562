/*
 * SKINNY-64-128 on one 64-bit word, cell 0 on top: the S-box as four NOR steps
 * on all nibbles at once, the rows shifted and mixed by masks. The tweakeys are
 * 32-bit halves which change places every round.
 */
#include "cipher.h"

#define NIBBLE_LSB 0x1111111111111111ull
#define ROW0 0xffff000000000000ull
#define ROW2 0x00000000ffff0000ull

struct tweakey {
    uint32_t up1, down1, up2, down2;
};

static uint64_t nor_step(uint64_t x)
{
    return x ^ (~(x >> 3 | x >> 2) & NIBBLE_LSB);
}

static uint64_t turn_nibbles_left(uint64_t x)
{
    return (x & ~(NIBBLE_LSB << 3)) << 1 | (x >> 3 & NIBBLE_LSB);
}

static uint64_t turn_nibbles_right(uint64_t x)
{
    return (x >> 1 & ~(NIBBLE_LSB << 3)) | (x & NIBBLE_LSB) << 3;
}

uint64_t skinny_sub(uint64_t x)
{
    uint8_t n;

    for (n = 0; n < 3; n++)
        x = turn_nibbles_left(nor_step(x));
    return nor_step(x);
}

uint64_t skinny_unsub(uint64_t x)
{
    uint8_t n;

    x = nor_step(x);
    for (n = 0; n < 3; n++)
        x = nor_step(turn_nibbles_right(x));
    return x;
}

uint64_t skinny_linear(uint64_t x)
{
    x = (x & ROW0) | (x >> 4 & 0x00000fff00000000ull) | (x << 12 & 0x0000f00000000000ull) |
        (x >> 8 & 0x0000000000ff0000ull) | (x << 8 & 0x00000000ff000000ull) |
        (x >> 12 & 0x000000000000000full) | (x << 4 & 0x000000000000fff0ull);
    x ^= (x & ROW2) << 16;
    x ^= (x & ROW0) >> 32;
    x ^= (x & ROW2) >> 16;
    return x >> 16 | x << 48;
}

uint64_t skinny_unlinear(uint64_t x)
{
    x = x << 16 | x >> 48;
    x ^= (x & ROW2) >> 16;
    x ^= (x & ROW0) >> 32;
    x ^= (x & ROW2) << 16;
    return (x & ROW0) | (x << 4 & 0x0000fff000000000ull) | (x >> 12 & 0x0000000f00000000ull) |
           (x >> 8 & 0x0000000000ff0000ull) | (x << 8 & 0x00000000ff000000ull) |
           (x << 12 & 0x000000000000f000ull) | (x >> 4 & 0x0000000000000fffull);
}

/* cells 1 7 0 5 2 6 4 3 of the lower half */
static uint32_t rise(uint32_t h)
{
    return (h << 4 & 0xf0000000) | (h << 24 & 0x0f000000) | (h >> 8 & 0x00f00000) | (h << 8 & 0x000f0000) |
           (h >> 8 & 0x0000f000) | (h << 4 & 0x00000f00) | (h >> 8 & 0x000000f0) | (h >> 16 & 0x0000000f);
}

static uint32_t sink(uint32_t h)
{
    return (h >> 4 & 0x0f000000) | (h >> 24 & 0x0000000f) | (h << 8 & 0xf0000000) | (h >> 8 & 0x00000f00) |
           (h << 8 & 0x00f00000) | (h >> 4 & 0x000000f0) | (h << 8 & 0x0000f000) | (h << 16 & 0x000f0000);
}

void tweakey_forward(struct tweakey *t)
{
    uint32_t h = rise(t->down1);

    t->down1 = t->up1;
    t->up1 = h;
    h = rise(t->down2);
    t->down2 = t->up2;
    t->up2 = (h << 1 & 0xeeeeeeee) | ((h >> 3 ^ h >> 2) & 0x11111111);
}

void tweakey_backward(struct tweakey *t)
{
    uint32_t h = t->up2;

    h = (h >> 1 & 0x77777777) | ((h << 3 ^ h) & 0x88888888);
    t->up2 = t->down2;
    t->down2 = sink(h);
    h = t->up1;
    t->up1 = t->down1;
    t->down1 = sink(h);
}

static uint64_t round_material(const struct tweakey *t, uint8_t rc)
{
    return (uint64_t)(t->up1 ^ t->up2) << 32 ^ (uint64_t)(rc & 0x0f) << 60 ^ (uint64_t)(rc & 0x30) << 40 ^ 0x20000000;
}

static void tweakey_set(struct tweakey *t, const uint8_t *key)
{
    uint8_t i;

    for (i = 0; i < 4; i++) {
        t->up1 = t->up1 << 8 | key[i];
        t->down1 = t->down1 << 8 | key[4 + i];
        t->up2 = t->up2 << 8 | key[8 + i];
        t->down2 = t->down2 << 8 | key[12 + i];
    }
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct tweakey t = { 0, 0, 0, 0 };
    uint64_t x = 0;
    uint8_t i, rc = 0;

    tweakey_set(&t, key);
    for (i = 0; i < 8; i++)
        x = x << 8 | in[i];
    for (i = 36; i > 0; i--) {
        rc = (rc << 1 & 0x3f) | (1 ^ (rc >> 5) ^ (rc >> 4 & 1));
        x = skinny_linear(skinny_sub(x) ^ round_material(&t, rc));
        tweakey_forward(&t);
    }
    for (i = 8; i-- > 0; x >>= 8)
        out[i] = x & 0xff;
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    struct tweakey t = { 0, 0, 0, 0 };
    uint64_t x = 0;
    uint8_t i, rc = 0;

    tweakey_set(&t, key);
    for (i = 0; i < 8; i++)
        x = x << 8 | in[i];
    for (i = 36; i > 0; i--) {
        rc = (rc << 1 & 0x3f) | (1 ^ (rc >> 5) ^ (rc >> 4 & 1));
        tweakey_forward(&t);
    }
    for (i = 36; i > 0; i--) {
        tweakey_backward(&t);
        x = skinny_unsub(skinny_unlinear(x) ^ round_material(&t, rc));
        rc = rc >> 1 | (1 ^ (rc & 1) ^ rc >> 5) << 5;
    }
    for (i = 8; i-- > 0; x >>= 8)
        out[i] = x & 0xff;
}
