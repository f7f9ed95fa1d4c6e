/* Word frequencies and headwords, and the questions that the rules ask them; the twin of index/arabic/vocabulary.py. */

#ifndef FIHRIS_VOCABULARY_H
#define FIHRIS_VOCABULARY_H

#include "word_table.h"

/* In the order of their attributes in index/arabic/thresholds.py. */
typedef struct {
    double support, article, likeness, radical, name, ending, partner, contrast, reflexive, causative, persons,
        definite, feminine;
} Thresholds;

typedef struct {
    WordTable frequencies, headwords;
    const double *counts; /* by the number of a word in `frequencies` */
    Py_ssize_t counts_length;
    const uint32_t *heads; /* HEAD_ROOM characters, by the number of a word in `headwords` */
    Py_ssize_t heads_length;
    const Thresholds *limits;
} Vocabulary;

enum { HEAD_ROOM = 24 };

double count(const Vocabulary *vocabulary, const Word *word);

/* How often a word occurs with letters before and after it, without so many at its front and end. */
double count_of(const Vocabulary *vocabulary, const Word *word, int front, int end, Affix before, Affix after);

double noun(const Vocabulary *vocabulary, const Word *word);
double definite(const Vocabulary *vocabulary, const Word *word);
int supports(const Vocabulary *vocabulary, double evidence, const Word *word);

/* Whether an irregular form has a headword, which replaces `found`; `initial` is its first letter as it is spelled. */
int headword(const Vocabulary *vocabulary, const Word *word, uint8_t initial, Word *found);

int owns_first_letter(const Vocabulary *vocabulary, const Word *word, int through_endings);
int owns_ending(const Vocabulary *vocabulary, const Word *word, const Affix *others);
int is_name(const Vocabulary *vocabulary, const Word *word);
int is_feminine_noun(const Vocabulary *vocabulary, const Word *word);

#endif
