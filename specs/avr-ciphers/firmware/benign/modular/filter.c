/* Digital filters on 16 bit samples. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define TAPS 9

typedef struct {
    int16_t history[TAPS];
    uint8_t position;
} fir_t;

typedef struct {
    int16_t b0, b1, b2, a1, a2;   /* Q2.14 */
    int32_t s1, s2;
} biquad_t;

typedef struct {
    uint16_t window[8];
    uint8_t next, filled;
    uint32_t total;
} average_t;

typedef struct {
    int32_t estimate;    /* Q16.16 */
    int32_t variance;
    int16_t process_noise, sensor_noise;
} kalman1_t;

static const int16_t coefficients[TAPS] = { -218, 0, 3014, 7986, 10420, 7986, 3014, 0, -218 };

int16_t fir_step(fir_t *filter, int16_t sample)
{
    int32_t accumulator = 1 << 14;
    uint8_t at;

    filter->history[filter->position] = sample;
    at = filter->position;
    for (uint8_t tap = 0; tap < TAPS; tap++) {
        accumulator += (int32_t)coefficients[tap] * filter->history[at];
        at = (at == 0) ? TAPS - 1 : at - 1;
    }
    filter->position = (filter->position + 1) % TAPS;
    return (int16_t)(accumulator >> 15);
}

int16_t biquad_step(biquad_t *q, int16_t x)
{
    int32_t y = ((int32_t)q->b0 * x + q->s1) >> 14;
    q->s1 = (int32_t)q->b1 * x - (int32_t)q->a1 * (int16_t)y + q->s2;
    q->s2 = (int32_t)q->b2 * x - (int32_t)q->a2 * (int16_t)y;
    return (int16_t)y;
}

uint16_t average_add(average_t *a, uint16_t sample)
{
    if (a->filled == 8) {
        a->total -= a->window[a->next];
    } else {
        a->filled++;
    }
    a->window[a->next] = sample;
    a->total += sample;
    a->next = (a->next + 1) & 7;
    return (uint16_t)(a->total / a->filled);
}

uint16_t exponential(uint32_t *state, uint16_t sample, uint8_t shift)
{
    *state = *state - (*state >> shift) + sample;
    return (uint16_t)(*state >> shift);
}

uint16_t median3(uint16_t a, uint16_t b, uint16_t c)
{
    if (a > b) {
        uint16_t t = a;
        a = b;
        b = t;
    }
    if (b > c) {
        b = c;
    }
    return a > b ? a : b;
}

int16_t kalman_step(kalman1_t *k, int16_t measurement)
{
    int32_t gain;
    k->variance += k->process_noise;
    gain = (k->variance << 8) / (k->variance + k->sensor_noise);
    k->estimate += gain * ((((int32_t)measurement << 16) - k->estimate) >> 8);
    k->variance = k->variance * (256 - gain) >> 8;
    return (int16_t)(k->estimate >> 16);
}

uint32_t goertzel(const int16_t *samples, uint8_t count, int16_t coefficient)
{
    int32_t older = 0, old = 0;
    for (uint8_t i = 0; i < count; i++) {
        int32_t now = samples[i] + ((coefficient * (old >> 2)) >> 12) - older;
        older = old;
        old = now;
    }
    old >>= 4;
    older >>= 4;
    return (uint32_t)(old * old + older * older - (((coefficient * old) >> 14) * older));
}

bool zero_crossing(int16_t previous, int16_t current, int16_t hysteresis)
{
    return (previous < -hysteresis && current >= 0) || (previous > hysteresis && current <= 0);
}

uint16_t rms(const int16_t *samples, uint8_t count)
{
    uint64_t sum = 0;
    uint32_t mean, root = 0, bit = 1UL << 30;
    for (uint8_t i = 0; i < count; i++) {
        sum += (uint32_t)((int32_t)samples[i] * samples[i]);
    }
    mean = (uint32_t)(sum / count);
    while (bit > mean) {
        bit >>= 2;
    }
    for (; bit != 0; bit >>= 2) {
        if (mean >= root + bit) {
            mean -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return (uint16_t)root;
}
