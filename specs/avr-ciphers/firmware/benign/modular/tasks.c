/* Co-operative scheduler, software timers, event dispatch. */
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>

#define MAX_TASKS 6

typedef void (*task_fn)(void *context);

typedef struct {
    task_fn run;
    void *context;
    uint16_t period, remaining;
    uint8_t priority;
    bool ready, repeat;
} task_t;

typedef struct {
    task_t tasks[MAX_TASKS];
    uint8_t count;
    uint32_t idle;
} scheduler_t;

int8_t scheduler_add(scheduler_t *s, task_fn run, void *context, uint16_t period, uint8_t priority, bool repeat)
{
    task_t *task;
    if (run == NULL || s->count >= MAX_TASKS) {
        return -1;
    }
    task = &s->tasks[s->count];
    task->run = run;
    task->context = context;
    task->period = period;
    task->remaining = period;
    task->priority = priority;
    task->ready = period == 0;
    task->repeat = repeat;
    return (int8_t)s->count++;
}

void scheduler_tick(scheduler_t *s)
{
    for (uint8_t i = 0; i < s->count; i++) {
        task_t *task = &s->tasks[i];
        if (task->remaining != 0 && --task->remaining == 0) {
            task->ready = true;
            if (task->repeat) {
                task->remaining = task->period;
            }
        }
    }
}

bool scheduler_run_one(scheduler_t *s)
{
    task_t *best = NULL;
    for (uint8_t i = 0; i < s->count; i++) {
        task_t *task = &s->tasks[i];
        if (task->ready && (best == NULL || task->priority > best->priority)) {
            best = task;
        }
    }
    if (best == NULL) {
        s->idle++;
        return false;
    }
    best->ready = false;
    best->run(best->context);
    return true;
}

void scheduler_remove(scheduler_t *s, task_fn run)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < s->count; i++) {
        if (s->tasks[i].run != run) {
            if (kept != i) {
                s->tasks[kept] = s->tasks[i];
            }
            kept++;
        }
    }
    s->count = kept;
}

uint16_t scheduler_next_wakeup(const scheduler_t *s)
{
    uint16_t soonest = UINT16_MAX;
    for (uint8_t i = 0; i < s->count; i++) {
        if (s->tasks[i].ready) {
            return 0;
        }
        if (s->tasks[i].remaining != 0 && s->tasks[i].remaining < soonest) {
            soonest = s->tasks[i].remaining;
        }
    }
    return soonest;
}

/* traffic light with pedestrian request */
typedef enum { CAR_GREEN, CAR_YELLOW, CAR_RED, WALK, WALK_END, CAR_RED_YELLOW } phase_t;

typedef struct {
    phase_t phase;
    uint16_t left;
    bool request;
} crossing_t;

uint8_t crossing_step(crossing_t *c)
{
    static const uint16_t duration[] = { 100, 30, 15, 60, 20, 15 };
    static const uint8_t lamps[] = { 0x11, 0x12, 0x14, 0x0C, 0x14, 0x16 };
    if (c->left > 0) {
        c->left--;
    } else {
        switch (c->phase) {
        case CAR_GREEN:
            if (!c->request) {
                return lamps[c->phase];
            }
            c->request = false;
            c->phase = CAR_YELLOW;
            break;
        case CAR_RED_YELLOW:
            c->phase = CAR_GREEN;
            break;
        default:
            c->phase++;
            break;
        }
        c->left = duration[c->phase];
    }
    return lamps[c->phase];
}

uint8_t vending(uint16_t *credit, uint8_t *stock, uint8_t event)
{
    static const uint8_t coins[] = { 5, 10, 20, 50, 100, 200 };
    static const uint8_t price[] = { 120, 90, 150, 60 };
    if (event < 6) {
        *credit += coins[event];
        return 0;
    }
    if (event >= 16 && event < 20) {
        uint8_t item = event - 16;
        if (stock[item] == 0) {
            return 2;
        }
        if (*credit < price[item]) {
            return 3;
        }
        stock[item]--;
        *credit -= price[item];
        return 1;
    }
    return 4;
}
