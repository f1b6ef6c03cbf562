/* Pseudo random generators and integer mixers. */
#include <stdint.h>

struct xorshift { uint32_t s[4]; };
struct pcg { uint64_t state, increment; };
struct small_prng { uint32_t a, b, c, d; };

static uint32_t rotate(uint32_t x, int k)
{
    return x << k | x >> (32 - k);
}

uint32_t xorshift128_next(struct xorshift *g)
{
    uint32_t t = g->s[3], s = g->s[0];
    g->s[3] = g->s[2];
    g->s[2] = g->s[1];
    g->s[1] = s;
    t ^= t << 11;
    t ^= t >> 8;
    g->s[0] = t ^ s ^ (s >> 19);
    return g->s[0];
}

uint32_t xoshiro_next(struct xorshift *g)
{
    uint32_t result = rotate(g->s[1] * 5, 7) * 9;
    uint32_t t = g->s[1] << 9;
    g->s[2] ^= g->s[0];
    g->s[3] ^= g->s[1];
    g->s[1] ^= g->s[2];
    g->s[0] ^= g->s[3];
    g->s[2] ^= t;
    g->s[3] = rotate(g->s[3], 11);
    return result;
}

uint32_t pcg_next(struct pcg *g)
{
    uint64_t old = g->state;
    uint32_t shifted;
    g->state = old * 6364136223846793005ULL + (g->increment | 1);
    shifted = (uint32_t)(((old >> 18) ^ old) >> 27);
    int turn = (int)(old >> 59);
    return shifted >> turn | shifted << ((32 - turn) & 31);
}

uint32_t small_prng_next(struct small_prng *g)
{
    uint32_t e = g->a - rotate(g->b, 27);
    g->a = g->b ^ rotate(g->c, 17);
    g->b = g->c + g->d;
    g->c = g->d + e;
    g->d = e + g->a;
    return g->d;
}

void small_prng_seed(struct small_prng *g, uint32_t seed)
{
    g->a = 0xf1ea5eed;
    g->b = g->c = g->d = seed;
    for (int i = 0; i < 20; i++) small_prng_next(g);
}

uint32_t mix32(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x7feb352dUL;
    x ^= x >> 15;
    x *= 0x846ca68bUL;
    return x ^ x >> 16;
}

uint32_t wang_hash(uint32_t x)
{
    x = (x ^ 61) ^ (x >> 16);
    x += x << 3;
    x ^= x >> 4;
    x *= 0x27d4eb2dUL;
    return x ^ x >> 15;
}

uint32_t mwc_next(uint32_t *state)
{
    state[0] = 36969 * (state[0] & 65535) + (state[0] >> 16);
    state[1] = 18000 * (state[1] & 65535) + (state[1] >> 16);
    return (state[0] << 16) + state[1];
}

uint16_t lagged_fibonacci(uint16_t *state, uint8_t *position)
{
    uint8_t i = *position, j = (uint8_t)((i + 10) % 17);
    uint16_t value = state[i] + state[j];
    state[i] = value;
    *position = (uint8_t)((i + 1) % 17);
    return value;
}

uint16_t middle_square(uint32_t *state)
{
    uint32_t x = (*state & 0xffff) * (*state & 0xffff);
    *state += 0x1b5ad4ceUL;
    x += *state;
    return (uint16_t)(x >> 8);
}

int gaussian(struct xorshift *g)
{
    int sum = 0;
    for (int i = 0; i < 12; i++) sum += (int)(xorshift128_next(g) >> 24);
    return sum - 1530;
}

int16_t perlin1(uint16_t x)
{
    uint16_t cell = x >> 8, t = x & 255;
    int16_t g0 = (int16_t)(mix32(cell) & 511) - 256, g1 = (int16_t)(mix32(cell + 1UL) & 511) - 256;
    int32_t a = (int32_t)g0 * t, b = (int32_t)g1 * ((int32_t)t - 256);
    uint32_t fade = (uint32_t)t * t * (768 - 2 * t) >> 16;
    return (int16_t)((a + (((b - a) * (int32_t)fade) >> 8)) >> 8);
}

uint32_t seed_from_bytes(const uint8_t *p, int n)
{
    uint32_t h = 0x9e3779b9UL;
    for (int i = 0; i < n; i++) h ^= p[i] + 0x9e3779b9UL + (h << 6) + (h >> 2);
    return h;
}
