/* Words as the first pass takes them, and what they give documents.
 *
 * The scores are the most of what is kept of a word, and hardly any of them matter. So there is a bound of one byte for
 * each: as many steps of a word as are no less than the score. Most bounds do not matter either: of each group of
 * documents there is the most of theirs.
 */

#ifndef FIHRIS_WORDS_H
#define FIHRIS_WORDS_H

#include <float.h>
#include <math.h>

#include "bits.h"

enum { GROUP = 8, OF_ITEM = BITS / GROUP }; /* documents of a group, and groups of an item of bits */

/* A word: the documents that have it as bits, how many of them stand before each item of these, their scores and the
 * bounds of these, and the most of the bounds in each group. `held` is what holds the word. */
typedef struct {
    const uint8_t *bounds, *mosts;
    const float *scores;
    const uint64_t *having, *held;
    const uint32_t *rank;
    float step;
    Py_ssize_t count, items;
} Word;

/* How many bytes what is kept of a word takes but for `held`, of so many documents and items of bits. */
static inline Py_ssize_t bytes_of(Py_ssize_t count, Py_ssize_t items)
{
    return (12 + OF_ITEM) * items + 5 * count;
}

/* Tell where in these bytes each of it stands: one after the other, what takes most bytes an item first, so that a
 * word is in one place. */
static inline void lay_out(Word *word, void *bytes)
{
    word->having = bytes;
    word->scores = (const float *)(word->having + word->items);
    word->rank = (const uint32_t *)(word->scores + word->count);
    word->mosts = (const uint8_t *)(word->rank + word->items);
    word->bounds = word->mosts + OF_ITEM * word->items;
}

/* The step of a word whose scores are no more than `most`: 255 of them are no less than that, however it is rounded. */
static inline float step_of(float most)
{
    return fmaxf(most / UINT8_MAX * (1 + 8 * FLT_EPSILON), FLT_MIN);
}

/* How many steps are no less than a score. */
static inline uint8_t bound_of(float score, float step)
{
    float steps = ceilf(score / step);
    steps += steps * step < score;
    return steps > 0 ? steps < UINT8_MAX ? (uint8_t)steps : UINT8_MAX : 0;
}

/* The place among those of a word of the first of its documents that is not before this one. */
static inline Py_ssize_t place_of(const Word *word, int64_t document)
{
    uint64_t before = ((uint64_t)1 << document % BITS) - 1;
    return (Py_ssize_t)word->rank[document / BITS] + ones(word->having[document / BITS] & before);
}

/* Add up what words give a document. */
static inline float score_of(const Word *words, Py_ssize_t number, int64_t document)
{
    float score = 0;
    for (Py_ssize_t i = 0; i < number; i++) {
        Py_ssize_t place = has(words[i].having, document) ? place_of(&words[i], document) : words[i].count;
        if (place < words[i].count)
            score += words[i].scores[place];
    }
    return score;
}

/* The documents of a group that have a bit, the first the lowest. */
static inline uint32_t of_group(const uint64_t *bits, int64_t group)
{
    return bits[group / OF_ITEM] >> group % OF_ITEM * GROUP & ((1 << GROUP) - 1);
}

/* The groups of an item of bits with documents that have one, the first the lowest bit. */
static inline uint32_t groups_of(uint64_t bits)
{
    for (int shift = GROUP / 2; shift; shift /= 2)
        bits |= bits >> shift;
    return (uint32_t)((bits & 0x0101010101010101) * 0x0102040810204080 >> 56);
}

#endif
