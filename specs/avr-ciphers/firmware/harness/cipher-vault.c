/* Keeps records in EEPROM, each block encrypted under a key that is stored beside them. */
#include "port.h"
#include "cipher.h"
#include <avr/eeprom.h>

#define RECORDS 4

static uint8_t EEMEM stored_key[CIPHER_KEY];
static uint8_t EEMEM stored_records[RECORDS][CIPHER_BLOCK];

static void seal(uint8_t index, uint8_t *record)
{
    uint8_t key[CIPHER_KEY];
    eeprom_read_block(key, stored_key, sizeof key);
    cipher_encrypt(record, record, key);
    eeprom_update_block(record, stored_records[index], CIPHER_BLOCK);
}

static void open(uint8_t index, uint8_t *record)
{
    uint8_t key[CIPHER_KEY];
    eeprom_read_block(key, stored_key, sizeof key);
    eeprom_read_block(record, stored_records[index], CIPHER_BLOCK);
    cipher_decrypt(record, record, key);
}

int main(void)
{
    uint8_t record[CIPHER_BLOCK];
    port_init();
    for (;;) {
        uint8_t command = port_get();
        uint8_t index = command & (RECORDS - 1);
        if (command & 0x80) {
            for (uint8_t i = 0; i < sizeof record; i++) {
                record[i] = port_get();
            }
            seal(index, record);
        } else {
            open(index, record);
            for (uint8_t i = 0; i < sizeof record; i++) {
                port_put(record[i]);
            }
        }
    }
}
