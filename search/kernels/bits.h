/* Bits: masks of one bit a document, 64 in an item, the first document the lowest bit (see search/packed.py). */

#ifndef FIHRIS_BITS_H
#define FIHRIS_BITS_H

#include "../../index/kernels/arrays.h"

enum { BITS = 64 };

/* How many items the bits of so many documents take. */
static inline Py_ssize_t items(Py_ssize_t documents)
{
    return documents / BITS + (documents % BITS != 0);
}

static inline int has(const uint64_t *bits, int64_t document)
{
    return bits[document / BITS] >> document % BITS & 1;
}

static inline int ones(uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f;
    return (int)(bits * 0x0101010101010101 >> 56);
}

/* Ask for what stands at an address, which is far from what was read before: it comes while other things are done. */
static inline void prefetch(const void *address)
{
#ifdef __GNUC__
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

/* How many bits are set in several items. Counts of bytes are added up for as long as they fit in one. */
static inline Py_ssize_t all_ones(const uint64_t *bits, Py_ssize_t count)
{
    const uint64_t pairs = 0x3333333333333333, halves = 0x0f0f0f0f0f0f0f0f, bytes = 0x00ff00ff00ff00ff;
    Py_ssize_t total = 0;
    for (Py_ssize_t at = 0; at < count;) {
        uint64_t sums = 0;
        for (Py_ssize_t end = count - at < 31 ? count : at + 31; at < end; at++) {
            uint64_t each = bits[at] - (bits[at] >> 1 & 0x5555555555555555);
            each = (each & pairs) + (each >> 2 & pairs);
            sums += (each + (each >> 4)) & halves;
        }
        total += (Py_ssize_t)(((sums & bytes) + (sums >> 8 & bytes)) * 0x0001000100010001 >> 48);
    }
    return total;
}

/* The place of the lowest of some bits, of which there is one at least. */
static inline int lowest(uint64_t bits)
{
#ifdef __GNUC__
    return __builtin_ctzll(bits);
#else
    return ones((bits & -bits) - 1);
#endif
}

#endif
