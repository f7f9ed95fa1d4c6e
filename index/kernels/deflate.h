/* Deflate (RFC 1951) for small blocks of bytes of which many repeat, as zlib streams (RFC 1950). */

#ifndef FIHRIS_DEFLATE_H
#define FIHRIS_DEFLATE_H

#include <stdint.h>

/* The fixed codes of RFC 1951, 3.2.6, the bits in the order in which they are written. */
typedef struct {
    uint16_t code[288];
    uint8_t size[288], distance[32];
} FixedCodes;

void fixed_codes(FixedCodes *codes);

/* The most bytes that so many take: none takes more than nine bits, and a few stand around them. */
enum { AROUND_DEFLATED = 16 };
#define MOST_DEFLATED(size) ((size) + (size) / 8 + AROUND_DEFLATED)

/* Write fewer than 2^32 bytes as a stream, and return where it ends. */
uint8_t *deflate(const FixedCodes *codes, const uint8_t *bytes, uint32_t size, uint8_t *out);

#endif
