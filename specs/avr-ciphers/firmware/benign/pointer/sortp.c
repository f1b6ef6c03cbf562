/* Sorting with pointers and comparison callbacks. */
#include <stddef.h>
#include <string.h>

typedef int (*cmp_t)(const void *, const void *);

static void swap(char *a, char *b, size_t n)
{
    for (; n; --n, ++a, ++b) { char t = *a; *a = *b; *b = t; }
}

void heap_sort(void *base, size_t n, size_t w, cmp_t cmp)
{
    char *a = base;
    size_t start = n / 2, end = n, i, c;
    while (end > 1) {
        if (start) --start;
        else { --end; swap(a, a + end * w, w); }
        for (i = start; (c = 2 * i + 1) < end; i = c) {
            if (c + 1 < end && cmp(a + c * w, a + (c + 1) * w) < 0) ++c;
            if (cmp(a + i * w, a + c * w) >= 0) break;
            swap(a + i * w, a + c * w, w);
        }
    }
}

void quick(int *lo, int *hi)
{
    while (lo < hi) {
        int *i = lo, *j = hi, p = lo[(hi - lo) / 2];
        do {
            while (*i < p) ++i;
            while (*j > p) --j;
            if (i <= j) { int t = *i; *i++ = *j; *j-- = t; }
        } while (i <= j);
        if (j - lo < hi - i) { quick(lo, j); lo = i; }
        else { quick(i, hi); hi = j; }
    }
}

void merge(const int *a, const int *ae, const int *b, const int *be, int *d)
{
    while (a < ae && b < be) *d++ = *b < *a ? *b++ : *a++;
    while (a < ae) *d++ = *a++;
    while (b < be) *d++ = *b++;
}

void msort(int *a, int n, int *tmp)
{
    int w, i;
    for (w = 1; w < n; w <<= 1) {
        for (i = 0; i < n; i += 2 * w) {
            int m = i + w < n ? i + w : n, e = i + 2 * w < n ? i + 2 * w : n;
            merge(a + i, a + m, a + m, a + e, tmp + i);
        }
        memcpy(a, tmp, n * sizeof *a);
    }
}

void *bsearch_p(const void *key, const void *base, size_t n, size_t w, cmp_t cmp)
{
    const char *p = base;
    while (n) {
        const char *m = p + (n >> 1) * w;
        int r = cmp(key, m);
        if (!r) return (void *)m;
        if (r > 0) { p = m + w; --n; }
        n >>= 1;
    }
    return 0;
}

int *select_k(int *a, int n, int k)
{
    int lo = 0, hi = n - 1;
    while (lo < hi) {
        int p = a[hi], s = lo, i, t;
        for (i = lo; i < hi; ++i) if (a[i] < p) { t = a[i]; a[i] = a[s]; a[s++] = t; }
        t = a[hi]; a[hi] = a[s]; a[s] = t;
        if (s == k) break;
        if (s < k) lo = s + 1; else hi = s - 1;
    }
    return a + k;
}

int next_perm(unsigned char *a, unsigned char *e)
{
    unsigned char *i = e - 1, *j, t;
    while (i > a && i[-1] >= *i) --i;
    if (i == a) return 0;
    for (j = e - 1; *j <= i[-1]; --j) ;
    t = i[-1]; i[-1] = *j; *j = t;
    for (j = e - 1; i < j; ++i, --j) { t = *i; *i = *j; *j = t; }
    return 1;
}

void radix(unsigned *a, unsigned *tmp, int n)
{
    unsigned char sh;
    for (sh = 0; sh < 16; sh += 4) {
        int cnt[17] = { 0 }, *c;
        unsigned *p;
        for (p = a; p < a + n; ++p) ++cnt[(*p >> sh & 15) + 1];
        for (c = cnt + 1; c < cnt + 17; ++c) *c += c[-1];
        for (p = a; p < a + n; ++p) tmp[cnt[*p >> sh & 15]++] = *p;
        memcpy(a, tmp, n * sizeof *a);
    }
}
