/* MaxScore (Turtle and Flood 1995): documents that may score enough of the best one.
 *
 * Of the words that can give least, as many as together cannot give enough find nothing by themselves, and their
 * documents, which are the most, are not gone through. Those of the others are, block by block, so that the sums of a
 * block stay where the processor has them nearest. What may score enough becomes a candidate; how much is enough is
 * known only at the end.
 *
 * Bounds are lowered by more than what sums of the same numbers in another order differ by; the scores themselves are
 * added up in the order of the words.
 */

#ifndef FIHRIS_MAX_SCORE_H
#define FIHRIS_MAX_SCORE_H

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "best.h"
#include "bits.h"

enum { BLOCK = 4096 };
enum { DEARER = 12 }; /* so many times the cost of adding a score in passing is that of looking one up */

/* A word: the documents that have it, ascending, their scores, the most of these, and some of the best documents.
 * `having` are the documents as bits, and `rank` says how many stand before each item of these. `held` is what holds
 * the word. */
typedef struct {
    const int64_t *documents, *champions;
    const float *scores;
    const uint64_t *having, *held;
    const uint32_t *rank;
    double most;
    Py_ssize_t count, champions_count;
    int idle; /* whether it finds nothing by itself */
} Word;

/* Some documents of a block, which are `first` and up to `width` more, and what the words give them. */
typedef struct {
    int64_t first;
    Py_ssize_t width, count;
    int64_t documents[BLOCK];
    float scores[BLOCK];
    float sums[BLOCK]; /* 0 for all but while they are added up */
} Some;

typedef struct {
    Word *words, **poorest; /* the second from the one that can give least */
    Py_ssize_t number, size, least;
    double share;
    const uint64_t *among, *passing; /* NULL for all */
    const float *worth;              /* NULL for 1 */
    uint64_t *found;
    Best best;
    Rival *candidates;
    Py_ssize_t candidates_size, candidates_room, total;
    float highest;
    Py_ssize_t idle; /* so many of the poorest find nothing by themselves, */
    double rest;     /* and give together no more than this */
    double cut;      /* what may not reach this does not score enough */
} Pass;

static float enough(double share, float highest)
{
    return highest > 0 ? (float)fmax(share * highest, FLT_MIN) : FLT_MIN;
}

/* Add up what the words give a document. */
static float score_of(const Pass *pass, int64_t document)
{
    float score = 0;
    for (Py_ssize_t i = 0; i < pass->number; i++) {
        const Word *word = &pass->words[i];
        uint64_t bits = word->having[document / BITS], bit = (uint64_t)1 << document % BITS;
        if (bits & bit) {
            Py_ssize_t place = (Py_ssize_t)word->rank[document / BITS] + ones(bits & (bit - 1));
            if (place < word->count)
                score += word->scores[place];
        }
    }
    return score;
}

/* Take a score for the highest, if it is. */
static void raise_highest(Pass *pass, int64_t document, float score)
{
    if (score > pass->highest && (!pass->among || has(pass->among, document)))
        pass->highest = score;
    /* What is higher than the highest so far is looked for even where no share of it is enough. */
    pass->cut = enough(fmin(pass->share, 1), pass->highest) * (1 - 4 * FLT_EPSILON * (double)pass->number);
}

/* Let words idle that find nothing by themselves any more. */
static void idle(Pass *pass)
{
    for (; pass->idle < pass->number && pass->rest + pass->poorest[pass->idle]->most < pass->cut; pass->idle++) {
        pass->rest += pass->poorest[pass->idle]->most;
        pass->poorest[pass->idle]->idle = 1;
    }
}

/* Where the documents of a word begin that are not before a document with which an item of bits begins. */
static Py_ssize_t start(const Pass *pass, const Word *word, int64_t document)
{
    Py_ssize_t place = document < pass->size ? (Py_ssize_t)word->rank[document / BITS] : word->count;
    return place < word->count ? place : word->count;
}

/* Add what a word gives the documents of a block to their sums. */
static void add(const Pass *pass, const Word *word, Some *some)
{
    const int64_t *documents = word->documents, first = some->first;
    const float *scores = word->scores;
    float *sums = some->sums;
    Py_ssize_t end = start(pass, word, first + some->width);
    for (Py_ssize_t at = start(pass, word, first); at < end; at++) {
        uint64_t place = (uint64_t)documents[at] - (uint64_t)first;
        if (place < BLOCK)
            sums[place] += scores[at];
    }
}

