/* Deflate with fixed codes: see deflate.h.
 *
 * Bytes that came before are found by the last place at which the same four began, and taken as soon as they are found.
 * For pickles of postings that comes near to what zlib makes of them at its lowest level, in a fraction of the time: no
 * code is worked out for a block, nor written before it.
 */

#include "deflate.h"

#include <string.h>

enum { SHORTEST = 4, FARTHEST = 1 << 15 };
enum { HASH_BITS = 11, SLOTS = 1 << HASH_BITS };
enum { END = 256 };
enum { CHECKED = 5552, TOGETHER = 16 }; /* bytes whose sums of Adler-32 fit into 32 bits; that are added at once */

/* The symbols of distances as they are written, the highest of their bits first. */
static const uint8_t FIVE_BITS[32] = {0, 16, 8,  24, 4, 20, 12, 28, 2, 18, 10, 26, 6, 22, 14, 30,
                                      1, 17, 9,  25, 5, 21, 13, 29, 3, 19, 11, 27, 7, 23, 15, 31};

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

static Code code_of(uint32_t symbol)
{
    if (symbol < 144)
        return (Code){reversed(0x30 + symbol, 8), 8};
    if (symbol < 256)
        return (Code){reversed(0x190 + symbol - 144, 9), 9};
    if (symbol < 280)
        return (Code){reversed(symbol - 256, 7), 7};
    return (Code){reversed(0xC0 + symbol - 280, 8), 8};
}

/* A symbol stands for numbers that share their highest bits, the lowest being written after it: of those from 0 on,
 * the first 2^(low+1) have a symbol each, then each 2^low symbols have one bit more. Returns how many bits follow. */
static int symbol_of(uint32_t number, int low, uint32_t *symbol)
{
    int extra = 0;
    while (number >> extra >= 2U << low)
        extra++;
    *symbol = ((uint32_t)extra << low) + (number >> extra);
    return extra;
}

void fixed_codes(FixedCodes *codes)
{
    uint32_t symbol;
    for (symbol = 0; symbol <= END; symbol++)
        codes->symbol[symbol] = code_of(symbol);
    for (uint32_t rest = 0; rest <= LONGEST_MATCH - 3; rest++) {
        int extra = symbol_of(rest, 2, &symbol);
        Code code = code_of(END + 1 + symbol);
        code.bits |= (uint16_t)((rest & ((1U << extra) - 1)) << code.size);
        code.size = (uint8_t)(code.size + extra);
        codes->length[rest + 3] = code;
    }
    codes->length[LONGEST_MATCH] = code_of(END + 29); /* it has one of its own */
    for (uint32_t place = 0; place < 2 * NEAR; place++) {
        symbol_of(place < NEAR ? place : (place - NEAR) << 7, 1, &symbol);
        codes->distance[place] = (uint8_t)symbol;
    }
}

static inline void put_match(Writer *out, const FixedCodes *codes, uint32_t length, uint32_t distance)
{
    put(out, codes->length[length].bits, codes->length[length].size);
    uint32_t rest = distance - 1, symbol = codes->distance[rest < NEAR ? rest : NEAR + (rest >> 7)];
    int extra = symbol < 4 ? 0 : (int)(symbol >> 1) - 1;
    put(out, FIVE_BITS[symbol] | (rest & ((1U << extra) - 1)) << 5, 5 + extra);
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
        for (; some >= TOGETHER; some -= TOGETHER, bytes += TOGETHER) {
            uint32_t sum = 0, sums = 0;
            for (uint32_t i = 0; i < TOGETHER; i++) {
                sum += bytes[i];
                sums += (TOGETHER - i) * bytes[i];
            }
            other += TOGETHER * one + sums;
            one += sum;
        }
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
                uint32_t most = size - at < LONGEST_MATCH ? size - at : LONGEST_MATCH;
                for (length = SHORTEST; length < most && bytes[at + length - distance] == bytes[at + length];)
                    length++;
            }
            last[slot] = at + 1;
        }
        if (length) {
            put_match(&writer, codes, length, distance);
            at += length;
        } else {
            put(&writer, codes->symbol[bytes[at]].bits, codes->symbol[bytes[at]].size);
            at++;
        }
    }
    put(&writer, codes->symbol[END].bits, codes->symbol[END].size);
    for (; writer.count > 0; writer.count -= 8, writer.bits >>= 8)
        *writer.at++ = (uint8_t)writer.bits;
    uint32_t sum = adler(bytes, size);
    for (int shift = 24; shift >= 0; shift -= 8)
        *writer.at++ = (uint8_t)(sum >> shift);
    return writer.at;
}
