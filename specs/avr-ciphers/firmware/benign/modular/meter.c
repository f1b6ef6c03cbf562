/* Measuring: ADC scaling, thermistor, pulse counting, battery, statistics. */
#include "board.h"
#include <stdbool.h>

typedef struct {
    uint16_t offset;
    uint16_t gain;          /* Q4.12 */
    uint8_t oversample;
} channel_t;

typedef struct {
    uint32_t sum, squares;
    uint16_t minimum, maximum, count;
} statistics_t;

#ifdef BOARD_ADC
uint16_t adc_sample(uint8_t channel)
{
    ADMUX = (uint8_t)((ADMUX & 0xE0) | (channel & 0x0F));
    ADCSRA |= _BV(ADSC);
    while (ADCSRA & _BV(ADSC)) {
    }
    return ADC;
}

uint16_t adc_oversampled(const channel_t *channel, uint8_t pin)
{
    uint32_t sum = 0;
    uint16_t reads = (uint16_t)(1u << (2 * channel->oversample));
    for (uint16_t i = 0; i < reads; i++) {
        sum += adc_sample(pin);
    }
    return (uint16_t)(sum >> channel->oversample);
}
#endif

uint16_t calibrate(const channel_t *channel, uint16_t raw)
{
    if (raw <= channel->offset) {
        return 0;
    }
    uint32_t scaled = (uint32_t)(raw - channel->offset) * channel->gain;
    return scaled >= 0x0FFFF000UL ? UINT16_MAX : (uint16_t)(scaled >> 12);
}

int16_t thermistor(uint16_t adc)
{
    static const uint16_t table[16] PROGMEM = {
        1001, 975, 932, 868, 783, 680, 568, 457, 357, 273, 206, 154, 115, 86, 65, 49 };
    uint8_t i = 0;
    uint16_t upper, lower;
    while (i < 15 && pgm_read_word(&table[i]) > adc) {
        i++;
    }
    if (i == 0) {
        return -400;
    }
    upper = pgm_read_word(&table[i - 1]);
    lower = pgm_read_word(&table[i]);
    if (adc < lower) {
        adc = lower;
    }
    return (int16_t)(-400 + (i - 1) * 100 + (int16_t)((uint32_t)(upper - adc) * 100 / (upper - lower)));
}

void statistics_add(statistics_t *s, uint16_t sample)
{
    s->sum += sample;
    s->squares += (uint32_t)sample * sample;
    if (s->count == 0 || sample < s->minimum) {
        s->minimum = sample;
    }
    if (sample > s->maximum) {
        s->maximum = sample;
    }
    s->count++;
}

uint32_t statistics_variance(const statistics_t *s)
{
    uint32_t mean;
    if (s->count < 2) {
        return 0;
    }
    mean = s->sum / s->count;
    return (s->squares - mean * s->sum) / (s->count - 1u);
}

uint16_t rpm_from_period(uint16_t ticks, uint8_t pulses)
{
    if (ticks == 0 || pulses == 0) {
        return 0;
    }
    return (uint16_t)(60UL * 62500UL / ((uint32_t)ticks * pulses));
}

uint8_t battery_percent(uint16_t millivolts)
{
    static const uint16_t knee[] = { 3300, 3600, 3700, 3750, 3800, 3900, 4000, 4200 };
    static const uint8_t level[] = { 0, 5, 15, 30, 45, 65, 80, 100 };
    for (uint8_t i = 0; i < 8; i++) {
        if (millivolts < knee[i]) {
            if (i == 0) {
                return 0;
            }
            return (uint8_t)(level[i - 1] + (uint16_t)(level[i] - level[i - 1]) * (millivolts - knee[i - 1])
                / (knee[i] - knee[i - 1]));
        }
    }
    return 100;
}

bool ir_decode_nec(const uint16_t *pulses, uint8_t count, uint32_t *code)
{
    uint32_t bits = 0;
    if (count < 33 || pulses[0] < 4000 || pulses[0] > 5000) {
        return false;
    }
    for (uint8_t i = 1; i < 33; i++) {
        if (pulses[i] < 400 || pulses[i] > 1900) {
            return false;
        }
        bits = bits >> 1 | (pulses[i] > 1100 ? 0x80000000UL : 0);
    }
    *code = bits;
    return (uint8_t)(bits >> 16) == (uint8_t)~(bits >> 24);
}
