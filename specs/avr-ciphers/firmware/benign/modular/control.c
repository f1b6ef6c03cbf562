/* Controllers: PID, hysteresis, ramps, table interpolation. */
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int16_t kp, ki, kd;      /* Q8.8 */
    int32_t integral;
    int16_t previous;
    int16_t low, high;
    bool    saturated;
} pid_ctrl_t;

typedef struct {
    int16_t on_below, off_above;
    uint16_t min_ticks, age;
    bool active;
} thermostat_t;

typedef struct {
    int16_t x, y;
} point_t;

static int16_t clamp(int32_t value, int16_t low, int16_t high)
{
    if (value < low) {
        return low;
    }
    return value > high ? high : (int16_t)value;
}

int16_t pid_update(pid_ctrl_t *pid, int16_t setpoint, int16_t measured)
{
    int16_t error = setpoint - measured;
    int32_t p = (int32_t)pid->kp * error;
    int32_t d = (int32_t)pid->kd * (measured - pid->previous);
    int32_t output;

    if (!pid->saturated) {
        pid->integral += (int32_t)pid->ki * error;
    }
    pid->previous = measured;
    output = (p + pid->integral - d) >> 8;
    pid->saturated = output < pid->low || output > pid->high;
    return clamp(output, pid->low, pid->high);
}

void pid_reset(pid_ctrl_t *pid, int16_t output, int16_t measured)
{
    pid->integral = (int32_t)output << 8;
    pid->previous = measured;
    pid->saturated = false;
}

bool thermostat_step(thermostat_t *t, int16_t temperature)
{
    if (t->age < UINT16_MAX) {
        t->age++;
    }
    if (t->age >= t->min_ticks) {
        if (t->active && temperature > t->off_above) {
            t->active = false;
            t->age = 0;
        } else if (!t->active && temperature < t->on_below) {
            t->active = true;
            t->age = 0;
        }
    }
    return t->active;
}

int16_t interpolate(const point_t *curve, uint8_t points, int16_t x)
{
    uint8_t i;
    if (points == 0) {
        return 0;
    }
    if (x <= curve[0].x) {
        return curve[0].y;
    }
    for (i = 1; i < points; i++) {
        if (x < curve[i].x) {
            int32_t dx = curve[i].x - curve[i - 1].x;
            int32_t dy = curve[i].y - curve[i - 1].y;
            return (int16_t)(curve[i - 1].y + dy * (x - curve[i - 1].x) / dx);
        }
    }
    return curve[points - 1].y;
}

int16_t slew(int16_t current, int16_t target, uint16_t rate)
{
    int32_t gap = (int32_t)target - current;
    if (gap > (int32_t)rate) {
        return (int16_t)(current + rate);
    }
    if (gap < -(int32_t)rate) {
        return (int16_t)(current - rate);
    }
    return target;
}

uint8_t fuzzy_fan(int16_t temperature, int16_t trend)
{
    uint16_t hot = temperature < 250 ? 0 : temperature > 350 ? 255 : (uint16_t)((temperature - 250) * 51 / 20);
    uint16_t rising = trend < 0 ? 0 : trend > 20 ? 255 : (uint16_t)(trend * 51 / 4);
    uint16_t strong = hot < rising ? hot : rising;
    uint16_t medium = hot > rising ? hot : rising;
    uint16_t idle = 255 - medium;
    uint32_t sum = (uint32_t)strong * 255 + (uint32_t)medium * 128 + (uint32_t)idle * 20;
    return (uint8_t)(sum / (strong + medium + idle));
}
