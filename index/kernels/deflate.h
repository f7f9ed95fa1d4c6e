/* Deflate (RFC 1951) for small blocks of bytes of which many repeat, as zlib streams (RFC 1950). */

#ifndef FIHRIS_DEFLATE_H
#define FIHRIS_DEFLATE_H

#include <stdint.h>

enum { LONGEST_MATCH = 258, NEAR = 256 };

/* Bits in the order in which they are written, and how many they are. */
typedef struct {
    uint16_t bits;
    uint8_t size;
} Code;

/* The fixed codes of RFC 1951, 3.2.6: of bytes and the end, of matches so long, with the bits that tell more, and the
 * symbols of distances, less 1: of the near ones, then of each 128. */
typedef struct {
    Code symbol[257], length[LONGEST_MATCH + 1];
    uint8_t distance[2 * NEAR];
} FixedCodes;

void fixed_codes(FixedCodes *codes);

/* Write fewer than 2^32 bytes as a stream, and return where it ends: each takes nine bits at most, and up to 16 bytes
 * stand around them. */
uint8_t *deflate(const FixedCodes *codes, const uint8_t *bytes, uint32_t size, uint8_t *out);

#endif
