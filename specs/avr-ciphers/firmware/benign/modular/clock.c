/* Calendar and alarms. */
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint16_t year;
    uint8_t month, day, hour, minute, second;
} datetime_t;

typedef struct {
    uint8_t hour, minute, weekdays;
    bool enabled, fired;
} alarm_t;

static const uint8_t month_days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

bool is_leap_year(uint16_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

uint8_t days_in_month(uint16_t year, uint8_t month)
{
    uint8_t days = month_days[month - 1];
    if (month == 2 && is_leap_year(year)) {
        days++;
    }
    return days;
}

uint32_t to_unix(const datetime_t *t)
{
    uint16_t days = 0;
    for (uint16_t year = 1970; year < t->year; year++) {
        days += is_leap_year(year) ? 366 : 365;
    }
    for (uint8_t month = 1; month < t->month; month++) {
        days += days_in_month(t->year, month);
    }
    days += t->day - 1;
    return ((days * 24UL + t->hour) * 60UL + t->minute) * 60UL + t->second;
}

void from_unix(uint32_t seconds, datetime_t *t)
{
    uint16_t days = (uint16_t)(seconds / 86400UL);
    uint32_t rest = seconds % 86400UL;
    t->hour = (uint8_t)(rest / 3600);
    t->minute = (uint8_t)(rest % 3600 / 60);
    t->second = (uint8_t)(rest % 60);
    t->year = 1970;
    for (;;) {
        uint16_t length = is_leap_year(t->year) ? 366 : 365;
        if (days < length) {
            break;
        }
        days -= length;
        t->year++;
    }
    t->month = 1;
    while (days >= days_in_month(t->year, t->month)) {
        days -= days_in_month(t->year, t->month);
        t->month++;
    }
    t->day = (uint8_t)(days + 1);
}

uint8_t day_of_week(uint16_t year, uint8_t month, uint8_t day)
{
    static const uint8_t shift[12] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
    if (month < 3) {
        year--;
    }
    return (uint8_t)((year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7);
}

void tick_second(datetime_t *t)
{
    if (++t->second < 60) {
        return;
    }
    t->second = 0;
    if (++t->minute < 60) {
        return;
    }
    t->minute = 0;
    if (++t->hour < 24) {
        return;
    }
    t->hour = 0;
    if (++t->day <= days_in_month(t->year, t->month)) {
        return;
    }
    t->day = 1;
    if (++t->month > 12) {
        t->month = 1;
        t->year++;
    }
}

bool is_summer_time(const datetime_t *t)
{
    uint8_t last_sunday;
    if (t->month < 3 || t->month > 10) {
        return false;
    }
    if (t->month > 3 && t->month < 10) {
        return true;
    }
    last_sunday = (uint8_t)(31 - day_of_week(t->year, t->month, 31));
    if (t->month == 3) {
        return t->day > last_sunday || (t->day == last_sunday && t->hour >= 2);
    }
    return t->day < last_sunday || (t->day == last_sunday && t->hour < 3);
}

uint8_t alarms_due(alarm_t *alarms, uint8_t count, const datetime_t *now)
{
    uint8_t due = 0;
    uint8_t today = (uint8_t)(1u << day_of_week(now->year, now->month, now->day));
    for (uint8_t i = 0; i < count; i++) {
        alarm_t *a = &alarms[i];
        bool hit = a->enabled && a->hour == now->hour && a->minute == now->minute && (a->weekdays & today) != 0;
        if (hit && !a->fired) {
            due |= (uint8_t)(1u << i);
        }
        a->fired = hit;
    }
    return due;
}

void format_iso(const datetime_t *t, char *out)
{
    const uint8_t parts[5] = { t->month, t->day, t->hour, t->minute, t->second };
    static const char separators[5] = { '-', '-', 'T', ':', ':' };
    uint16_t year = t->year;
    for (int8_t i = 3; i >= 0; i--) {
        out[i] = (char)('0' + year % 10);
        year /= 10;
    }
    out += 4;
    for (uint8_t i = 0; i < 5; i++) {
        *out++ = separators[i];
        *out++ = (char)('0' + parts[i] / 10);
        *out++ = (char)('0' + parts[i] % 10);
    }
    *out = '\0';
}
