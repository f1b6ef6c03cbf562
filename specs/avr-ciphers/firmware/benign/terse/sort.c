/* Sorting and searching of small arrays. */
#include <stdint.h>

void bubble8(uint8_t *a, uint8_t n)
{
    uint8_t sw;
    do {
        sw = 0;
        for (uint8_t i = 1; i < n; i++)
            if (a[i - 1] > a[i]) {
                uint8_t t = a[i];
                a[i] = a[i - 1];
                a[i - 1] = t;
                sw = 1;
            }
    } while (sw);
}

void insert16(int16_t *a, uint8_t n)
{
    for (uint8_t i = 1; i < n; i++) {
        int16_t v = a[i];
        uint8_t j = i;
        while (j && a[j - 1] > v) { a[j] = a[j - 1]; j--; }
        a[j] = v;
    }
}

void shell16(uint16_t *a, uint8_t n)
{
    for (uint8_t g = n / 2; g; g /= 2)
        for (uint8_t i = g; i < n; i++)
            for (int8_t j = i - g; j >= 0 && a[j] > a[j + g]; j -= g) {
                uint16_t t = a[j];
                a[j] = a[j + g];
                a[j + g] = t;
            }
}

void count8(uint8_t *a, uint8_t n)
{
    uint8_t h[16] = { 0 }, k = 0;
    for (uint8_t i = 0; i < n; i++) h[a[i] & 15]++;
    for (uint8_t v = 0; v < 16; v++) while (h[v]--) a[k++] = v;
}

int8_t bfind(const uint8_t *a, uint8_t n, uint8_t v)
{
    uint8_t lo = 0, hi = n;
    while (lo < hi) {
        uint8_t m = (lo + hi) >> 1;
        if (a[m] == v) return m;
        if (a[m] < v) lo = m + 1; else hi = m;
    }
    return -1;
}

uint16_t med5(const uint16_t *p)
{
    uint16_t a[5];
    for (uint8_t i = 0; i < 5; i++) {
        uint8_t j = i;
        for (; j && a[j - 1] > p[i]; j--) a[j] = a[j - 1];
        a[j] = p[i];
    }
    return a[2];
}

uint8_t uniq8(uint8_t *a, uint8_t n)
{
    uint8_t k = 0;
    for (uint8_t i = 0; i < n; i++) if (!i || a[i] != a[i - 1]) a[k++] = a[i];
    return k;
}

void rotl_arr(uint8_t *a, uint8_t n)
{
    uint8_t t = a[0];
    for (uint8_t i = 1; i < n; i++) a[i - 1] = a[i];
    a[n - 1] = t;
}

void minmax(const int16_t *a, uint8_t n, int16_t *mn, int16_t *mx)
{
    *mn = *mx = a[0];
    while (--n) {
        if (a[n] < *mn) *mn = a[n];
        if (a[n] > *mx) *mx = a[n];
    }
}
