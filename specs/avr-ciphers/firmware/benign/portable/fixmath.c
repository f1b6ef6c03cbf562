/* Q16.16 arithmetic. */
#include <stdint.h>

typedef int32_t fix16;
#define ONE 65536L

fix16 fix_mul(fix16 a, fix16 b)
{
    int64_t p = (int64_t)a * b;
    return (fix16)((p + 0x8000) >> 16);
}

fix16 fix_div(fix16 a, fix16 b)
{
    uint32_t rem, den, quo = 0, bit = 0x10000;
    if (b == 0) return a < 0 ? INT32_MIN : INT32_MAX;
    rem = a < 0 ? -(uint32_t)a : (uint32_t)a;
    den = b < 0 ? -(uint32_t)b : (uint32_t)b;
    while (den < rem) {
        den <<= 1;
        bit <<= 1;
    }
    while (bit != 0 && rem != 0) {
        if (rem >= den) {
            quo |= bit;
            rem -= den;
        }
        rem <<= 1;
        bit >>= 1;
    }
    return (a ^ b) < 0 ? -(fix16)quo : (fix16)quo;
}

fix16 fix_sqrt(fix16 x)
{
    uint32_t num = (uint32_t)x, result = 0, bit = (uint32_t)1 << 30;
    int n;
    while (bit > num) bit >>= 2;
    for (n = 0; n < 2; n++) {
        for (; bit != 0; bit >>= 2) {
            if (num >= result + bit) {
                num -= result + bit;
                result = (result >> 1) + bit;
            } else {
                result >>= 1;
            }
        }
        if (n == 0) {
            if (num > 65535) {
                num -= result;
                num = (num << 16) - 0x8000;
                result = (result << 16) + 0x8000;
            } else {
                num <<= 16;
                result <<= 16;
            }
            bit = 1UL << 14;
        }
    }
    return (fix16)result;
}

static const int32_t atan_table[14] = {
    51472, 30386, 16055, 8150, 4091, 2047, 1024, 512, 256, 128, 64, 32, 16, 8
};

void cordic(fix16 angle, fix16 *sine, fix16 *cosine)
{
    fix16 x = 39797, y = 0, z = angle;
    for (int i = 0; i < 14; i++) {
        fix16 dx = x >> i, dy = y >> i;
        if (z >= 0) {
            x -= dy;
            y += dx;
            z -= atan_table[i];
        } else {
            x += dy;
            y -= dx;
            z += atan_table[i];
        }
    }
    *sine = y;
    *cosine = x;
}

fix16 fix_atan2(fix16 y, fix16 x)
{
    fix16 z = 0;
    if (x < 0) {
        fix16 t = x;
        if (y >= 0) {
            x = y;
            y = -t;
            z = 102944;
        } else {
            x = -y;
            y = t;
            z = -102944;
        }
    }
    for (int i = 0; i < 14; i++) {
        fix16 dx = x >> i, dy = y >> i;
        if (y > 0) {
            x += dy;
            y -= dx;
            z += atan_table[i];
        } else {
            x -= dy;
            y += dx;
            z -= atan_table[i];
        }
    }
    return z;
}

fix16 fix_exp(fix16 x)
{
    fix16 term = ONE, sum = ONE;
    int halvings = 0;
    while (x > ONE || x < -ONE) {
        x /= 2;
        halvings++;
    }
    for (int n = 1; n < 9; n++) {
        term = fix_mul(term, x) / n;
        sum += term;
    }
    while (halvings-- > 0) sum = fix_mul(sum, sum);
    return sum;
}

fix16 fix_log2(fix16 x)
{
    fix16 result = 0;
    if (x <= 0) return INT32_MIN;
    while (x < ONE) {
        x <<= 1;
        result -= ONE;
    }
    while (x >= 2 * ONE) {
        x >>= 1;
        result += ONE;
    }
    for (fix16 bit = ONE / 2; bit > 0; bit >>= 1) {
        x = (fix16)(((int64_t)x * x) >> 16);
        if (x >= 2 * ONE) {
            x >>= 1;
            result += bit;
        }
    }
    return result;
}

int fix_format(fix16 value, char *out)
{
    int n = 0, digits = 0;
    uint32_t magnitude = value < 0 ? -(uint32_t)value : (uint32_t)value;
    uint32_t whole = magnitude >> 16, part = magnitude & 0xffff;
    char reversed[6];
    if (value < 0) out[n++] = '-';
    do {
        reversed[digits++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole != 0);
    while (digits > 0) out[n++] = reversed[--digits];
    out[n++] = '.';
    for (digits = 0; digits < 4; digits++) {
        part *= 10;
        out[n++] = (char)('0' + (part >> 16));
        part &= 0xffff;
    }
    out[n] = '\0';
    return n;
}
