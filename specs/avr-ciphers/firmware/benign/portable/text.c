/* Text: UTF-8, morse, roman numerals, distances, wrapping, an expression evaluator. */
#include <stdint.h>
#include <string.h>
#include <ctype.h>

int utf8_decode(const char **text, uint32_t *code_point)
{
    const unsigned char *s = (const unsigned char *)*text;
    int extra;
    uint32_t value;
    if (s[0] < 0x80) {
        extra = 0;
        value = s[0];
    } else if ((s[0] & 0xe0) == 0xc0) {
        extra = 1;
        value = s[0] & 0x1f;
    } else if ((s[0] & 0xf0) == 0xe0) {
        extra = 2;
        value = s[0] & 0x0f;
    } else if ((s[0] & 0xf8) == 0xf0) {
        extra = 3;
        value = s[0] & 0x07;
    } else {
        return -1;
    }
    for (int i = 1; i <= extra; i++) {
        if ((s[i] & 0xc0) != 0x80) return -1;
        value = value << 6 | (s[i] & 0x3f);
    }
    *text += extra + 1;
    *code_point = value;
    return extra + 1;
}

int utf8_encode(uint32_t code_point, char *out)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xc0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3f));
        return 2;
    }
    if (code_point < 0x10000) {
        out[0] = (char)(0xe0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code_point & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code_point & 0x3f));
    return 4;
}

int roman(unsigned value, char *out)
{
    static const unsigned values[] = { 1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1 };
    static const char names[][3] = { "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I" };
    int n = 0;
    for (unsigned i = 0; i < 13; i++) {
        while (value >= values[i]) {
            strcpy(out + n, names[i]);
            n += (int)strlen(names[i]);
            value -= values[i];
        }
    }
    return n;
}

int morse(char c, char *out)
{
    static const uint8_t codes[26] = {
        0x06, 0x11, 0x15, 0x09, 0x02, 0x14, 0x0b, 0x10, 0x04, 0x1e, 0x0d, 0x12, 0x07,
        0x05, 0x0f, 0x16, 0x1b, 0x0a, 0x08, 0x03, 0x0c, 0x18, 0x0e, 0x19, 0x1d, 0x13 };
    int n = 0;
    uint8_t code;
    if (!isalpha((unsigned char)c)) return 0;
    for (code = codes[toupper((unsigned char)c) - 'A']; code > 1; code >>= 1) out[n++] = code & 1 ? '-' : '.';
    out[n] = '\0';
    return n;
}

int edit_distance(const char *a, const char *b)
{
    uint8_t row[17];
    int n = (int)strlen(b);
    if (n > 16) return -1;
    for (int j = 0; j <= n; j++) row[j] = (uint8_t)j;
    for (int i = 0; a[i] != '\0'; i++) {
        uint8_t diagonal = row[0];
        row[0] = (uint8_t)(i + 1);
        for (int j = 0; j < n; j++) {
            uint8_t cost = (uint8_t)(diagonal + (a[i] != b[j]));
            diagonal = row[j + 1];
            if (row[j] + 1 < cost) cost = (uint8_t)(row[j] + 1);
            if (diagonal + 1 < cost) cost = (uint8_t)(diagonal + 1);
            row[j + 1] = cost;
        }
    }
    return row[n];
}

int wrap(char *text, int width)
{
    int column = 0, last_space = -1, lines = 1;
    for (int i = 0; text[i] != '\0'; i++) {
        if (text[i] == ' ') last_space = i;
        if (++column > width && last_space >= 0) {
            text[last_space] = '\n';
            column = i - last_space;
            last_space = -1;
            lines++;
        }
    }
    return lines;
}

struct parser { const char *at; int error; };

static long expression(struct parser *p);

static long factor(struct parser *p)
{
    long value = 0;
    while (*p->at == ' ') p->at++;
    if (*p->at == '-') {
        p->at++;
        return -factor(p);
    }
    if (*p->at == '(') {
        p->at++;
        value = expression(p);
        if (*p->at == ')') p->at++;
        else p->error = 1;
        return value;
    }
    if (!isdigit((unsigned char)*p->at)) p->error = 2;
    while (isdigit((unsigned char)*p->at)) value = value * 10 + (*p->at++ - '0');
    while (*p->at == ' ') p->at++;
    return value;
}

static long term(struct parser *p)
{
    long value = factor(p);
    while (*p->at == '*' || *p->at == '/') {
        char op = *p->at++;
        long right = factor(p);
        if (op == '*') value *= right;
        else if (right != 0) value /= right;
        else p->error = 3;
    }
    return value;
}

static long expression(struct parser *p)
{
    long value = term(p);
    while (*p->at == '+' || *p->at == '-') {
        if (*p->at++ == '+') value += term(p);
        else value -= term(p);
    }
    return value;
}

int evaluate(const char *text, long *result)
{
    struct parser p = { text, 0 };
    *result = expression(&p);
    if (p.error == 0 && *p.at != '\0') p.error = 4;
    return p.error;
}

void soundex(const char *name, char *out)
{
    static const char codes[] = "01230120022455012623010202";
    char last = 0;
    int n = 0;
    for (; *name != '\0' && n < 4; name++) {
        if (!isalpha((unsigned char)*name)) continue;
        char code = codes[toupper((unsigned char)*name) - 'A'];
        if (n == 0) out[n++] = (char)toupper((unsigned char)*name);
        else if (code != '0' && code != last) out[n++] = code;
        last = code;
    }
    while (n < 4) out[n++] = '0';
    out[4] = '\0';
}

const char *boyer_horspool(const char *text, int n, const char *word, int m)
{
    uint8_t skip[64];
    memset(skip, m, sizeof skip);
    for (int i = 0; i < m - 1; i++) skip[word[i] & 63] = (uint8_t)(m - 1 - i);
    for (int at = 0; at + m <= n; at += skip[text[at + m - 1] & 63]) {
        int k = m - 1;
        while (k >= 0 && text[at + k] == word[k]) k--;
        if (k < 0) return text + at;
    }
    return 0;
}
