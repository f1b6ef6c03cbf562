/* Command line: words, AT commands, tiny printf, key = value. */
#include <stdint.h>
#include <stdarg.h>
#include <string.h>
#include <stdlib.h>

int words(char *s, char **v, int max)
{
    int n = 0;
    char q = 0;
    while (*s && n < max) {
        while (*s == ' ' || *s == '\t') ++s;
        if (!*s) break;
        if (*s == '"' || *s == '\'') q = *s++;
        v[n++] = s;
        while (*s && (q ? *s != q : *s != ' ' && *s != '\t')) ++s;
        if (*s) *s++ = 0;
        q = 0;
    }
    return n;
}

struct cmd { const char *name; int (*run)(int, char **); };

int dispatch(const struct cmd *c, char *line)
{
    char *v[6];
    int n = words(line, v, 6);
    if (!n) return 0;
    for (; c->name; ++c) if (!strcmp(c->name, v[0])) return c->run(n, v);
    return -1;
}

int at_parse(const char *s, char *name, long *arg, int max)
{
    int n = 0;
    if ((s[0] | 32) != 'a' || (s[1] | 32) != 't') return -1;
    s += 2;
    if (*s == '+') ++s;
    while ((*s | 32) >= 'a' && (*s | 32) <= 'z') *name++ = *s++ & 0xdf;
    *name = 0;
    if (*s == '?') return -2;
    if (*s != '=') return *s ? -1 : 0;
    do {
        char *e;
        if (n == max) return -3;
        arg[n++] = strtol(++s, &e, 0);
        if (e == s) return -1;
        s = e;
    } while (*s == ',');
    return n;
}

static char *num(char *d, unsigned long v, unsigned base, int w, char pad)
{
    char t[12], *p = t;
    do {
        unsigned char r = v % base;
        *p++ = r + (r < 10 ? '0' : 'a' - 10);
        v /= base;
    } while (v);
    while (p - t < w--) *d++ = pad;
    while (p > t) *d++ = *--p;
    return d;
}

char *form(char *d, const char *f, ...)
{
    va_list ap;
    va_start(ap, f);
    for (; *f; ++f) {
        char pad = ' ', lng = 0;
        int w = 0;
        if (*f != '%') { *d++ = *f; continue; }
        if (*++f == '0') pad = *f++;
        while (*f >= '0' && *f <= '9') w = w * 10 + *f++ - '0';
        if (*f == 'l') { lng = 1; ++f; }
        switch (*f) {
        case 'd': {
            long v = lng ? va_arg(ap, long) : va_arg(ap, int);
            if (v < 0) { *d++ = '-'; v = -v; --w; }
            d = num(d, v, 10, w, pad);
            break;
        }
        case 'u': d = num(d, lng ? va_arg(ap, unsigned long) : va_arg(ap, unsigned), 10, w, pad); break;
        case 'x': d = num(d, lng ? va_arg(ap, unsigned long) : va_arg(ap, unsigned), 16, w, pad); break;
        case 'c': *d++ = va_arg(ap, int); break;
        case 's': {
            const char *s = va_arg(ap, const char *);
            while (*s) { *d++ = *s++; --w; }
            while (w-- > 0) *d++ = ' ';
            break;
        }
        default: *d++ = *f;
        }
    }
    va_end(ap);
    *d = 0;
    return d;
}

int keyval(char *line, char **key, char **val)
{
    char *p = line, *e;
    while (*p == ' ') ++p;
    if (*p == '#' || *p == ';' || !*p) return 0;
    *key = p;
    while (*p && *p != '=') ++p;
    if (!*p) return -1;
    for (e = p; e > *key && e[-1] == ' '; --e) ;
    *e = 0;
    do ++p; while (*p == ' ');
    *val = p;
    for (e = p + strlen(p); e > p && (e[-1] == ' ' || e[-1] == '\n'); --e) ;
    *e = 0;
    return 1;
}

int glob(const char *p, const char *s)
{
    const char *star = 0, *back = 0;
    while (*s) {
        if (*p == *s || *p == '?') { ++p; ++s; }
        else if (*p == '*') { star = ++p; back = s; }
        else if (star) { p = star; s = ++back; }
        else return 0;
    }
    while (*p == '*') ++p;
    return !*p;
}

int ipv4(const char *s, uint8_t *d)
{
    int i;
    for (i = 0; i < 4; ++i) {
        unsigned v = 0;
        if (*s < '0' || *s > '9') return 0;
        while (*s >= '0' && *s <= '9') if ((v = v * 10 + *s++ - '0') > 255) return 0;
        *d++ = v;
        if (*s++ != (i < 3 ? '.' : 0)) return 0;
    }
    return 1;
}

unsigned dump(const uint8_t *p, unsigned n, char *d)
{
    char *o = d;
    unsigned i;
    for (i = 0; i < n; ++i) {
        o = num(o, p[i], 16, 2, '0');
        *o++ = (i & 7) == 7 ? '\n' : ' ';
    }
    *o = 0;
    return o - d;
}
