/* Sensor and actuator protocols over callbacks, as portable driver libraries have them. */
#include <stdint.h>
#include <stddef.h>
#include "board.h"

struct bus {
    int (*read)(void *context, uint8_t address, uint8_t reg, uint8_t *data, size_t length);
    int (*write)(void *context, uint8_t address, uint8_t reg, const uint8_t *data, size_t length);
    void *context;
};

struct bmp_calibration {
    int16_t ac1, ac2, ac3;
    uint16_t ac4, ac5, ac6;
    int16_t b1, b2, mb, mc, md;
};

int bmp_load(const struct bus *bus, struct bmp_calibration *c)
{
    uint8_t raw[22];
    uint16_t *words = (uint16_t *)c;
    int error = bus->read(bus->context, 0x77, 0xaa, raw, sizeof raw);
    if (error != 0) return error;
    for (int i = 0; i < 11; i++) {
        words[i] = (uint16_t)(raw[2 * i] << 8 | raw[2 * i + 1]);
        if (words[i] == 0 || words[i] == 0xffff) return -2;
    }
    return 0;
}

int32_t bmp_temperature(const struct bmp_calibration *c, int32_t raw, int32_t *b5)
{
    int32_t x1 = ((raw - c->ac6) * c->ac5) >> 15;
    int32_t x2 = ((int32_t)c->mc << 11) / (x1 + c->md);
    *b5 = x1 + x2;
    return (*b5 + 8) >> 4;
}

int32_t bmp_pressure(const struct bmp_calibration *c, int32_t raw, int32_t b5, int oversampling)
{
    int32_t b6 = b5 - 4000, x1, x2, x3, b3, p;
    uint32_t b4, b7;
    x1 = (c->b2 * ((b6 * b6) >> 12)) >> 11;
    x2 = (c->ac2 * b6) >> 11;
    b3 = ((((int32_t)c->ac1 * 4 + x1 + x2) << oversampling) + 2) >> 2;
    x1 = (c->ac3 * b6) >> 13;
    x2 = (c->b1 * ((b6 * b6) >> 12)) >> 16;
    x3 = (x1 + x2 + 2) >> 2;
    b4 = (c->ac4 * (uint32_t)(x3 + 32768)) >> 15;
    b7 = ((uint32_t)raw - (uint32_t)b3) * (50000UL >> oversampling);
    p = (int32_t)(b7 < 0x80000000UL ? b7 * 2 / b4 : b7 / b4 * 2);
    x1 = (p >> 8) * (p >> 8);
    x1 = (x1 * 3038) >> 16;
    x2 = (-7357 * p) >> 16;
    return p + ((x1 + x2 + 3791) >> 4);
}

int rtc_read(const struct bus *bus, uint8_t *fields)
{
    int error = bus->read(bus->context, 0x68, 0, fields, 7);
    if (error != 0) return error;
    fields[0] &= 0x7f;
    fields[2] &= 0x3f;
    fields[5] &= 0x1f;
    for (int i = 0; i < 7; i++) fields[i] = (uint8_t)((fields[i] >> 4) * 10 + (fields[i] & 15));
    return 0;
}

int rtc_write(const struct bus *bus, const uint8_t *fields)
{
    uint8_t raw[7];
    for (int i = 0; i < 7; i++) raw[i] = (uint8_t)(fields[i] / 10 << 4 | fields[i] % 10);
    return bus->write(bus->context, 0x68, 0, raw, sizeof raw);
}

int accelerometer_tilt(const struct bus *bus, int16_t *axes)
{
    uint8_t raw[6];
    int largest = 0;
    int error = bus->read(bus->context, 0x1d, 0x32, raw, sizeof raw);
    if (error != 0) return error;
    for (int i = 0; i < 3; i++) {
        int16_t value = (int16_t)(raw[2 * i + 1] << 8 | raw[2 * i]);
        int16_t magnitude = value < 0 ? -value : value;
        axes[i] = value;
        if (magnitude > (axes[largest] < 0 ? -axes[largest] : axes[largest])) largest = i;
    }
    return largest * 2 + (axes[largest] < 0) + 1;
}

int eeprom_write_paged(const struct bus *bus, uint16_t address, const uint8_t *data, size_t length)
{
    while (length > 0) {
        size_t room = 32 - (address & 31);
        size_t part = length < room ? length : room;
        int tries = 50;
        while (bus->write(bus->context, (uint8_t)(0x50 | address >> 8), (uint8_t)address, data, part) != 0) {
            if (--tries == 0) return -1;
        }
        address += (uint16_t)part;
        data += part;
        length -= part;
    }
    return 0;
}

int dht_decode(const uint8_t *pulse_us, int count, int16_t *temperature, uint16_t *humidity)
{
    uint8_t bytes[5] = { 0 };
    if (count < 40) return -1;
    for (int i = 0; i < 40; i++) {
        bytes[i / 8] = (uint8_t)(bytes[i / 8] << 1 | (pulse_us[i] > 48));
    }
    if ((uint8_t)(bytes[0] + bytes[1] + bytes[2] + bytes[3]) != bytes[4]) return -2;
    *humidity = (uint16_t)(bytes[0] << 8 | bytes[1]);
    *temperature = (int16_t)((bytes[2] & 0x7f) << 8 | bytes[3]);
    if (bytes[2] & 0x80) *temperature = -*temperature;
    return 0;
}

uint32_t hx711_read(void)
{
    uint32_t value = 0;
    while (BUS_IN & 1) {
    }
    for (int i = 0; i < 24; i++) {
        BUS_OUT |= 2;
        value = value << 1 | (BUS_IN & 1);
        BUS_OUT &= (uint8_t)~2;
    }
    BUS_OUT |= 2;
    BUS_OUT &= (uint8_t)~2;
    return value ^ 0x800000;
}

void charlieplex(uint16_t image, uint8_t pins)
{
    uint8_t led = 0;
    for (uint8_t high = 0; high < pins; high++) {
        for (uint8_t low = 0; low < pins; low++) {
            if (high == low) continue;
            BUS_DIR = 0;
            if (image >> led & 1) {
                BUS_OUT = (uint8_t)(1 << high);
                BUS_DIR = (uint8_t)(1 << high | 1 << low);
            }
            led++;
        }
    }
}

uint16_t ultrasonic_millimetres(uint16_t echo_us, int16_t celsius)
{
    uint32_t speed = 331300UL + 606UL * (uint16_t)(celsius < 0 ? 0 : celsius);
    return (uint16_t)(echo_us * (speed / 100) / 20000);
}

int quadrature(uint8_t *state, uint8_t a, uint8_t b, int32_t *position)
{
    uint8_t now = (uint8_t)((a != 0) << 1 | ((a != 0) ^ (b != 0)));
    int8_t turn = (int8_t)((now - *state) & 3);
    *state = now;
    if (turn == 2) return -1;
    *position += turn == 3 ? -1 : turn;
    return 0;
}
