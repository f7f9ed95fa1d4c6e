/* MaxScore (Turtle and Flood 1995): documents that may score enough of the best one.
 *
 * Of the words that can give least, as many as together cannot give enough find nothing by themselves, and their
 * documents, which are the most, are not gone through. Those of the others are, block by block, so that the sums of a
 * block stay where the processor has them nearest; what is added up are bounds, and the scores of documents are read
 * for which these are enough. What may score enough becomes a candidate; how much is enough is known only at the end.
 *
 * What enough of the words hold is found whatever it scores: it is only looked at when it may be among the best.
 *
 * Bounds are lowered by more than what sums of the same numbers in another order differ by; the scores themselves are
 * added up in the order of the words.
 */

#ifndef FIHRIS_MAX_SCORE_H
#define FIHRIS_MAX_SCORE_H

#include <stdlib.h>
#include <string.h>

#include "best.h"
#include "words.h"

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
    Py_ssize_t idle; /* so many of the poorest find nothing by themselves */
    double cut;      /* what may not reach this does not score enough */
    int all_hold;    /* whether all documents that have a word hold it */
    double slack;    /* what bounds are multiplied with, for they are not exact */
} Pass;

static float enough(double share, float highest)
{
    return highest > 0 ? (float)fmax(share * highest, FLT_MIN) : FLT_MIN;
}

/* Take a score for the highest, if it is. */
static void raise_highest(Pass *pass, int64_t document, float score)
{
    if (score > pass->highest && (!pass->among || has(pass->among, document)))
        pass->highest = score;
    /* What is higher than the highest so far is looked for even where no share of it is enough. */
    pass->cut = enough(fmin(pass->share, 1), pass->highest) * pass->slack;
}

static int passes(const Pass *pass, int64_t document)
{
    return !pass->passing || has(pass->passing, document);
}

/* What a document that is found has to score to be among the best, if it `passes`, or the highest. */
static double needed_of_found(const Pass *pass, int passes)
{
    const Best *best = &pass->best;
    double least = pass->highest;
    if (passes && best->room)
        least = fmin(least, best->size == best->room ? best->heap[0].score : 0);
    return pass->worth ? 0 : least * pass->slack;
}

/* What a document has to score to be looked at. */
static double needed(const Pass *pass, int64_t document)
{
    return has(pass->found, document) ? needed_of_found(pass, passes(pass, document)) : pass->cut;
}

/* Let words idle that find nothing by themselves any more. */
static void idle(Pass *pass)
{
    for (; pass->idle < pass->number; pass->idle++) {
        const Word *word = pass->poorest[pass->idle];
        if (word->rest + word->most >= pass->cut)
            break;
    }
}

/* Leave of some documents those that may reach the cut, with what idle words that have them can give them. Without a
 * branch, for none could be foretold. */
static void sift(const Pass *pass, Some *some)
{
    for (Py_ssize_t i = pass->idle; i-- > 0;) {
        const Word *word = pass->poorest[i];
        float most = (float)word->most, least = (float)(pass->cut - word->rest);
        Py_ssize_t kept = 0;
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

/* Propose documents of a block for what one word alone gives; not those that an `other` one has, if there is one. Few
 * are proposed: several are looked at at once. */
static void propose_of_one(const Word *word, const Word *other, Some *some, Py_ssize_t size, float least)
{
    const uint8_t *bounds = word->bounds;
    Py_ssize_t end = start(word, some->first + some->width, size), count = some->count;
    int steps = least > 0 ? (int)fminf(least / word->step, UINT8_MAX) : 0;
    steps -= steps > 0; /* however that was rounded */
    for (Py_ssize_t at = start(word, some->first, size), next; at < end; at = next) {
        next = end - at < AT_ONCE ? end : at + AT_ONCE;
        if (next - at == AT_ONCE && !bounds_reach(bounds + at, (uint8_t)steps))
            continue;
        for (; at < next && count < BLOCK; at++) {
            uint16_t place = place_of(word->lows[at], some->first);
            int64_t document = some->first + place;
            if (place >= some->width || (other && has(other->having, document)))
                continue;
            some->documents[count] = document;
            some->scores[count] = word->step * (float)bounds[at];
            count += some->scores[count] >= least;
        }
    }
    some->count = count;
}

/* Propose documents of a block for what two words give, all but those that are idle. Who has both is found anyway, and
 * is only looked at for a place among the best; one word alone has to give enough. */
static void propose_of_two(const Pass *pass, Some *some)
{
    const Word *poor = pass->poorest[pass->idle], *rich = pass->poorest[pass->idle + 1];
    float one = (float)(pass->cut - poor->rest);
    float two = (float)(fmax(pass->cut, needed_of_found(pass, 1)) - poor->rest);
    Py_ssize_t kept = 0;
    propose_of_one(rich, NULL, some, pass->size, fminf(one, two - (float)poor->most));
    for (Py_ssize_t i = 0; i < some->count; i++) {
        int64_t document = some->documents[i];
        int both = has(poor->having, document);
        Py_ssize_t place = both ? find(poor, document) : -1;
        float given = some->scores[i] + (place < 0 ? 0 : poor->step * (float)poor->bounds[place]);
        some->documents[kept] = document;
        some->scores[kept] = given;
        kept += given >= (both ? two : one);
    }
    some->count = kept;
    propose_of_one(poor, rich, some, pass->size, one);
}

/* Propose documents of a block for what several words give, which is added up. */
static void propose_of_many(const Pass *pass, Some *some, float least)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t i = pass->idle; i < pass->number; i++)
        add_bounds(pass->poorest[i], some, pass->size);
    for (Py_ssize_t i = pass->idle; i < pass->number; i++) {
        const Word *word = pass->poorest[i];
        Py_ssize_t end = start(word, some->first + some->width, pass->size);
        for (Py_ssize_t at = start(word, some->first, pass->size); at < end && count < BLOCK; at++) {
            uint16_t place = place_of(word->lows[at], some->first);
            if (place >= some->width)
                continue;
            some->documents[count] = some->first + place;
            some->scores[count] = some->sums[place];
            count += some->sums[place] >= least;
            some->sums[place] = 0; /* a document that other words have too is looked at once */
        }
    }
    some->count = count;
}

