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
