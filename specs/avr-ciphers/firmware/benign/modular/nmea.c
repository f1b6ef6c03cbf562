/* GPS sentences, character by character. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    int32_t latitude;      /* 1e-5 minutes */
    int32_t longitude;
    uint32_t time;         /* hhmmss */
    uint16_t altitude;     /* decimetres */
    uint8_t satellites;
    bool valid;
} fix_t;

typedef enum { WAITING, BODY, SUM_HIGH, SUM_LOW } nmea_state_t;

typedef struct {
    nmea_state_t state;
    uint8_t field, length, sum, expected;
    bool is_gga;
    char text[12];
    fix_t draft, fix;
} nmea_t;

static uint8_t hex_digit(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : (c & 0x5F) - 'A' + 10);
}

int32_t nmea_degrees(const char *text)
{
    uint32_t whole = 0, fraction = 0;
    uint8_t digits = 0;
    bool point = false;
    for (; *text != '\0'; text++) {
        if (*text == '.') {
            point = true;
        } else if (!point) {
            whole = whole * 10 + (uint8_t)(*text - '0');
        } else if (digits < 5) {
            fraction = fraction * 10 + (uint8_t)(*text - '0');
            digits++;
        }
    }
    while (digits++ < 5) {
        fraction *= 10;
    }
    return (int32_t)((whole / 100 * 60 + whole % 100) * 100000UL + fraction);
}

uint32_t nmea_number(const char *text)
{
    uint32_t value = 0;
    while (*text >= '0' && *text <= '9') {
        value = value * 10 + (uint32_t)(*text - '0');
        text++;
    }
    return value;
}

static void take_field(nmea_t *p)
{
    p->text[p->length] = '\0';
    if (p->field == 0) {
        p->is_gga = p->length == 5 && memcmp(p->text + 2, "GGA", 3) == 0;
    } else if (p->is_gga) {
        switch (p->field) {
        case 1: p->draft.time = nmea_number(p->text); break;
        case 2: p->draft.latitude = nmea_degrees(p->text); break;
        case 3: if (p->text[0] == 'S') p->draft.latitude = -p->draft.latitude; break;
        case 4: p->draft.longitude = nmea_degrees(p->text); break;
        case 5: if (p->text[0] == 'W') p->draft.longitude = -p->draft.longitude; break;
        case 6: p->draft.valid = p->text[0] > '0'; break;
        case 7: p->draft.satellites = (uint8_t)nmea_number(p->text); break;
        case 9: p->draft.altitude = (uint16_t)(nmea_number(p->text) * 10); break;
        default: break;
        }
    }
    p->field++;
    p->length = 0;
}

bool nmea_feed(nmea_t *p, char c)
{
    if (c == '$') {
        p->state = BODY;
        p->field = p->length = p->sum = 0;
        p->is_gga = false;
        return false;
    }
    switch (p->state) {
    case BODY:
        if (c == '*') {
            take_field(p);
            p->state = SUM_HIGH;
            break;
        }
        p->sum ^= (uint8_t)c;
        if (c == ',') {
            take_field(p);
        } else if (p->length < sizeof p->text - 1) {
            p->text[p->length++] = c;
        }
        break;
    case SUM_HIGH:
        p->expected = (uint8_t)(hex_digit(c) << 4);
        p->state = SUM_LOW;
        break;
    case SUM_LOW:
        p->state = WAITING;
        if ((p->expected | hex_digit(c)) == p->sum && p->is_gga) {
            p->fix = p->draft;
            return true;
        }
        break;
    default:
        break;
    }
    return false;
}

uint32_t distance_metres(const fix_t *a, const fix_t *b, uint16_t cosine_q15)
{
    int32_t dy = (a->latitude - b->latitude) / 54;
    int32_t dx = (int32_t)((int64_t)(a->longitude - b->longitude) * cosine_q15 >> 15) / 54;
    if (dx < 0) dx = -dx;
    if (dy < 0) dy = -dy;
    return (uint32_t)(dx > dy ? dx + dy * 3 / 8 : dy + dx * 3 / 8);
}
