/* Messages: varints, Modbus, MIDI, CAN-like packing, TLV, DTMF, DHCP-ish options. */
#include <stdint.h>
#include <string.h>

int varint_write(uint8_t *out, uint32_t value)
{
    int n = 0;
    while (value >= 0x80) {
        out[n++] = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    out[n++] = (uint8_t)value;
    return n;
}

int varint_read(const uint8_t *in, int length, uint32_t *value)
{
    uint32_t v = 0;
    for (int i = 0; i < length && i < 5; i++) {
        v |= (uint32_t)(in[i] & 0x7f) << (7 * i);
        if ((in[i] & 0x80) == 0) {
            *value = v;
            return i + 1;
        }
    }
    return 0;
}

uint32_t signal_extract(const uint8_t *frame, int start, int length)
{
    uint32_t value = 0;
    for (int i = length - 1; i >= 0; i--) {
        int bit = start + i;
        value = value << 1 | (frame[bit >> 3] >> (bit & 7) & 1);
    }
    return value;
}

void signal_insert(uint8_t *frame, int start, int length, uint32_t value)
{
    for (int i = 0; i < length; i++, value >>= 1) {
        int bit = start + i;
        uint8_t mask = (uint8_t)(1 << (bit & 7));
        if (value & 1) frame[bit >> 3] |= mask;
        else frame[bit >> 3] &= (uint8_t)~mask;
    }
}

int modbus_reply(const uint8_t *request, int length, uint16_t *registers, int count, uint8_t *reply)
{
    int first, number, n = 0;
    uint16_t crc = 0xffff;
    if (length < 6) return 0;
    first = request[2] << 8 | request[3];
    number = request[4] << 8 | request[5];
    reply[n++] = request[0];
    if (request[1] == 3 && number > 0 && first + number <= count) {
        reply[n++] = 3;
        reply[n++] = (uint8_t)(number * 2);
        for (int i = 0; i < number; i++) {
            reply[n++] = (uint8_t)(registers[first + i] >> 8);
            reply[n++] = (uint8_t)registers[first + i];
        }
    } else if (request[1] == 6 && first < count) {
        registers[first] = (uint16_t)number;
        memcpy(reply + 1, request + 1, 5);
        n = 6;
    } else {
        reply[n++] = request[1] | 0x80;
        reply[n++] = request[1] == 3 || request[1] == 6 ? 2 : 1;
    }
    for (int i = 0; i < n; i++) {
        crc ^= reply[i];
        for (int bit = 0; bit < 8; bit++) crc = (uint16_t)(crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1);
    }
    reply[n++] = (uint8_t)crc;
    reply[n++] = (uint8_t)(crc >> 8);
    return n;
}

struct midi { uint8_t status, data[2], have; };

int midi_feed(struct midi *m, uint8_t byte)
{
    if (byte >= 0xf8) return byte;
    if (byte & 0x80) {
        m->status = byte;
        m->have = 0;
        return 0;
    }
    if (m->status < 0x80) return 0;
    m->data[m->have++] = byte;
    int need = (m->status & 0xe0) == 0xc0 ? 1 : 2;
    if (m->have < need) return 0;
    m->have = 0;
    return m->status;
}

const uint8_t *tlv_find(const uint8_t *in, int length, uint8_t wanted, int *size)
{
    int at = 0;
    while (at + 1 < length) {
        uint8_t type = in[at];
        if (type == 0) {
            at++;
            continue;
        }
        if (type == 255) break;
        int n = in[at + 1];
        if (at + 2 + n > length) break;
        if (type == wanted) {
            *size = n;
            return in + at + 2;
        }
        at += 2 + n;
    }
    return 0;
}

char dtmf_decode(const uint32_t *power)
{
    int row = 0, column = 4;
    for (int i = 1; i < 4; i++) {
        if (power[i] > power[row]) row = i;
        if (power[4 + i] > power[column]) column = 4 + i;
    }
    for (int i = 0; i < 8; i++) {
        if (i != row && i != column && power[i] > power[i < 4 ? row : column] / 4) return 0;
    }
    return "123A456B789C*0#D"[row * 4 + column - 4];
}

int dns_name(const char *name, uint8_t *out)
{
    int n = 0, label = 0;
    out[n++] = 0;
    for (; *name != '\0'; name++) {
        if (*name == '.') {
            label = n;
            out[n++] = 0;
        } else {
            out[n++] = (uint8_t)*name;
            out[label]++;
        }
    }
    out[n++] = 0;
    return n;
}

uint16_t udp_checksum(const uint8_t *source, const uint8_t *target, const uint8_t *data, int length)
{
    uint32_t sum = 17 + (uint32_t)length;
    for (int i = 0; i < 4; i += 2) {
        sum += (uint32_t)(source[i] << 8 | source[i + 1]);
        sum += (uint32_t)(target[i] << 8 | target[i + 1]);
    }
    for (int i = 0; i + 1 < length; i += 2) sum += (uint32_t)((uint16_t)data[i] << 8 | data[i + 1]);
    if (length & 1) sum += (uint32_t)((uint16_t)data[length - 1] << 8);
    while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
    return sum == 0xffff ? 0xffff : (uint16_t)~sum;
}

int dmx_mix(uint8_t *universe, const uint8_t *a, const uint8_t *b, uint8_t fade, int n)
{
    int changed = 0;
    for (int i = 0; i < n; i++) {
        uint8_t value = (uint8_t)((a[i] * (uint16_t)(255 - fade) + b[i] * (uint16_t)fade) / 255);
        if (universe[i] != value) {
            universe[i] = value;
            changed++;
        }
    }
    return changed;
}
