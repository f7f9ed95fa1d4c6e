/* Deflate with fixed codes: see deflate.h.
 *
 * Bytes that came before are found by the last place at which the same four began, and taken as soon as they are found.
 * For pickles of postings that comes near to what zlib makes of them at its lowest level, in a fraction of the time: no
 * code is worked out for a block, nor written before it.
 */

#include "deflate.h"

#include <string.h>

enum { SHORTEST = 4, LONGEST = 258, FARTHEST = 1 << 15 };
enum { HASH_BITS = 11, SLOTS = 1 << HASH_BITS };
enum { END = 256, CHECKED = 5552 }; /* bytes whose sums of Adler-32 fit into 32 bits */

typedef struct {
    uint8_t *at;
    uint64_t bits;
    int count;
} Writer;

/* Add the lowest `count` bits of a number, at most 32, whose higher ones are 0. */
static inline void put(Writer *out, uint32_t bits, int count)
{
    out->bits |= (uint64_t)bits << out->count;
    out->count += count;
    if (out->count >= 32) {
        for (int i = 0; i < 4; i++)
            *out->at++ = (uint8_t)(out->bits >> 8 * i);
        out->bits >>= 32;
        out->count -= 32;
    }
}

/* Codes go out with their highest bit first. */
static uint16_t reversed(uint32_t code, int count)
{
    uint32_t found = 0;
    for (; count; count--, code >>= 1)
        found = found << 1 | (code & 1);
    return (uint16_t)found;
}

void fixed_codes(FixedCodes *codes)
{
    for (uint32_t symbol = 0; symbol < 288; symbol++) {
        int size = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
        uint32_t first = symbol < 144 ? 0x30U : symbol < 256 ? 0x190U - 144 : symbol < 280 ? 0U - 256 : 0xC0U - 280;
        codes->code[symbol] = reversed(first + symbol, size);
        codes->size[symbol] = (uint8_t)size;
    }
    for (uint32_t symbol = 0; symbol < 32; symbol++)
        codes->distance[symbol] = (uint8_t)reversed(symbol, 5);
}

/* A symbol stands for numbers that share their highest bits, the lowest being written after it: of those from 0 on,
 * the first 2^(low+1) have a symbol each, then each 2^low symbols have one bit more. Returns how many bits follow. */
static inline int symbol_of(uint32_t number, int low, uint32_t *symbol)
{
    int extra = 0;
    while (number >> extra >= 2U << low)
        extra++;
    *symbol = ((uint32_t)extra << low) + (number >> extra);
    return extra;
}

static inline void put_match(Writer *out, const FixedCodes *codes, uint32_t length, uint32_t distance)
{
    uint32_t symbol, rest = length - 3;
    int extra = symbol_of(rest, 2, &symbol);
    if (length == LONGEST)
        symbol = 28, extra = 0; /* it has one of its own */
    put(out, codes->code[END + 1 + symbol], codes->size[END + 1 + symbol]);
    put(out, rest & ((1U << extra) - 1), extra);
    rest = distance - 1;
    extra = symbol_of(rest, 1, &symbol);
    put(out, codes->distance[symbol], 5);
    put(out, rest & ((1U << extra) - 1), extra);
}

static inline uint32_t four(const uint8_t *bytes)
{
    uint32_t found;
    memcpy(&found, bytes, sizeof found);
    return found;
}

static uint32_t adler(const uint8_t *bytes, uint32_t size)
{
    uint32_t one = 1, other = 0;
    while (size) {
        uint32_t some = size < CHECKED ? size : CHECKED;
        size -= some;
        while (some--)
            other += one += *bytes++;
        one %= 65521, other %= 65521;
    }
    return other << 16 | one;
}

uint8_t *deflate(const FixedCodes *codes, const uint8_t *bytes, uint32_t size, uint8_t *out)
{
    uint32_t last[SLOTS] = {0}; /* one more than where the four bytes began that hash to it */
    *out++ = 0x78, *out++ = 0x01;
    Writer writer = {out, 0, 0};
    put(&writer, 1 | 1 << 1, 3); /* the last block, with fixed codes */
    for (uint32_t at = 0; at < size;) {
        uint32_t length = 0, distance = 0;
        if (size - at >= SHORTEST) {
            uint32_t here = four(bytes + at), slot = here * 0x9E3779B1U >> (32 - HASH_BITS);
            distance = at + 1 - last[slot];
            if (last[slot] && distance <= FARTHEST && four(bytes + at - distance) == here) {
                uint32_t most = size - at < LONGEST ? size - at : LONGEST;
                for (length = SHORTEST; length < most && bytes[at + length - distance] == bytes[at + length];)
                    length++;
            }
            last[slot] = at + 1;
        }
        if (length) {
            put_match(&writer, codes, length, distance);
            at += length;
        } else {
            put(&writer, codes->code[bytes[at]], codes->size[bytes[at]]);
            at++;
        }
    }
    put(&writer, codes->code[END], codes->size[END]);
    for (; writer.count > 0; writer.count -= 8, writer.bits >>= 8)
        *writer.at++ = (uint8_t)writer.bits;
    uint32_t sum = adler(bytes, size);
    for (int shift = 24; shift >= 0; shift -= 8)
        *writer.at++ = (uint8_t)(sum >> shift);
    return writer.at;
}
