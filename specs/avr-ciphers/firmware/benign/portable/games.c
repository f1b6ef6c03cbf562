/* Small games and puzzles, as demos ship them. */
#include <stdint.h>
#include <string.h>

int queens(int row, uint8_t columns, uint16_t left, uint16_t right, int size)
{
    int solutions = 0;
    if (row == size) return 1;
    for (int c = 0; c < size; c++) {
        uint8_t column = (uint8_t)(1 << c);
        uint16_t l = (uint16_t)1 << (row + c), r = (uint16_t)1 << (row - c + size - 1);
        if (!(columns & column) && !(left & l) && !(right & r)) {
            solutions += queens(row + 1, columns | column, left | l, right | r, size);
        }
    }
    return solutions;
}

int sudoku_allowed(const uint8_t *grid, int at)
{
    int used = 0, row = at / 9, column = at % 9;
    for (int i = 0; i < 9; i++) {
        used |= 1 << grid[row * 9 + i];
        used |= 1 << grid[i * 9 + column];
        used |= 1 << grid[(row / 3 * 3 + i / 3) * 9 + column / 3 * 3 + i % 3];
    }
    return ~used & 0x3fe;
}

int sudoku_solve(uint8_t *grid)
{
    int best = -1, fewest = 10, choices = 0;
    for (int i = 0; i < 81; i++) {
        if (grid[i] != 0) continue;
        int allowed = sudoku_allowed(grid, i), count = 0;
        for (int a = allowed; a != 0; a &= a - 1) count++;
        if (count < fewest) {
            fewest = count;
            best = i;
            choices = allowed;
        }
    }
    if (best < 0) return 1;
    for (int digit = 1; digit < 10; digit++) {
        if (choices & 1 << digit) {
            grid[best] = (uint8_t)digit;
            if (sudoku_solve(grid)) return 1;
        }
    }
    grid[best] = 0;
    return 0;
}

int slide_2048(uint8_t *line)
{
    int target = 0, gained = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t v = line[i];
        if (v == 0) continue;
        line[i] = 0;
        if (target > 0 && line[target - 1] == v) {
            line[target - 1]++;
            gained += 1 << (v + 1);
        } else {
            line[target++] = v;
        }
    }
    return gained;
}

int snake_step(uint8_t *body, int length, int direction, uint8_t food)
{
    static const int8_t dx[4] = { 1, 0, -1, 0 }, dy[4] = { 0, 1, 0, -1 };
    int x = ((body[0] & 15) + dx[direction]) & 15, y = ((body[0] >> 4) + dy[direction]) & 15;
    uint8_t head = (uint8_t)(y << 4 | x);
    for (int i = 0; i < length; i++) {
        if (body[i] == head) return -1;
    }
    if (head == food) length++;
    memmove(body + 1, body, (size_t)(length - 1));
    body[0] = head;
    return length;
}

void life_step(uint8_t *now, uint8_t *next, int size)
{
    for (int y = 0; y < size; y++) {
        next[y] = 0;
        for (int x = 0; x < 8; x++) {
            int neighbours = 0;
            for (int k = 0; k < 9; k++) {
                if (k == 4) continue;
                int yy = (y + k / 3 - 1 + size) % size, xx = (x + k % 3 + 7) & 7;
                neighbours += now[yy] >> xx & 1;
            }
            if (neighbours == 3 || (neighbours == 2 && (now[y] >> x & 1))) next[y] |= (uint8_t)(1 << x);
        }
    }
}

int maze_distance(const uint8_t *walls, uint8_t *queue, uint8_t *distance, uint8_t from, uint8_t to)
{
    int head = 0, tail = 0;
    memset(distance, 255, 64);
    distance[from] = 0;
    queue[tail++] = from;
    while (head < tail) {
        uint8_t at = queue[head++];
        if (at == to) return distance[at];
        for (int d = 0; d < 4; d++) {
            static const int8_t step[4] = { 1, 8, -1, -8 };
            if (walls[at] & 1 << d) continue;
            uint8_t n = (uint8_t)(at + step[d]);
            if (n < 64 && distance[n] == 255) {
                distance[n] = (uint8_t)(distance[at] + 1);
                queue[tail++] = n;
            }
        }
    }
    return -1;
}

int tetris_fits(const uint16_t *well, uint16_t piece, int x, int y)
{
    for (int row = 0; row < 4; row++) {
        uint16_t bits = (uint16_t)((piece >> (row * 4) & 15) << x);
        if (well[y + row] & bits) return 0;
    }
    return 1;
}

uint16_t tetris_rotate(uint16_t piece)
{
    uint16_t turned = 0;
    for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 4; column++) {
            if (piece & 1U << (row * 4 + column)) turned |= (uint16_t)(1U << (column * 4 + 3 - row));
        }
    }
    return turned;
}

int tetris_clear(uint16_t *well, int height)
{
    int kept = height - 1, cleared = 0;
    for (int y = height - 1; y >= 0; y--) {
        if (well[y] == 0xffff) cleared++;
        else well[kept--] = well[y];
    }
    while (kept >= 0) well[kept--] = 0x8001;
    return cleared;
}

int mastermind(const uint8_t *code, const uint8_t *guess)
{
    uint8_t seen[8] = { 0 }, tried[8] = { 0 };
    int black = 0, white = 0;
    for (int i = 0; i < 4; i++) {
        if (code[i] == guess[i]) {
            black++;
        } else {
            seen[code[i] & 7]++;
            tried[guess[i] & 7]++;
        }
    }
    for (int i = 0; i < 8; i++) white += seen[i] < tried[i] ? seen[i] : tried[i];
    return black << 4 | white;
}

int tic_tac_toe_winner(uint16_t x, uint16_t o)
{
    static const uint16_t lines[8] = { 0007, 0070, 0700, 0111, 0222, 0444, 0421, 0124 };
    for (int i = 0; i < 8; i++) {
        if ((x & lines[i]) == lines[i]) return 1;
        if ((o & lines[i]) == lines[i]) return 2;
    }
    return (x | o) == 0777 ? 3 : 0;
}

int knapsack(const uint8_t *weights, const uint8_t *values, int n, int capacity, uint16_t *best)
{
    memset(best, 0, sizeof *best * (size_t)(capacity + 1));
    for (int i = 0; i < n; i++) {
        for (int c = capacity; c >= weights[i]; c--) {
            uint16_t with = best[c - weights[i]] + values[i];
            if (with > best[c]) best[c] = with;
        }
    }
    return best[capacity];
}
