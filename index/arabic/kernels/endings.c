/* The endings of nouns and adjectives; the twin of index/arabic/endings.py. */

#include "rules.h"

static const Affix PARTNERS[] = {U"ون", U"ين", U"ان", U"وا", NULL};
static const Affix AFTER_N[] = {U"ه", U"ها", U"هم", U"ي", U"ية", U"ات", U"ة", NULL};

static Word strip_feminine_plural(const Word *word, const Vocabulary *vocabulary)
{
    Word masculine = without_end(word, 2), feminine = with_end(word, 2, U"ة");
    double one = noun(vocabulary, &masculine), other = noun(vocabulary, &feminine);
    if (!supports(vocabulary, one + other, word))
        return *word;
    if (other > one)
        return feminine;
    if (other > vocabulary->limits->contrast * one && is_feminine_noun(vocabulary, &feminine))
        return feminine;
    return masculine;
}

static int is_plural(const Word *word, const Vocabulary *vocabulary, int is_definite)
{
    Word bare = without_end(word, 2);
    double least = vocabulary->limits->partner * count(vocabulary, word), others = 0.0;
    for (const Affix *partner = PARTNERS; *partner; partner++)
        if (!ends(word, *partner))
            others += count_of(vocabulary, &bare, 0, 0, U"", *partner);
    if (!is_one_of(word->letters[0], U"يت")) {
        if (owns_ending(vocabulary, word, AFTER_N))
            return 0;
        if (!is_definite && definite(vocabulary, word) < least)
            return 0;
    }
    if (others < least && last(&bare) != YEH)
        return 0;
    double evidence = noun(vocabulary, &bare) + (ends(word, U"ان") ? 0.0 : others);
    return supports(vocabulary, evidence, word);
}

Word strip_number(const Word *word, const Vocabulary *vocabulary, int is_definite)
{
    if ((ends(word, U"تين") || ends(word, U"تان")) && word->length >= 5) {
        Word feminine = with_end(word, 3, U"ة");
        if (supports(vocabulary, noun(vocabulary, &feminine), word))
            return feminine;
    }
    if (ends(word, U"ات") && word->length >= 4)
        return strip_feminine_plural(word, vocabulary);
    if ((ends(word, U"ون") || ends(word, U"ين") || ends(word, U"ان")) && word->length >= 5 &&
        is_plural(word, vocabulary, is_definite))
        return without_end(word, 2);
    return *word;
}

Word strip_case(const Word *word, const Vocabulary *vocabulary)
{
    if (last(word) != ALEF || word->length < 4 || is_name(vocabulary, word))
        return *word;
    Word bare = without_end(word, 1);
    double evidence = noun(vocabulary, &bare);
    if (last(&bare) == YEH) {
        Word hamza = with_end(&bare, 1, U"ء");
        if (noun(vocabulary, &hamza) > evidence)
            return hamza;
    }
    return supports(vocabulary, evidence, word) ? bare : *word;
}

Word strip_construct(const Word *word, const Vocabulary *vocabulary)
{
    if (word->length < 5 ||
        definite(vocabulary, word) > vocabulary->limits->definite * count(vocabulary, word))
        return *word;
    if (ends(word, U"تا") || ends(word, U"تي")) {
        Word feminine = with_end(word, 2, U"ة");
        return supports(vocabulary, noun(vocabulary, &feminine), word) ? feminine : *word;
    }
    if (last(word) == WAW || last(word) == YEH) {
        Word bare = without_end(word, 1);
        double plural = count_of(vocabulary, &bare, 0, 0, U"", U"ين") + count_of(vocabulary, &bare, 0, 0, U"", U"ون");
        if (supports(vocabulary, plural, word) && noun(vocabulary, &bare) > count(vocabulary, word))
            return bare;
    }
    return *word;
}

Word strip_feminine(const Word *word, const Vocabulary *vocabulary)
{
    if (last(word) == TEH_MARBUTA && word->length >= 4)
        return is_feminine_noun(vocabulary, word) ? *word : without_end(word, 1);
    if (last(word) == HEH && word->length >= 5) {
        Word marked = with_end(word, 1, U"ة");
        if (count(vocabulary, &marked) > count(vocabulary, word))
            return strip_feminine(&marked, vocabulary);
    }
    return *word;
}
