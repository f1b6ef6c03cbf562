/* A JSON reader without memory: finds a key's value in place. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <ctype.h>

typedef struct {
    const char *at;
    const char *end;
    uint8_t depth;
} cursor_t;

static void skip_space(cursor_t *c)
{
    while (c->at < c->end && isspace((unsigned char)*c->at)) {
        c->at++;
    }
}

bool json_skip_string(cursor_t *c)
{
    if (c->at >= c->end || *c->at != '"') {
        return false;
    }
    for (c->at++; c->at < c->end; c->at++) {
        if (*c->at == '\\') {
            c->at++;
        } else if (*c->at == '"') {
            c->at++;
            return true;
        }
    }
    return false;
}

bool json_skip_value(cursor_t *c)
{
    skip_space(c);
    if (c->at >= c->end || c->depth > 8) {
        return false;
    }
    if (*c->at == '"') {
        return json_skip_string(c);
    }
    if (*c->at == '{' || *c->at == '[') {
        char close = *c->at == '{' ? '}' : ']';
        c->depth++;
        c->at++;
        for (;;) {
            skip_space(c);
            if (c->at >= c->end) {
                return false;
            }
            if (*c->at == close) {
                c->at++;
                c->depth--;
                return true;
            }
            if (*c->at == ',' || *c->at == ':') {
                c->at++;
            } else if (!json_skip_value(c)) {
                return false;
            }
        }
    }
    while (c->at < c->end && strchr(",]} \t\r\n", *c->at) == NULL) {
        c->at++;
    }
    return true;
}

const char *json_find(const char *text, size_t length, const char *key)
{
    cursor_t c = { text, text + length, 0 };
    size_t wanted = strlen(key);
    skip_space(&c);
    if (c.at >= c.end || *c.at != '{') {
        return NULL;
    }
    c.at++;
    while (c.at < c.end) {
        const char *name;
        skip_space(&c);
        if (*c.at == '}') {
            return NULL;
        }
        name = c.at + 1;
        if (!json_skip_string(&c)) {
            return NULL;
        }
        bool match = (size_t)(c.at - name - 1) == wanted && memcmp(name, key, wanted) == 0;
        skip_space(&c);
        if (c.at >= c.end || *c.at++ != ':') {
            return NULL;
        }
        skip_space(&c);
        if (match) {
            return c.at;
        }
        if (!json_skip_value(&c)) {
            return NULL;
        }
        skip_space(&c);
        if (c.at < c.end && *c.at == ',') {
            c.at++;
        }
    }
    return NULL;
}

bool json_fixed(const char *value, int32_t *thousandths)
{
    bool negative = *value == '-';
    int32_t result = 0;
    int8_t decimals = -1;
    if (negative) {
        value++;
    }
    if (!isdigit((unsigned char)*value)) {
        return false;
    }
    for (; isdigit((unsigned char)*value) || (*value == '.' && decimals < 0); value++) {
        if (*value == '.') {
            decimals = 0;
        } else if (decimals < 3) {
            result = result * 10 + (*value - '0');
            if (decimals >= 0) {
                decimals++;
            }
        }
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++) {
        result *= 10;
    }
    *thousandths = negative ? -result : result;
    return true;
}

size_t json_escape(const char *text, char *out, size_t capacity)
{
    static const char digits[] = "0123456789abcdef";
    size_t used = 0;
    for (; *text != '\0' && used + 7 < capacity; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            out[used++] = '\\';
            out[used++] = (char)c;
        } else if (c == '\n') {
            out[used++] = '\\';
            out[used++] = 'n';
        } else if (c < 0x20) {
            memcpy(out + used, "\\u00", 4);
            out[used + 4] = digits[c >> 4];
            out[used + 5] = digits[c & 15];
            used += 6;
        } else {
            out[used++] = (char)c;
        }
    }
    out[used] = '\0';
    return used;
}
