/*
 * SPARX-64/128 in single bytes. A branch is four bytes (x low, x high, y low,
 * y high) that all routines work on through one pointer; additions carry by
 * hand, rotations go through the bit that falls out. The key is a ring of four
 * such quadruples: the permutation only turns the ring's head, and since its
 * nonlinear part is the round function, both share `sparx_quad`.
 */
#include "cipher.h"

enum { X_LO, X_HI, Y_LO, Y_HI };

typedef struct ring {
    uint8_t q[16];
    uint8_t head;          /* byte offset of word 0: 0, 4, 8 or 12 */
    uint8_t turn;          /* how many permutations were made */
} ring_t;

/* x = (x >>> 7) + y;  y = (y <<< 2) ^ x */
static void sparx_quad(uint8_t *b)
{
    /* >>> 7 is the bytes exchanged, then <<< 1 */
    uint8_t lo = (uint8_t)(b[X_HI] << 1 | b[X_LO] >> 7);
    uint8_t hi = (uint8_t)(b[X_LO] << 1 | b[X_HI] >> 7);
    uint8_t ylo, yhi;

    b[X_LO] = (uint8_t)(lo + b[Y_LO]);
    if (b[X_LO] < lo)
        hi++;
    b[X_HI] = (uint8_t)(hi + b[Y_HI]);

    ylo = (uint8_t)(b[Y_LO] << 2 | b[Y_HI] >> 6);
    yhi = (uint8_t)(b[Y_HI] << 2 | b[Y_LO] >> 6);
    b[Y_LO] = ylo ^ b[X_LO];
    b[Y_HI] = yhi ^ b[X_HI];
}

static void sparx_quad_back(uint8_t *b)
{
    uint8_t ylo = b[Y_LO] ^ b[X_LO];
    uint8_t yhi = b[Y_HI] ^ b[X_HI];
    uint8_t lo, hi;

    b[Y_LO] = (uint8_t)(ylo >> 2 | yhi << 6);
    b[Y_HI] = (uint8_t)(yhi >> 2 | ylo << 6);

    hi = (uint8_t)(b[X_HI] - b[Y_HI]);
    if (b[X_LO] < b[Y_LO])
        hi--;
    lo = (uint8_t)(b[X_LO] - b[Y_LO]);

    b[X_LO] = (uint8_t)(hi >> 1 | lo << 7);
    b[X_HI] = (uint8_t)(lo >> 1 | hi << 7);
}

static void ring_forward(ring_t *k)
{
    uint8_t *first = k->q + k->head;
    uint8_t *second = k->q + ((k->head + 4) & 15);
    uint8_t *last = k->q + ((k->head + 12) & 15);
    uint8_t old;

    sparx_quad(first);
    old = second[X_LO];
    second[X_LO] += first[X_LO];
    second[X_HI] += first[X_HI] + (second[X_LO] < old);
    old = second[Y_LO];
    second[Y_LO] += first[Y_LO];
    second[Y_HI] += first[Y_HI] + (second[Y_LO] < old);
    k->turn++;
    old = last[Y_LO];
    last[Y_LO] += k->turn;
    if (last[Y_LO] < old)
        last[Y_HI]++;
    k->head = (k->head + 12) & 15;
}

static void ring_back(ring_t *k)
{
    uint8_t *first, *second, *last;

    last = k->q + k->head;
    k->head = (k->head + 4) & 15;
    first = k->q + k->head;
    second = k->q + ((k->head + 4) & 15);

    if (last[Y_LO] < k->turn)
        last[Y_HI]--;
    last[Y_LO] -= k->turn;
    k->turn--;
    second[Y_HI] -= first[Y_HI] + (second[Y_LO] < first[Y_LO]);
    second[Y_LO] -= first[Y_LO];
    second[X_HI] -= first[X_HI] + (second[X_LO] < first[X_LO]);
    second[X_LO] -= first[X_LO];
    sparx_quad_back(first);
}

static void ring_load(ring_t *k, const uint8_t *key)
{
    uint8_t i = CIPHER_KEY;
    do {
        i--;
        k->q[i] = key[i];
    } while (i);
    k->head = 0;
    k->turn = 0;
}

static void xor_quad(uint8_t *b, const ring_t *k, uint8_t at)
{
    const uint8_t *q = k->q + ((k->head + at) & 15);
    b[0] ^= *q++;
    b[1] ^= *q++;
    b[2] ^= *q++;
    b[3] ^= *q;
}

/* feistel function of the linear layer: `to` gets the image of `from` */
static void diffuse(uint8_t *to, const uint8_t *from)
{
    uint8_t lo = from[X_HI] ^ from[Y_HI];
    uint8_t hi = from[X_LO] ^ from[Y_LO];
    to[X_LO] ^= from[X_LO] ^ lo;
    to[X_HI] ^= from[X_HI] ^ hi;
    to[Y_LO] ^= from[Y_LO] ^ lo;
    to[Y_HI] ^= from[Y_HI] ^ hi;
}

void cipher_encrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    ring_t k;
    uint8_t side = 0;      /* 0 or 4: the quadruple of the branch at work */
    uint8_t i;

    for (i = 0; i < CIPHER_BLOCK; i++)
        out[i] = in[i];
    ring_load(&k, key);

    while (k.turn < 16) {
        for (i = 0; i < 12; i += 4) {
            xor_quad(out + side, &k, i);
            sparx_quad(out + side);
        }
        ring_forward(&k);
        if (k.turn & 1)
            side ^= 4;
        else               /* step done: the right branch takes the left one's image and is the next left */
            diffuse(out + side, out + (side ^ 4));
    }
    xor_quad(out, &k, 0);
    xor_quad(out + 4, &k, 4);
}

void cipher_decrypt(uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    ring_t k;
    uint8_t side = 0;
    uint8_t i;

    for (i = 0; i < CIPHER_BLOCK; i++)
        out[i] = in[i];
    ring_load(&k, key);
    while (k.turn < 16)
        ring_forward(&k);
    xor_quad(out, &k, 0);
    xor_quad(out + 4, &k, 4);

    while (k.turn) {
        if (k.turn & 1)
            side ^= 4;
        else
            diffuse(out + side, out + (side ^ 4));
        ring_back(&k);
        for (i = 12; i; ) {
            i -= 4;
            sparx_quad_back(out + side);
            xor_quad(out + side, &k, i);
        }
    }
}
