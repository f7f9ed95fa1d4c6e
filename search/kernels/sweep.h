/* Sweeping: along the matches of an article from its first token to its last, for its best passage. */

#ifndef FIHRIS_SWEEP_H
#define FIHRIS_SWEEP_H

#include "../../index/kernels/arrays.h"

enum { SAME = 1, STEM = 2, ROOT = 4, ALIKE = 8 }; /* how close a word is, see search/families.py */
enum { KINDS = 4, LIKENESS = 3 };                 /* kinds are numbered by their bits: likeness is the last */

/* A token that a word of the query means. */
typedef struct {
    int32_t token, family, next; /* the next match of the same family and kind, -1 if there is none */
    uint8_t kind, closeness;
    float strength;
} Match;

/* The best passage of an article: its weight, and its token in the body, -1 if no token of the body matches. */
typedef struct {
    float weight;
    int64_t anchor;
} Passage;

/* What is at hand of each family on the way: each an array over families. */
typedef struct {
    int32_t number; /* of families */
    float reach;
    const float *tilt; /* what a passage is multiplied with by its token, beyond `tilts` as at the last */
    int64_t tilts;
    float *left[KINDS], *right[KINDS]; /* where the last match of a kind stands, and the next: by `reach` further */
    float *strength[KINDS];            /* what a match of a kind counts; of those spelt alike, by what they count */
    float *last_like, *next_like;      /* how much the last and the next one count that is spelt alike */
    float *value;
    int32_t *head[KINDS]; /* the first match of a kind */
    uint8_t *seen;        /* the kinds that there are */
} Sweep;

/* Lay out a sweep for `number` families, freed by `sweep_free`; 0 where there is no memory. */
int sweep_new(Sweep *sweep, int32_t number);
void sweep_free(Sweep *sweep);

/* Return the best passage of an article whose title has so many tokens, given its `found` matches in order.
 *
 * Puts down the tokens to mark, and counts on how many: those with the stem of a word of the query, or with its root
 * where no token of the article has the stem. */
Passage sweep_matches(Sweep *sweep, Match *matches, Py_ssize_t found, int64_t title, int32_t *marks, Py_ssize_t *marked);

#endif
