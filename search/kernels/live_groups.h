/* Live groups: where a document may score enough, or be among the best.
 *
 * What a word gives a document is no more than the most of its bounds in the group of the document (Ding and Suel 2011).
 * These are added up for all groups without looking at any document. Only in groups where the sum is enough, the live
 * ones, are bounds added up, and scores read for which these are enough (Dimopoulos, Nepomnyachiy and Suel 2013). The
 * groups that promise most come first, for what they hold leaves most others out (Mallia, Suel and Tonellotto 2024).
 *
 * What may score enough becomes a candidate; how much is enough is known only at the end. What enough of the words hold
 * is found whatever it scores: it is only looked at when it may be among the best.
 *
 * Bounds are compared with less than what they have to reach, by more than what sums of the same numbers in another
 * order differ by; the scores themselves are added up in the order of the words.
 */

#ifndef FIHRIS_LIVE_GROUPS_H
#define FIHRIS_LIVE_GROUPS_H

#include "pass.h"

enum { FIRST = 32, NEAR = 64 }; /* groups that come before all others, and those of which one at most does */
enum { BATCH = 64 };            /* groups that are looked at together */
enum { STEPS = UINT8_MAX, FINER = STEPS + 1, CROWD = 8192 };

/* Groups that are looked at together, the bounds of what their documents score, and those whose bounds are enough. */
typedef struct {
    int count, listed;
    int64_t groups[BATCH];
    float bounds[BATCH][GROUP];
    Rival rivals[BATCH * GROUP];
} Live;

/* Add up the bounds of the documents of live groups: word by word, for what is of one word stands in one place. */
static void add_bounds(const Pass *pass, Live *live)
{
    memset(live->bounds, 0, (size_t)live->count * sizeof live->bounds[0]);
    for (Py_ssize_t i = 0; i < pass->number; i++) {
        const Word *word = &pass->words[i];
        for (int j = 0; j < live->count; j++) {
            uint32_t having = of_group(word->having, live->groups[j]);
            Py_ssize_t at = having ? place_of(word, live->groups[j] * GROUP) : 0;
            for (; having && at < word->count; having &= having - 1)
                live->bounds[j][lowest(having)] += word->step * (float)word->bounds[at++];
        }
    }
}

/* List the documents of live groups whose bounds are enough, and ask for what words give them. */
static void list(const Pass *pass, Live *live)
{
    float cut = pass->cut, chosen = least_of_found(pass), least = cut < chosen ? cut : chosen;
    live->listed = 0;
    for (int j = 0; j < live->count; j++) {
        uint32_t found = of_group(pass->found, live->groups[j]);
        for (int at = 0; at < GROUP; at++) {
            Rival rival = {live->bounds[j][at], live->groups[j] * GROUP + at};
            if (rival.score < least || rival.score < (found >> at & 1 ? chosen : cut) || rival.document >= pass->size)
                continue;
            live->rivals[live->listed++] = rival;
            for (Py_ssize_t i = 0; i < pass->number; i++)
                if (has(pass->words[i].having, rival.document))
                    prefetch(&pass->words[i].scores[place_of(&pass->words[i], rival.document)]);
        }
    }
}

/* Look at live groups, which are none any more then; 0 where there is no memory. */
static int look(Pass *pass, Live *live)
{
    add_bounds(pass, live);
    list(pass, live);
    for (int i = 0; i < live->listed; i++) {
        Rival rival = live->rivals[i];
        int is_found = has(pass->found, rival.document);
        if (rival.score < (is_found ? least_of_found(pass) : pass->cut))
            continue;
        rival.score = score_of(pass->words, pass->number, rival.document);
        raise_highest(pass, rival.document, rival.score);
        if (is_found)
            choose(pass, rival);
        else if (rival.score >= pass->cut && !note(pass, rival))
            return 0;
    }
    live->count = 0;
    return 1;
}

/* Set a unit for sums, no less than a step of any word: so that the sum of a bound of each, rounded up, has room. */
static void set_unit(Pass *pass)
{
    pass->unit = FLT_MIN;
    for (Py_ssize_t i = 0; i < pass->number; i++)
        pass->unit = fmaxf(pass->unit, pass->words[i].step);
    if (pass->number * STEPS > INT16_MAX)
        pass->unit *= 2 * (float)pass->number * STEPS / INT16_MAX;
}

/* How many units there are in what has to be reached, or less. */
static int in_units(const Pass *pass, float least)
{
    float units = least / pass->unit * (1 - 4 * FLT_EPSILON);
    return units < INT16_MAX ? (int)units : INT16_MAX + 1;
}

