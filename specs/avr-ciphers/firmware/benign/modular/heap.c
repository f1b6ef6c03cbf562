/* Containers: binary heap, linked list, block pool, bitmap, hash map. */
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include <string.h>

typedef struct {
    uint32_t key;
    uint16_t value;
} entry_t;

typedef struct {
    entry_t *items;
    uint8_t count, capacity;
} heap_t;

typedef struct node {
    struct node *next;
    int16_t key;
} node_t;

typedef struct {
    uint8_t bitmap[4];
    uint8_t blocks[32][8];
} pool_t;

bool heap_push(heap_t *heap, uint32_t key, uint16_t value)
{
    uint8_t i;
    if (heap->count == heap->capacity) {
        return false;
    }
    i = heap->count++;
    while (i > 0) {
        uint8_t parent = (uint8_t)((i - 1) / 2);
        if (heap->items[parent].key <= key) {
            break;
        }
        heap->items[i] = heap->items[parent];
        i = parent;
    }
    heap->items[i].key = key;
    heap->items[i].value = value;
    return true;
}

bool heap_pop(heap_t *heap, entry_t *out)
{
    entry_t last;
    uint8_t i = 0;
    if (heap->count == 0) {
        return false;
    }
    *out = heap->items[0];
    last = heap->items[--heap->count];
    for (;;) {
        uint8_t child = (uint8_t)(2 * i + 1);
        if (child >= heap->count) {
            break;
        }
        if (child + 1 < heap->count && heap->items[child + 1].key < heap->items[child].key) {
            child++;
        }
        if (last.key <= heap->items[child].key) {
            break;
        }
        heap->items[i] = heap->items[child];
        i = child;
    }
    heap->items[i] = last;
    return true;
}

node_t *list_insert_sorted(node_t *head, node_t *added)
{
    node_t **link = &head;
    while (*link != NULL && (*link)->key <= added->key) {
        link = &(*link)->next;
    }
    added->next = *link;
    *link = added;
    return head;
}

node_t *list_reverse(node_t *head)
{
    node_t *reversed = NULL;
    while (head != NULL) {
        node_t *next = head->next;
        head->next = reversed;
        reversed = head;
        head = next;
    }
    return reversed;
}

node_t *list_merge(node_t *a, node_t *b)
{
    node_t anchor, *tail = &anchor;
    while (a != NULL && b != NULL) {
        if (a->key <= b->key) {
            tail->next = a;
            a = a->next;
        } else {
            tail->next = b;
            b = b->next;
        }
        tail = tail->next;
    }
    tail->next = a != NULL ? a : b;
    return anchor.next;
}

void *pool_take(pool_t *pool)
{
    for (uint8_t byte = 0; byte < sizeof pool->bitmap; byte++) {
        if (pool->bitmap[byte] != 0xFF) {
            for (uint8_t bit = 0; bit < 8; bit++) {
                if ((pool->bitmap[byte] & (1u << bit)) == 0) {
                    pool->bitmap[byte] |= (uint8_t)(1u << bit);
                    return pool->blocks[byte * 8 + bit];
                }
            }
        }
    }
    return NULL;
}

bool pool_give(pool_t *pool, const void *block)
{
    size_t offset = (size_t)((const uint8_t *)block - &pool->blocks[0][0]);
    size_t index = offset / sizeof pool->blocks[0];
    if (index >= 32 || offset % sizeof pool->blocks[0] != 0) {
        return false;
    }
    uint8_t mask = (uint8_t)(1u << (index & 7));
    if ((pool->bitmap[index >> 3] & mask) == 0) {
        return false;
    }
    pool->bitmap[index >> 3] &= (uint8_t)~mask;
    return true;
}

uint16_t map_slot(const uint16_t *keys, uint16_t capacity, uint16_t key)
{
    uint16_t hash = (uint16_t)(key * 40503u);
    uint16_t slot = hash % capacity;
    for (uint16_t probe = 0; probe < capacity; probe++) {
        if (keys[slot] == key || keys[slot] == 0) {
            return slot;
        }
        slot = (slot + 1) % capacity;
    }
    return UINT16_MAX;
}

uint8_t crc_of_entries(const heap_t *heap)
{
    uint8_t crc = 0;
    for (uint8_t i = 0; i < heap->count; i++) {
        const uint8_t *raw = (const uint8_t *)&heap->items[i];
        for (uint8_t k = 0; k < sizeof(entry_t); k++) {
            crc ^= raw[k];
            for (uint8_t bit = 0; bit < 8; bit++) {
                crc = (uint8_t)((crc & 0x80) != 0 ? (crc << 1) ^ 0x31 : crc << 1);
            }
        }
    }
    return crc;
}
