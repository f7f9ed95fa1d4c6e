/* The rules of stemming, each the twin of the function with its name; their reasons stand there, in
 * index/arabic/particles.py, pronouns.py, endings.py and conjugation.py. They return the word that they leave. */

#ifndef FIHRIS_RULES_H
#define FIHRIS_RULES_H

#include "vocabulary.h"

/* With which a word begins that may have a particle. */
#define FIRST_LETTERS U"وفابلكس"

Word strip_conjunction(const Word *word, const Word *spelled, const Vocabulary *vocabulary);
Word strip_article(const Word *word, const Word *spelled, const Vocabulary *vocabulary);
Word strip_preposition(const Word *word, const Word *spelled, const Vocabulary *vocabulary);
Word strip_pronoun(const Word *word, uint8_t initial, const Vocabulary *vocabulary);
Word strip_number(const Word *word, const Vocabulary *vocabulary, int is_definite);
Word strip_case(const Word *word, const Vocabulary *vocabulary);
Word strip_past(const Word *word, const Vocabulary *vocabulary);
Word strip_person(const Word *word, const Vocabulary *vocabulary);
Word strip_construct(const Word *word, const Vocabulary *vocabulary);
Word strip_feminine(const Word *word, const Vocabulary *vocabulary);

#endif