/* Add up what words may give the groups of a block at most: all that there is room for where the words are a crowd. */
static void add_mosts(Pass *pass, int64_t first, Py_ssize_t many)
{
    int16_t *sums = pass->sums + first, *most = pass->others + first;
    for (Py_ssize_t at = 0; at < many; at++)
        sums[at] = most[at] = pass->number > CROWD ? INT16_MAX : 0;
    for (Py_ssize_t i = 0; i < pass->number && pass->number <= CROWD; i++) {
        const uint8_t *mosts = pass->words[i].mosts + first;
        uint16_t factor = (uint16_t)ceilf(pass->words[i].step / pass->unit * FINER);
        for (Py_ssize_t at = 0; at < many; at++) {
            int16_t bound = (int16_t)((uint16_t)(mosts[at] * factor + (FINER - 1)) / FINER);
            sums[at] = (int16_t)(sums[at] + bound);
            most[at] = bound > most[at] ? bound : most[at];
        }
    }
    /* What is not found holds less words than have to be held, where all that have a word hold it. */
    int16_t words = (int16_t)(pass->all_hold && pass->least <= INT16_MAX ? pass->least - 1 : INT16_MAX);
    if (words == 1)
        return;
    int16_t room = words ? INT16_MAX / words : INT16_MAX;
    for (Py_ssize_t at = 0; at < many; at++) {
        int16_t other = most[at] < room ? most[at] : room;
        other = (int16_t)(other * words);
        most[at] = most[at] > room || other > sums[at] ? sums[at] : other;
    }
}

/* Offer the group that promises most of some, if it has documents that are found and pass. */
static void offer_group(const Pass *pass, int64_t first, int64_t end, Best *most)
{
    const int16_t *sums = pass->sums;
    int16_t highest = 0;
    for (int64_t group = first; group < end; group++)
        highest = sums[group] > highest ? sums[group] : highest;
    if (!highest || (most->size == most->room && highest <= most->heap[0].score))
        return;
    int64_t group = first;
    while (sums[group] < highest)
        group++;
    if (of_group(pass->found, group) & (pass->passing ? of_group(pass->passing, group) : UINT32_MAX))
        offer(most, (Rival){highest, group});
}

/* Find what enough words hold, and look at the groups that promise most; 0 where there is no memory. */
static int look_at_first(Pass *pass, Live *live)
{
    Rival heap[FIRST];
    Best most = {heap, 0, FIRST};
    for (Py_ssize_t first = 0; first < items(pass->size); first += BLOCK) {
        Py_ssize_t many = items(pass->size) - first < BLOCK ? items(pass->size) - first : BLOCK;
        find_held(pass, first, many);
        add_mosts(pass, first * OF_ITEM, many * OF_ITEM);
        int64_t end = (first + many) * OF_ITEM;
        for (int64_t group = first * OF_ITEM; group < end; group += NEAR)
            offer_group(pass, group, end - group < NEAR ? end : group + NEAR, &most);
    }
    for (; live->count < most.size; live->count++) {
        live->groups[live->count] = heap[live->count].document;
        pass->sums[live->groups[live->count]] = pass->others[live->groups[live->count]] = -1; /* not again */
    }
    return look(pass, live);
}

/* Which groups of an item of bits are live, the first the lowest bit. */
static uint32_t live_of_item(const Pass *pass, int64_t item, int cut, int chosen)
{
    const int16_t *sums = pass->sums + OF_ITEM * item, *others = pass->others + OF_ITEM * item;
    uint32_t reaching_cut = 0, reaching_chosen = 0;
    for (int i = 0; i < OF_ITEM; i++) {
        reaching_cut |= (uint32_t)(others[i] >= cut) << i;
        reaching_chosen |= (uint32_t)(sums[i] >= chosen) << i;
    }
    return reaching_cut | (reaching_chosen & groups_of(pass->found[item]));
}

/* Whether the sum of any group of two items reaches so many units: mostly none does. */
static int any_reaches(const int16_t *sums, int units)
{
    int any = 0;
    for (int i = 0; i < OF_ITEM; i++)
        any |= sums[i] >= units;
    return any;
}

/* Look at all live groups; 0 where there is no memory. */
static int look_at_all(Pass *pass, Live *live)
{
    int cut = in_units(pass, pass->cut), chosen = in_units(pass, least_of_found(pass));
    for (int64_t item = 0, all = items(pass->size); item < all; item++) {
        /* As long as all that is found is looked at, no sum has to be reached for that. */
        int least = chosen && chosen < cut ? chosen : cut;
        if (!any_reaches(pass->sums + OF_ITEM * item, least) && (chosen || !pass->found[item]))
            continue;
        for (uint32_t groups = live_of_item(pass, item, cut, chosen); groups; groups &= groups - 1)
            live->groups[live->count++] = item * OF_ITEM + lowest(groups);
        if (live->count > BATCH - OF_ITEM) {
            if (!look(pass, live))
                return 0;
            cut = in_units(pass, pass->cut), chosen = in_units(pass, least_of_found(pass));
        }
    }
    return look(pass, live);
}

#endif
