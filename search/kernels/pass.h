/* A pass: what is asked for, what was found of it so far, and what documents have to reach to be found or chosen. */

#ifndef FIHRIS_PASS_H
#define FIHRIS_PASS_H

#include <stdlib.h>
#include <string.h>

#include "best.h"
#include "words.h"

enum { BLOCK = 64 }; /* items of bits that are gone through in one step */

typedef struct {
    Word *words;
    Py_ssize_t number, size, least;
    double share;
    const uint64_t *among, *passing; /* NULL for all */
    const float *worth;              /* NULL for 1 */
    float most_worth;
    int all_hold; /* whether all documents that have a word hold it */
    uint64_t *found;
    int16_t *sums, *others; /* what a document of each group may score, and one that is not found, in units */
    float unit;
    Best best;
    float worst; /* the worst of the best is no worse than that */
    Rival *candidates;
    Py_ssize_t candidates_size, candidates_room, total;
    float highest;
    float cut, chosen; /* what may not reach these does not score enough, or is found and not among the best */
} Pass;

static float enough(double share, float highest)
{
    return highest > 0 ? (float)fmax(share * highest, FLT_MIN) : FLT_MIN;
}

/* Work out what documents have to reach, from the highest score and the best so far. */
static void set_least(Pass *pass)
{
    double slack = 1 - 4 * FLT_EPSILON * (double)(pass->number + 2), highest = pass->highest;
    /* What is higher than the highest so far is looked for even where no share of it is enough, but for one. */
    pass->cut = (float)(slack * enough(fmin(pass->share, 1), pass->highest));
    if (isinf(pass->share) && pass->highest > 0)
        pass->cut = INFINITY, highest = INFINITY;
    double worst = pass->best.room ? pass->worst : INFINITY;
    pass->chosen = (float)(slack * fmin(highest, worst > 0 ? worst / pass->most_worth : 0));
}

/* What a document that is found has to reach to be looked at. */
static float least_of_found(const Pass *pass)
{
    return pass->passing ? fminf(pass->chosen, pass->highest) : pass->chosen;
}

/* Take a score for the highest, if it is. */
static void raise_highest(Pass *pass, int64_t document, float score)
{
    if (score <= pass->highest || (pass->among && !has(pass->among, document)))
        return;
    pass->highest = score;
    set_least(pass);
}

static int passes(const Pass *pass, int64_t document)
{
    return !pass->passing || has(pass->passing, document);
}

/* Take up a document that is found, if it passes and is among the best. */
static void choose(Pass *pass, Rival rival)
{
    Best *best = &pass->best;
    if (!passes(pass, rival.document))
        return;
    rival.score *= pass->worth ? pass->worth[rival.document] : 1;
    offer(best, rival);
    if (best->room && best->size == best->room && best->heap[0].score > pass->worst) {
        pass->worst = best->heap[0].score;
        set_least(pass);
    }
}

/* Make a candidate of a document that may score enough; 0 where there is no memory. */
static int note(Pass *pass, Rival rival)
{
    if (pass->candidates_size == pass->candidates_room) {
        Py_ssize_t room = 2 * pass->candidates_room + 64;
        Rival *moved = realloc(pass->candidates, (size_t)room * sizeof(Rival));
        if (!moved)
            return 0;
        pass->candidates = moved;
        pass->candidates_room = room;
    }
    pass->candidates[pass->candidates_size++] = rival;
    return 1;
}

/* Find what all words hold, in `many` items of bits. */
static void find_held_by_all(Pass *pass, Py_ssize_t first, Py_ssize_t many)
{
    uint64_t *found = pass->found + first;
    memcpy(found, pass->words[0].held + first, (size_t)many * sizeof(uint64_t));
    for (Py_ssize_t i = 1; i < pass->number; i++)
        for (Py_ssize_t at = 0; at < many; at++)
            found[at] &= pass->words[i].held[first + at];
}

/* Find what at least so many words hold. How many do is counted in binary, for all documents of a block at once,
 * beginning with what makes the last digit overflow in time. */
static void find_held_by_some(Pass *pass, Py_ssize_t first, Py_ssize_t many)
{
    uint64_t digits[32][BLOCK], carry[BLOCK], *found = pass->found + first;
    int width = 0;
    while (((int64_t)1 << width) < pass->least)
        width++;
    int64_t begin = ((int64_t)1 << width) - pass->least;
    memset(found, 0, (size_t)many * sizeof(uint64_t));
    for (int place = 0; place < width; place++)
        memset(digits[place], begin >> place & 1 ? 255 : 0, sizeof digits[place]);
    for (Py_ssize_t i = 0; i < pass->number; i++) {
        memcpy(carry, pass->words[i].held + first, (size_t)many * sizeof(uint64_t));
        for (int place = 0; place < width; place++)
            for (Py_ssize_t at = 0; at < many; at++) {
                uint64_t digit = digits[place][at];
                digits[place][at] = digit ^ carry[at];
                carry[at] &= digit;
            }
        for (Py_ssize_t at = 0; at < many; at++)
            found[at] |= carry[at];
    }
}

/* Find what enough words hold, and count what of it passes. */
static void find_held(Pass *pass, Py_ssize_t first, Py_ssize_t many)
{
    const uint64_t *found = pass->found + first;
    if (pass->number && pass->least == pass->number)
        find_held_by_all(pass, first, many);
    else
        find_held_by_some(pass, first, many);
    if (!pass->passing)
        pass->total += all_ones(found, many);
    for (Py_ssize_t at = 0; pass->passing && at < many; at++)
        pass->total += ones(found[at] & pass->passing[first + at]);
}

#endif
