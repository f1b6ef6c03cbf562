/* A float meter: brings the C library's floating point along. */
#include "port.h"
#include <math.h>
#include <stdlib.h>

int main(void)
{
    float mean = 0.0f, power = 0.0f;
    char text[16];
    port_init();
    for (uint16_t n = 1;; n++) {
        float sample = (float)port_get() * 0.0196f - 2.5f;
        mean += (sample - mean) / (float)n;
        power += sample * sample;
        dtostrf(sqrt(power / (float)n) + sin(mean), 8, 3, text);
        for (const char *p = text; *p != '\0'; p++) {
            port_put((uint8_t)*p);
        }
        if (n == 1000) {
            mean = power = 0.0f;
            n = 0;
        }
    }
}
