/* Numbers of many bytes, for counters and calendars of other planets. */
#include <stdint.h>
#include <string.h>

#define LIMBS 8

uint8_t big_add(uint8_t *a, const uint8_t *b)
{
    uint16_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        carry += (uint16_t)(a[i] + b[i]);
        a[i] = (uint8_t)carry;
        carry >>= 8;
    }
    return (uint8_t)carry;
}

uint8_t big_subtract(uint8_t *a, const uint8_t *b)
{
    int16_t borrow = 0;
    for (int i = 0; i < LIMBS; i++) {
        borrow += (int16_t)(a[i] - b[i]);
        a[i] = (uint8_t)borrow;
        borrow >>= 8;
    }
    return borrow != 0;
}

void big_multiply(const uint8_t *a, const uint8_t *b, uint8_t *out)
{
    memset(out, 0, 2 * LIMBS);
    for (int i = 0; i < LIMBS; i++) {
        uint16_t carry = 0;
        for (int j = 0; j < LIMBS; j++) {
            carry += (uint16_t)a[i] * b[j] + out[i + j];
            out[i + j] = (uint8_t)carry;
            carry >>= 8;
        }
        out[i + LIMBS] = (uint8_t)carry;
    }
}

int big_compare(const uint8_t *a, const uint8_t *b)
{
    for (int i = LIMBS - 1; i >= 0; i--) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

uint8_t big_divide_small(uint8_t *a, uint8_t divisor)
{
    uint16_t rest = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
        rest = (uint16_t)(rest << 8 | a[i]);
        a[i] = (uint8_t)(rest / divisor);
        rest %= divisor;
    }
    return (uint8_t)rest;
}

int big_to_text(uint8_t *a, char *out)
{
    char digits[24];
    int n = 0, k = 0;
    for (;;) {
        uint8_t any = 0;
        digits[n++] = (char)('0' + big_divide_small(a, 10));
        for (int i = 0; i < LIMBS; i++) any |= a[i];
        if (any == 0) break;
    }
    while (n > 0) out[k++] = digits[--n];
    out[k] = '\0';
    return k;
}

void big_shift_left(uint8_t *a, int bits)
{
    int bytes = bits / 8;
    bits %= 8;
    for (int i = LIMBS - 1; i >= 0; i--) {
        uint8_t high = i >= bytes ? a[i - bytes] : 0;
        uint8_t low = i > bytes ? a[i - bytes - 1] : 0;
        a[i] = bits == 0 ? high : (uint8_t)(high << bits | low >> (8 - bits));
    }
}

uint32_t power_modulo(uint32_t base, uint32_t exponent, uint32_t modulus)
{
    uint32_t result = 1;
    base %= modulus;
    while (exponent != 0) {
        if (exponent & 1) result = (uint32_t)((uint64_t)result * base % modulus);
        base = (uint32_t)((uint64_t)base * base % modulus);
        exponent >>= 1;
    }
    return result;
}

uint32_t greatest_common_divisor(uint32_t a, uint32_t b)
{
    int shift = 0;
    if (a == 0) return b;
    if (b == 0) return a;
    while (((a | b) & 1) == 0) {
        a >>= 1;
        b >>= 1;
        shift++;
    }
    while ((a & 1) == 0) a >>= 1;
    while (b != 0) {
        while ((b & 1) == 0) b >>= 1;
        if (a > b) {
            uint32_t t = a;
            a = b;
            b = t;
        }
        b -= a;
    }
    return a << shift;
}

int is_prime(uint32_t n)
{
    if (n < 4) return n > 1;
    if (n % 2 == 0 || n % 3 == 0) return 0;
    for (uint32_t d = 5; d * d <= n; d += 6) {
        if (n % d == 0 || n % (d + 2) == 0) return 0;
    }
    return 1;
}

int sieve(uint8_t *flags, int limit)
{
    int count = 0;
    memset(flags, 0xff, (size_t)(limit + 7) / 8);
    for (int p = 2; p < limit; p++) {
        if (!(flags[p / 8] & (1 << (p % 8)))) continue;
        count++;
        for (int k = 2 * p; k < limit; k += p) flags[k / 8] &= (uint8_t)~(1 << (k % 8));
    }
    return count;
}
