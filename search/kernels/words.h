/* Words as the first pass takes them, and what they give documents.
 *
 * The scores are the most of what is kept of a word, and hardly any of them matter. So there is a bound of one byte for
 * each, which is all that is read of most: as many steps of a word as are no less than the score. Documents are told by
 * their last 16 bits, for it is known in which block of documents they are.
 */

#ifndef FIHRIS_WORDS_H
#define FIHRIS_WORDS_H

#include <float.h>
#include <math.h>

#include "bits.h"

enum { BLOCK = 4096, AT_ONCE = 32 }; /* documents, and those that are looked at in one step */
enum { CHAMPIONS = 8 }; /* of the best documents of a word, or all if it has fewer */
enum { DEARER = 12 }; /* so many times the cost of adding a score in passing is that of looking one up */

/* A word: the documents that have it, ascending, their scores and the bounds of these, the most of the scores, and some
 * of the best documents. `having` are the documents as bits, and `rank` says how many stand before each item of these.
 * `held` is what holds the word. */
typedef struct {
    const uint16_t *lows;
    const uint8_t *bounds;
    const float *scores;
    const int64_t *champions;
    const uint64_t *having, *held;
    const uint32_t *rank;
    double most, rest; /* the second is what all words that can give less may give together */
    float step;
    Py_ssize_t count, items;
} Word;

/* Some documents of a block, which are `first` and up to `width` more, and what the words give them. */
typedef struct {
    int64_t first;
    Py_ssize_t width, count;
    int64_t documents[BLOCK];
    float scores[BLOCK];
    float sums[BLOCK]; /* 0 for all but while they are added up */
} Some;

static inline Py_ssize_t champions_of(const Word *word)
{
    return word->count < CHAMPIONS ? word->count : CHAMPIONS;
}

/* How many bytes what is kept of a word takes but for `held`, of so many documents and items of bits. */
static inline Py_ssize_t bytes_of(Py_ssize_t count, Py_ssize_t items)
{
    return 12 * items + 8 * (count < CHAMPIONS ? count : CHAMPIONS) + 7 * count;
}

/* Tell where in these bytes each of it stands: one after the other, what takes most bytes an item first, so that a
 * word is in one place. */
static inline void lay_out(Word *word, void *bytes)
{
    word->having = bytes;
    word->champions = (const int64_t *)(word->having + word->items);
    word->scores = (const float *)(word->champions + champions_of(word));
    word->rank = (const uint32_t *)(word->scores + word->count);
    word->lows = (const uint16_t *)(word->rank + word->items);
    word->bounds = (const uint8_t *)(word->lows + word->count);
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

/* The place in a block of the document with these last bits: beyond it for one that is not there. */
static inline uint16_t place_of(uint16_t low, int64_t first)
{
    return (uint16_t)(low - (uint16_t)first);
}

/* Where the documents of a word begin that are not before a document with which an item of bits begins. */
static inline Py_ssize_t start(const Word *word, int64_t document, Py_ssize_t size)
{
    Py_ssize_t place = document < size ? (Py_ssize_t)word->rank[document / BITS] : word->count;
    return place < word->count ? place : word->count;
}

/* Ask for what tells whether words have a document. */
static inline void fetch(const Word *words, Py_ssize_t number, int64_t document)
{
    for (Py_ssize_t i = 0; i < number; i++) {
        prefetch(&words[i].having[document / BITS]);
        prefetch(&words[i].rank[document / BITS]);
    }
}

/* The place of a document among those of a word: -1 where it has no such. */
static inline Py_ssize_t find(const Word *word, int64_t document)
{
    uint64_t bits = word->having[document / BITS], bit = (uint64_t)1 << document % BITS;
    Py_ssize_t place = (Py_ssize_t)word->rank[document / BITS] + ones(bits & (bit - 1));
    return bits & bit && place < word->count ? place : -1;
}

/* Add up what words give a document. */
static inline float score_of(const Word *words, Py_ssize_t number, int64_t document)
{
    float score = 0;
    for (Py_ssize_t i = 0; i < number; i++) {
        Py_ssize_t place = has(words[i].having, document) ? find(&words[i], document) : -1;
        if (place >= 0)
            score += words[i].scores[place];
    }
    return score;
}

/* Add what a word gives the documents of a block to their sums. */
static inline void add_scores(const Word *word, Some *some, Py_ssize_t size)
{
    Py_ssize_t end = start(word, some->first + some->width, size);
    for (Py_ssize_t at = start(word, some->first, size); at < end; at++) {
        uint16_t place = place_of(word->lows[at], some->first);
        if (place < BLOCK)
            some->sums[place] += word->scores[at];
    }
}

/* The same with the bounds of what it gives. */
static inline void add_bounds(const Word *word, Some *some, Py_ssize_t size)
{
    Py_ssize_t end = start(word, some->first + some->width, size);
    for (Py_ssize_t at = start(word, some->first, size); at < end; at++) {
        uint16_t place = place_of(word->lows[at], some->first);
        if (place < BLOCK)
            some->sums[place] += word->step * (float)word->bounds[at];
    }
}

/* Whether any of several bounds reaches so many steps. */
static inline int bounds_reach(const uint8_t *bounds, uint8_t steps)
{
    uint8_t any = 0;
    for (int i = 0; i < AT_ONCE; i++)
        any |= bounds[i] >= steps;
    return any;
}

/* Whether it costs less to look up what words give some documents of a block than to go through all that they give. */
static inline int few(const Word *words, Py_ssize_t number, const Some *some, Py_ssize_t size)
{
    Py_ssize_t given = BLOCK / 4;
    for (Py_ssize_t i = 0; some->count && i < number; i++)
        given += start(&words[i], some->first + some->width, size) - start(&words[i], some->first, size);
    return some->count * number * DEARER < given;
}

/* Add up the scores of a whole block, unless it costs less to look up some; return whether they were. */
static inline int sum_up(const Word *words, Py_ssize_t number, Some *some, Py_ssize_t size)
{
    if (few(words, number, some, size))
        return 0;
    for (Py_ssize_t i = 0; i < number; i++)
        add_scores(&words[i], some, size);
    return 1;
}

/* The score of a document of a block, whose scores were added up or not. */
static inline float score_in(const Word *words, Py_ssize_t number, const Some *some, int summed, int64_t document)
{
    return summed ? some->sums[document - some->first] : score_of(words, number, document);
}

#endif