/* Work out the scores of some documents of a block, by itself each or those of the whole block: what costs less. */
static void weigh(const Pass *pass, Some *some)
{
    Py_ssize_t given = BLOCK / 4;
    for (Py_ssize_t i = 0; i < pass->number; i++)
        given += start(pass, &pass->words[i], some->first + some->width) - start(pass, &pass->words[i], some->first);
    int each = some->count * pass->number * DEARER < given;
    for (Py_ssize_t i = 0; !each && i < pass->number; i++)
        add(pass, &pass->words[i], some);
    for (Py_ssize_t i = 0; i < some->count; i++)
        some->scores[i] = each ? score_of(pass, some->documents[i]) : some->sums[some->documents[i] - some->first];
    if (!each)
        memset(some->sums, 0, sizeof some->sums);
}

/* Leave of some documents those that may score enough, with what idle words that have them can give them. Without a
 * branch, for none could be foretold. */
static void sift(const Pass *pass, Some *some)
{
    double rest = pass->rest;
    for (Py_ssize_t i = pass->idle; i-- > 0;) {
        const Word *word = pass->poorest[i];
        float most = (float)word->most, least;
        Py_ssize_t kept = 0;
        rest -= word->most;
        least = (float)(pass->cut - rest);
        for (Py_ssize_t j = 0; j < some->count; j++) {
            int64_t document = some->documents[j];
            float bound = some->scores[j] + most * (float)has(word->having, document);
            some->documents[kept] = document;
            some->scores[kept] = bound;
            kept += bound >= least;
        }
        some->count = kept;
    }
}

/* Look in a block for documents that may score enough by what the words that are not idle give them. */
static void nominate(const Pass *pass, Some *some)
{
    int64_t *documents = some->documents, first = some->first;
    float *sums = some->sums, least = (float)(pass->cut - pass->rest);
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; i < pass->number; i++)
        if (!pass->words[i].idle)
            add(pass, &pass->words[i], some);
    for (Py_ssize_t i = pass->idle; i < pass->number; i++) {
        const Word *word = pass->poorest[i];
        Py_ssize_t end = start(pass, word, first + some->width);
        for (Py_ssize_t at = start(pass, word, first); at < end && count < BLOCK; at++) {
            int64_t document = word->documents[at];
            uint64_t place = (uint64_t)document - (uint64_t)first;
            if (place >= (uint64_t)some->width)
                continue;
            documents[count] = document;
            some->scores[count] = sums[place];
            count += sums[place] >= least;
            sums[place] = 0; /* a document that other words have too is looked at once */
        }
    }
    some->count = count;
    if (pass->idle) { /* or these are whole scores, added up in the order of the words */
        sift(pass, some);
        weigh(pass, some);
    }
}

/* Make candidates of those documents that may score enough; 0 where there is no memory. */
static int keep(Pass *pass, const Some *some)
{
    if (pass->candidates_size + some->count > pass->candidates_room) {
        Py_ssize_t room = 2 * (pass->candidates_size + some->count);
        Rival *moved = realloc(pass->candidates, (size_t)room * sizeof(Rival));
        if (!moved)
            return 0;
        pass->candidates = moved;
        pass->candidates_room = room;
    }
    for (Py_ssize_t i = 0; i < some->count; i++) {
        if (some->scores[i] < pass->cut)
            continue;
        pass->candidates[pass->candidates_size++] = (Rival){some->scores[i], some->documents[i]};
        raise_highest(pass, some->documents[i], some->scores[i]);
    }
    return 1;
}

static int find_candidates(Pass *pass, Some *some)
{
    memset(some->sums, 0, sizeof some->sums);
    raise_highest(pass, 0, 0);
    for (Py_ssize_t i = 0; i < pass->number; i++)
        for (Py_ssize_t j = 0; j < pass->words[i].champions_count; j++) {
            int64_t champion = pass->words[i].champions[j];
            if (champion >= 0 && champion < pass->size)
                raise_highest(pass, champion, score_of(pass, champion));
        }
    for (some->first = 0; some->first < pass->size; some->first += BLOCK) {
        some->width = pass->size - some->first < BLOCK ? pass->size - some->first : BLOCK;
        idle(pass);
        nominate(pass, some);
        if (!keep(pass, some))
            return 0;
    }
    return 1;
}

#endif
