/* Sweeping: the twin of `Passages` in search/passage.py and of `Occurrences.marked` in search/occurrences.py.
 *
 * The last and the next match of each kind are at hand at every token, so that both sides are looked at in one go.
 */

#include "sweep.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Before the first token: every match is ahead. */
static void begin(Sweep *sweep, Match *matches, Py_ssize_t found)
{
    int32_t number = sweep->number;
    memset(sweep->seen, 0, (size_t)number);
    memset(sweep->last_like, 0, (size_t)number * sizeof(float));
    memset(sweep->next_like, 0, (size_t)number * sizeof(float));
    for (int kind = 0; kind < KINDS; kind++)
        for (int32_t i = 0; i < number; i++) {
            sweep->left[kind][i] = -INFINITY;
            sweep->right[kind][i] = INFINITY;
            sweep->head[kind][i] = -1;
        }
    for (Py_ssize_t i = found; i-- > 0;) {
        Match *match = &matches[i];
        int32_t *head = &sweep->head[match->kind][match->family];
        match->next = *head;
        *head = (int32_t)i;
        sweep->right[match->kind][match->family] = (float)match->token + sweep->reach;
        if (match->kind == LIKENESS)
            sweep->next_like[match->family] = match->strength;
        sweep->seen[match->family] |= match->closeness;
    }
}

/* A match is reached: it is the last one from now on. */
static void reach_match(Sweep *sweep, const Match *match)
{
    sweep->left[match->kind][match->family] = (float)match->token - sweep->reach;
    if (match->kind == LIKENESS)
        sweep->last_like[match->family] = match->strength;
}

/* A match is left behind: the one after it is the next. */
static void leave_match(Sweep *sweep, const Match *match, const Match *matches)
{
    const Match *next = match->next < 0 ? NULL : &matches[match->next];
    sweep->right[match->kind][match->family] = next ? (float)next->token + sweep->reach : INFINITY;
    if (match->kind == LIKENESS && next)
        sweep->next_like[match->family] = next->strength;
}

/* Raise the values of families to those of the nearer of the last and the next match of a kind. */
static void weigh(float token, const float *restrict left, const float *restrict right,
                  const float *restrict strength, float *restrict value, int32_t number)
{
    for (int32_t i = 0; i < number; i++) {
        float far = token - left[i], ahead = right[i] - token;
        float worth = strength[i] / (far < ahead ? far : ahead);
        value[i] = worth > value[i] ? worth : value[i];
    }
}

/* The same for those that are only spelt alike, each of which counts for itself. */
static void weigh_alike(const Sweep *sweep, float token)
{
    for (int32_t i = 0; i < sweep->number; i++) {
        float far = sweep->last_like[i] / (token - sweep->left[LIKENESS][i]);
        float ahead = sweep->next_like[i] / (sweep->right[LIKENESS][i] - token);
        float worth = (far > ahead ? far : ahead) * sweep->strength[LIKENESS][i];
        sweep->value[i] = worth > sweep->value[i] ? worth : sweep->value[i];
    }
}

/* Return what all words of the query add up to at a token. */
static float nearness(const Sweep *sweep, float token, int kinds)
{
    memset(sweep->value, 0, (size_t)sweep->number * sizeof(float));
    for (int kind = 0; kind < LIKENESS; kind++)
        if (kinds & 1 << kind)
            weigh(token, sweep->left[kind], sweep->right[kind], sweep->strength[kind], sweep->value,
                  sweep->number);
    if (kinds & ALIKE)
        weigh_alike(sweep, token);
    float total = 0;
    for (int32_t i = 0; i < sweep->number; i++)
        total += sweep->value[i];
    return total;
}

Passage sweep_matches(Sweep *sweep, Match *matches, Py_ssize_t found, int64_t title, int32_t *marks, Py_ssize_t *marked)
{
    Passage best = {0, -1};
    float best_of_body = -1;
    int kinds = 0;
    begin(sweep, matches, found);
    for (int32_t i = 0; i < sweep->number; i++)
        kinds |= sweep->seen[i];
    for (Py_ssize_t first = 0, end; first < found; first = end) {
        int32_t token = matches[first].token;
        int meant = 0;
        for (end = first; end < found && matches[end].token == token; end++) {
            int marking = sweep->seen[matches[end].family] & (SAME | STEM) ? SAME | STEM : ROOT;
            meant |= matches[end].closeness & marking;
            reach_match(sweep, &matches[end]);
        }
        float tilt = sweep->tilt[token < sweep->tilts ? token : sweep->tilts - 1];
        float weight = nearness(sweep, (float)token, kinds) * tilt;
        if (weight > best.weight)
            best.weight = weight;
        if (token >= title && weight > best_of_body) {
            best_of_body = weight;
            best.anchor = token - title;
        }
        for (Py_ssize_t i = first; i < end; i++)
            leave_match(sweep, &matches[i], matches);
        if (meant)
            marks[(*marked)++] = token;
    }
    return best;
}

int sweep_new(Sweep *sweep, int32_t number)
{
    enum { ARRAYS = 4 * KINDS + 4 };
    float *memory = malloc(((size_t)number + 1) * ARRAYS * sizeof(float));
    if (!memory)
        return 0;
    sweep->number = number;
    for (int kind = 0; kind < KINDS; kind++, memory += 4 * (size_t)number) {
        sweep->left[kind] = memory;
        sweep->right[kind] = memory + number;
        sweep->strength[kind] = memory + 2 * (size_t)number;
        sweep->head[kind] = (int32_t *)(memory + 3 * (size_t)number);
    }
    sweep->last_like = memory;
    sweep->next_like = memory + number;
    sweep->value = memory + 2 * (size_t)number;
    sweep->seen = (uint8_t *)(memory + 3 * (size_t)number);
    return 1;
}

void sweep_free(Sweep *sweep)
{
    free(sweep->left[0]);
}
