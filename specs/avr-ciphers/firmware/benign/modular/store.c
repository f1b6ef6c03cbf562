/* Settings in EEPROM: wear levelled log with checksums. */
#include <avr/eeprom.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define SLOTS 8
#define MAGIC 0xA5u

typedef struct {
    uint8_t magic;
    uint8_t serial;
    uint16_t data[4];
    uint16_t checksum;
} slot_t;

static uint8_t *slot_address(uint8_t index)
{
    return (uint8_t *)(uintptr_t)(16u + index * sizeof(slot_t));
}

uint16_t fletcher16(const void *data, uint8_t length)
{
    const uint8_t *bytes = data;
    uint16_t a = 0xFF, b = 0xFF;
    while (length > 0) {
        uint8_t part = length > 20 ? 20 : length;
        length -= part;
        do {
            a += *bytes++;
            b += a;
        } while (--part > 0);
        a = (a & 0xFF) + (a >> 8);
        b = (b & 0xFF) + (b >> 8);
    }
    a = (a & 0xFF) + (a >> 8);
    b = (b & 0xFF) + (b >> 8);
    return (uint16_t)(b << 8 | a);
}

int8_t store_latest(slot_t *out)
{
    int8_t best = -1;
    for (uint8_t i = 0; i < SLOTS; i++) {
        slot_t candidate;
        eeprom_read_block(&candidate, slot_address(i), sizeof candidate);
        if (candidate.magic != MAGIC || candidate.checksum != fletcher16(&candidate, sizeof candidate - 2)) {
            continue;
        }
        if (best < 0 || (int8_t)(candidate.serial - out->serial) > 0) {
            best = (int8_t)i;
            *out = candidate;
        }
    }
    return best;
}

bool store_save(const uint16_t *data)
{
    slot_t slot;
    int8_t last = store_latest(&slot);
    uint8_t next = (uint8_t)((last + 1) % SLOTS);
    if (last >= 0 && memcmp(slot.data, data, sizeof slot.data) == 0) {
        return false;
    }
    slot.serial = last < 0 ? 0 : (uint8_t)(slot.serial + 1);
    slot.magic = MAGIC;
    memcpy(slot.data, data, sizeof slot.data);
    slot.checksum = fletcher16(&slot, sizeof slot - 2);
    eeprom_update_block(&slot, slot_address(next), sizeof slot);
    return true;
}

void store_erase(void)
{
    for (uint8_t i = 0; i < SLOTS; i++) {
        eeprom_update_byte(slot_address(i), 0xFF);
    }
}

uint16_t store_checksum_all(uint16_t size)
{
    uint16_t sum = 0;
    for (uint16_t address = 0; address < size; address++) {
        sum = (uint16_t)((sum >> 1 | sum << 15) + eeprom_read_byte((const uint8_t *)(uintptr_t)address));
    }
    return sum;
}

uint32_t odometer_read(const uint16_t *cells, uint8_t count)
{
    uint32_t total = 0;
    uint16_t highest = 0;
    for (uint8_t i = 0; i < count; i++) {
        if (cells[i] != 0xFFFF) {
            total += cells[i];
            if (cells[i] > highest) {
                highest = cells[i];
            }
        }
    }
    return total | (uint32_t)highest << 24;
}
