/* Byte queue and record queue with explicit state and error codes. */
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include <string.h>

typedef struct {
    uint8_t *storage;
    size_t capacity;
    size_t head;
    size_t tail;
    size_t used;
    uint16_t overruns;
} ring_t;

typedef struct {
    uint16_t id;
    uint8_t length;
    uint8_t priority;
    uint8_t payload[8];
} frame_t;

typedef struct {
    frame_t slots[6];
    uint8_t count;
} mailbox_t;

bool ring_init(ring_t *ring, uint8_t *storage, size_t capacity)
{
    if (ring == NULL || storage == NULL || capacity == 0) {
        return false;
    }
    memset(ring, 0, sizeof *ring);
    ring->storage = storage;
    ring->capacity = capacity;
    return true;
}

bool ring_push(ring_t *ring, uint8_t value)
{
    if (ring->used == ring->capacity) {
        ring->overruns++;
        return false;
    }
    ring->storage[ring->head] = value;
    ring->head = (ring->head + 1) % ring->capacity;
    ring->used++;
    return true;
}

bool ring_pop(ring_t *ring, uint8_t *value)
{
    if (ring->used == 0) {
        return false;
    }
    *value = ring->storage[ring->tail];
    ring->tail++;
    if (ring->tail == ring->capacity) {
        ring->tail = 0;
    }
    ring->used--;
    return true;
}

size_t ring_write(ring_t *ring, const uint8_t *data, size_t length)
{
    size_t room = ring->capacity - ring->used;
    if (length > room) {
        ring->overruns += (uint16_t)(length - room);
        length = room;
    }
    size_t first = ring->capacity - ring->head;
    if (first > length) {
        first = length;
    }
    memcpy(ring->storage + ring->head, data, first);
    memcpy(ring->storage, data + first, length - first);
    ring->head = (ring->head + length) % ring->capacity;
    ring->used += length;
    return length;
}

int16_t ring_index_of(const ring_t *ring, uint8_t value)
{
    size_t at = ring->tail;
    for (size_t i = 0; i < ring->used; i++) {
        if (ring->storage[at] == value) {
            return (int16_t)i;
        }
        if (++at == ring->capacity) {
            at = 0;
        }
    }
    return -1;
}

bool mailbox_post(mailbox_t *box, const frame_t *frame)
{
    uint8_t at;
    if (box->count == sizeof box->slots / sizeof box->slots[0]) {
        return false;
    }
    at = box->count;
    while (at > 0 && box->slots[at - 1].priority < frame->priority) {
        box->slots[at] = box->slots[at - 1];
        at--;
    }
    box->slots[at] = *frame;
    box->count++;
    return true;
}

bool mailbox_take(mailbox_t *box, uint16_t mask, uint16_t id, frame_t *out)
{
    for (uint8_t i = 0; i < box->count; i++) {
        if ((box->slots[i].id & mask) == (id & mask)) {
            *out = box->slots[i];
            memmove(&box->slots[i], &box->slots[i + 1], (box->count - i - 1u) * sizeof(frame_t));
            box->count--;
            return true;
        }
    }
    return false;
}
