/* Small matrices, vectors, quaternions, an FFT. */
#include <stdint.h>
#include <string.h>

typedef struct { int32_t m[3][3]; } mat3;
typedef struct { int32_t x, y, z; } vec3;

void mat3_multiply(const mat3 *a, const mat3 *b, mat3 *out)
{
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            int64_t sum = 0;
            for (int k = 0; k < 3; k++) sum += (int64_t)a->m[i][k] * b->m[k][j];
            out->m[i][j] = (int32_t)(sum >> 16);
        }
    }
}

void mat3_transpose(mat3 *a)
{
    for (int i = 0; i < 2; i++) {
        for (int j = i + 1; j < 3; j++) {
            int32_t t = a->m[i][j];
            a->m[i][j] = a->m[j][i];
            a->m[j][i] = t;
        }
    }
}

int32_t mat3_determinant(const mat3 *a)
{
    int64_t d = 0;
    for (int j = 0; j < 3; j++) {
        int p = (j + 1) % 3, q = (j + 2) % 3;
        int64_t minor = (int64_t)a->m[1][p] * a->m[2][q] - (int64_t)a->m[1][q] * a->m[2][p];
        d += (a->m[0][j] * (minor >> 16)) >> 16;
    }
    return (int32_t)d;
}

vec3 mat3_apply(const mat3 *a, vec3 v)
{
    vec3 r;
    r.x = (int32_t)(((int64_t)a->m[0][0] * v.x + (int64_t)a->m[0][1] * v.y + (int64_t)a->m[0][2] * v.z) >> 16);
    r.y = (int32_t)(((int64_t)a->m[1][0] * v.x + (int64_t)a->m[1][1] * v.y + (int64_t)a->m[1][2] * v.z) >> 16);
    r.z = (int32_t)(((int64_t)a->m[2][0] * v.x + (int64_t)a->m[2][1] * v.y + (int64_t)a->m[2][2] * v.z) >> 16);
    return r;
}

int gauss_solve(int32_t a[][5], int n)
{
    for (int col = 0; col < n; col++) {
        int pivot = col;
        for (int row = col + 1; row < n; row++) {
            int32_t x = a[row][col], y = a[pivot][col];
            if ((x < 0 ? -x : x) > (y < 0 ? -y : y)) pivot = row;
        }
        if (a[pivot][col] == 0) return -1;
        for (int k = 0; k <= n; k++) {
            int32_t t = a[col][k];
            a[col][k] = a[pivot][k];
            a[pivot][k] = t;
        }
        for (int row = 0; row < n; row++) {
            if (row == col) continue;
            int64_t factor = ((int64_t)a[row][col] << 16) / a[col][col];
            for (int k = col; k <= n; k++) a[row][k] -= (int32_t)((factor * a[col][k]) >> 16);
        }
    }
    for (int row = 0; row < n; row++) a[row][n] = (int32_t)(((int64_t)a[row][n] << 16) / a[row][row]);
    return 0;
}

static const int8_t sine16[16] = { 0, 49, 90, 117, 127, 117, 90, 49, 0, -49, -90, -117, -127, -117, -90, -49 };

void fft16(int16_t *re, int16_t *im)
{
    for (int i = 0; i < 16; i++) {
        int r = ((i & 1) << 3) | ((i & 2) << 1) | ((i & 4) >> 1) | ((i & 8) >> 3);
        if (r > i) {
            int16_t t = re[i];
            re[i] = re[r];
            re[r] = t;
            t = im[i];
            im[i] = im[r];
            im[r] = t;
        }
    }
    for (int half = 1; half < 16; half *= 2) {
        int step = 8 / half;
        for (int start = 0; start < 16; start += 2 * half) {
            for (int k = 0; k < half; k++) {
                int16_t c = sine16[(k * step + 4) & 15], s = sine16[(k * step) & 15];
                int a = start + k, b = a + half;
                int16_t tr = (int16_t)(((int32_t)re[b] * c + (int32_t)im[b] * s) >> 7);
                int16_t ti = (int16_t)(((int32_t)im[b] * c - (int32_t)re[b] * s) >> 7);
                re[b] = re[a] - tr;
                im[b] = im[a] - ti;
                re[a] += tr;
                im[a] += ti;
            }
        }
    }
}

void convolve3x3(const uint8_t *image, int width, int height, const int8_t *kernel, uint8_t *out)
{
    for (int y = 1; y < height - 1; y++) {
        for (int x = 1; x < width - 1; x++) {
            int sum = 0;
            for (int i = 0; i < 9; i++) sum += kernel[i] * image[(y + i / 3 - 1) * width + x + i % 3 - 1];
            sum /= 16;
            out[y * width + x] = (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
        }
    }
}

void linear_fit(const int16_t *x, const int16_t *y, int n, int32_t *slope, int32_t *offset)
{
    int32_t sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (int i = 0; i < n; i++) {
        sx += x[i];
        sy += y[i];
        sxx += (int32_t)x[i] * x[i];
        sxy += (int32_t)x[i] * y[i];
    }
    int32_t d = n * sxx - sx * sx;
    *slope = d == 0 ? 0 : (int32_t)(((int64_t)(n * sxy - sx * sy) << 16) / d);
    *offset = (int32_t)((((int64_t)sy << 16) - (int64_t)*slope * sx) / n);
}