/* Propose documents of a block that may reach the cut. */
static void nominate(const Pass *pass, Some *some)
{
    some->count = 0;
    if (pass->idle == pass->number)
        return;
    float least = (float)(pass->cut - pass->poorest[pass->idle]->rest);
    if (pass->idle == pass->number - 1)
        propose_of_one(pass->poorest[pass->idle], NULL, some, pass->size, least);
    else if (pass->idle == pass->number - 2 && pass->least <= 2 && pass->all_hold)
        propose_of_two(pass, some);
    else
        propose_of_many(pass, some, least);
    sift(pass, some);
}

/* Take up a document that is found, if it is among the best; make a candidate of another that may score enough. 0 where
 * there is no memory. */
static int take(Pass *pass, Rival rival)
{
    raise_highest(pass, rival.document, rival.score);
    if (has(pass->found, rival.document)) {
        if (!pass->worth && passes(pass, rival.document))
            offer(&pass->best, rival);
        return 1;
    }
    if (rival.score < pass->cut)
        return 1;
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

/* Look at the documents of a block that may score enough; 0 where there is no memory. */
static int look(Pass *pass, Some *some)
{
    nominate(pass, some);
    int summed = sum_up(pass->words, pass->number, some, pass->size), taken = 1;
    for (Py_ssize_t i = 0; i < some->count && taken; i++) {
        int64_t document = some->documents[i];
        if (some->scores[i] >= needed(pass, document))
            taken = take(pass, (Rival){score_in(pass->words, pass->number, some, summed, document), document});
    }
    if (summed)
        memset(some->sums, 0, sizeof some->sums);
    return taken;
}

/* Find what at least so many words hold, in `many` items of bits. How many do is counted in binary, for all documents
 * of a block at once, beginning with what makes the last digit overflow in time. */
static void find_held(Pass *pass, Py_ssize_t first, Py_ssize_t many)
{
    uint64_t digits[32][BLOCK / BITS], carry[BLOCK / BITS], *found = pass->found + first;
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
    if (!pass->passing)
        pass->total += all_ones(found, many);
    for (Py_ssize_t at = 0; pass->passing && at < many; at++)
        pass->total += ones(found[at] & pass->passing[first + at]);
}

/* Find what enough words hold, the best of that, and the candidates; 0 where there is no memory. */
static int find_candidates(Pass *pass, Some *some)
{
    memset(some->sums, 0, sizeof some->sums);
    pass->slack = 1 - 4 * FLT_EPSILON * (double)pass->number;
    raise_highest(pass, 0, 0);
    for (int fetched = 0; fetched < 2; fetched++)
        for (Py_ssize_t i = 0; i < pass->number; i++)
            for (Py_ssize_t j = 0; j < champions_of(&pass->words[i]); j++) {
                int64_t champion = pass->words[i].champions[j];
                if (champion < 0 || champion >= pass->size)
                    continue;
                if (fetched)
                    raise_highest(pass, champion, score_of(pass->words, pass->number, champion));
                else
                    fetch(pass->words, pass->number, champion);
            }
    for (some->first = 0; some->first < pass->size; some->first += BLOCK) {
        some->width = pass->size - some->first < BLOCK ? pass->size - some->first : BLOCK;
        find_held(pass, some->first / BITS, items(some->width));
        idle(pass);
        if (!look(pass, some))
            return 0;
    }
    return 1;
}

#endif
