/*
 * Host test of one implementation, compiled with it and its folder's cipher.h:
 *
 *   check VECTORS.TXT
 *
 * Encrypts and decrypts every published vector, then a few thousand seeded
 * random blocks. Prints "<vectors> <digest of the random ciphertexts>" and
 * exits 0, or says what is wrong and exits 1. Two implementations of a cipher
 * agree when their digests do.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cipher.h"

#define RANDOM_BLOCKS 5000
#define GUARD 0xa5

static uint64_t random_state = 0x9e3779b97f4a7c15u;

/* xorshift64* */
static uint8_t random_byte(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint8_t)((random_state * 0x2545f4914f6cdd1du) >> 56);
}

static int parse_hex(uint8_t *bytes, size_t count, const char *text)
{
    if (strlen(text) != 2 * count)
        return 0;
    for (size_t i = 0; i < count; i++) {
        const char pair[3] = { text[2 * i], text[2 * i + 1], 0 };
        char *end;
        bytes[i] = (uint8_t)strtoul(pair, &end, 16);
        if (*end)
            return 0;
    }
    return 1;
}

static void print_hex(const char *name, const uint8_t *bytes, size_t count)
{
    fprintf(stderr, "  %-10s ", name);
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "%02x", bytes[i]);
    fputc('\n', stderr);
}

typedef void operation(uint8_t *out, const uint8_t *in, const uint8_t *key);

/* Runs one operation, and checks that it leaves its inputs and the bytes around its output alone. */
static int run(operation *op, uint8_t *out, const uint8_t *in, const uint8_t *key)
{
    uint8_t field[CIPHER_BLOCK + 16], in_copy[CIPHER_BLOCK], key_copy[CIPHER_KEY];

    memset(field, GUARD, sizeof field);
    memcpy(in_copy, in, sizeof in_copy);
    memcpy(key_copy, key, sizeof key_copy);
    op(field + 8, in_copy, key_copy);
    memcpy(out, field + 8, CIPHER_BLOCK);
    for (size_t i = 0; i < 8; i++)
        if (field[i] != GUARD || field[CIPHER_BLOCK + 8 + i] != GUARD)
            return 0;
    return memcmp(in, in_copy, sizeof in_copy) == 0 && memcmp(key, key_copy, sizeof key_copy) == 0;
}

static int both_ways(const char *what, const uint8_t *key, const uint8_t *plain, uint8_t *cipher, const uint8_t *expected)
{
    uint8_t back[CIPHER_BLOCK];

    if (!run(cipher_encrypt, cipher, plain, key) || !run(cipher_decrypt, back, cipher, key)) {
        fprintf(stderr, "%s: wrote outside its output\n", what);
        return 0;
    }
    if ((expected && memcmp(cipher, expected, CIPHER_BLOCK)) || memcmp(back, plain, CIPHER_BLOCK)) {
        fprintf(stderr, "%s: wrong\n", what);
        print_hex("key", key, CIPHER_KEY);
        print_hex("plain", plain, CIPHER_BLOCK);
        if (expected)
            print_hex("expected", expected, CIPHER_BLOCK);
        print_hex("encrypted", cipher, CIPHER_BLOCK);
        print_hex("decrypted", back, CIPHER_BLOCK);
        return 0;
    }
    return 1;
}

static int check_vectors(const char *path)
{
    uint8_t key[CIPHER_KEY], plain[CIPHER_BLOCK], expected[CIPHER_BLOCK], cipher[CIPHER_BLOCK];
    char line[512], k[128], p[128], c[128], what[300];
    int count = 0, number = 0, right = 1;
    FILE *file = fopen(path, "r");

    if (!file) {
        perror(path);
        return 0;
    }
    while (fgets(line, sizeof line, file)) {
        number++;
        snprintf(what, sizeof what, "%.250s:%d", path, number);
        if (line[0] == '#' || line[strspn(line, " \t\r\n")] == 0)
            continue;
        if (sscanf(line, "%127s %127s %127s", k, p, c) != 3 || !parse_hex(key, sizeof key, k) ||
            !parse_hex(plain, sizeof plain, p) || !parse_hex(expected, sizeof expected, c)) {
            fprintf(stderr, "%s: expected `key plaintext ciphertext` of %d, %d and %d hex digits\n", what, 2 * CIPHER_KEY,
                    2 * CIPHER_BLOCK, 2 * CIPHER_BLOCK);
            right = 0;
            continue;
        }
        right &= both_ways(what, key, plain, cipher, expected);
        count++;
    }
    fclose(file);
    if (count == 0)
        fprintf(stderr, "%s: no vectors\n", path);
    return right ? count : 0;
}

int main(int argc, char **argv)
{
    uint8_t key[CIPHER_KEY], plain[CIPHER_BLOCK], cipher[CIPHER_BLOCK];
    uint64_t digest = 0xcbf29ce484222325u;
    int vectors;

    if (argc != 2) {
        fprintf(stderr, "usage: %s VECTORS.TXT\n", argv[0]);
        return 2;
    }
    vectors = check_vectors(argv[1]);
    if (vectors == 0)
        return 1;
    for (int n = 0; n < RANDOM_BLOCKS; n++) {
        for (size_t i = 0; i < sizeof key; i++)
            key[i] = random_byte();
        for (size_t i = 0; i < sizeof plain; i++)
            plain[i] = random_byte();
        if (!both_ways("random block", key, plain, cipher, NULL))
            return 1;
        for (size_t i = 0; i < sizeof cipher; i++)
            digest = (digest ^ cipher[i]) * 0x100000001b3u;
    }
    printf("%d %016llx\n", vectors, (unsigned long long)digest);
    return 0;
}
