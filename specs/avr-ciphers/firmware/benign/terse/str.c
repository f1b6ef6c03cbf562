/* Small string work, everything 8 bit. */
#include <stdint.h>

uint8_t slen(const char *s)
{
    uint8_t n = 0;
    while (s[n]) n++;
    return n;
}

uint8_t scopy(char *d, const char *s, uint8_t max)
{
    uint8_t i;
    for (i = 0; i + 1 < max && s[i]; i++) d[i] = s[i];
    d[i] = 0;
    return i;
}

int8_t scmpi(const char *a, const char *b)
{
    uint8_t x, y;
    do {
        x = *a++;
        y = *b++;
        if (x >= 'A' && x <= 'Z') x |= 0x20;
        if (y >= 'A' && y <= 'Z') y |= 0x20;
    } while (x && x == y);
    return x < y ? -1 : x > y;
}

void supper(char *s)
{
    for (; *s; s++)
        if (*s >= 'a' && *s <= 'z') *s -= 'a' - 'A';
}

void srev(char *s)
{
    uint8_t i = 0, j = slen(s);
    while (i < j && i < --j) {
        char t = s[i];
        s[i++] = s[j];
        s[j] = t;
    }
}

int8_t sfind(const char *s, const char *w)
{
    uint8_t i, j;
    for (i = 0; s[i]; i++) {
        for (j = 0; w[j] && s[i + j] == w[j]; j++) ;
        if (!w[j]) return i;
    }
    return -1;
}

void strimr(char *s)
{
    uint8_t n = slen(s);
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\r' || s[n - 1] == '\n')) n--;
    s[n] = 0;
}

uint8_t scount(const char *s, char c)
{
    uint8_t n = 0;
    while (*s) if (*s++ == c) n++;
    return n;
}

void spad(char *s, uint8_t w, char c)
{
    uint8_t n = slen(s), k;
    if (n >= w) return;
    k = w - n;
    for (uint8_t i = n + 1; i--; ) s[i + k] = s[i];
    while (k--) s[k] = c;
}

uint8_t spalin(const char *s)
{
    uint8_t i = 0, j = slen(s);
    while (i < j) if (s[i++] != s[--j]) return 0;
    return 1;
}

void rot13(char *s)
{
    for (; *s; s++) {
        uint8_t c = *s & 0xdf;
        if (c >= 'A' && c <= 'M') *s += 13;
        else if (c > 'M' && c <= 'Z') *s -= 13;
    }
}
