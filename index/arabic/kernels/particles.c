/* The particles that are written onto the front of a word; the twin of index/arabic/particles.py. */

#include "rules.h"

static const Affix COMMON_PRONOUNS[] = {U"ها", U"هم", U"ه", NULL};

static double larger(double one, double other)
{
    return other > one ? other : one;
}

static double noun_of(const Vocabulary *vocabulary, const Word *word, int front, int end, Affix after)
{
    Word new = changed(word, front, end, U"", after);
    return noun(vocabulary, &new);
}

static double without_pronoun(const Word *word, const Vocabulary *vocabulary)
{
    double evidence = count(vocabulary, word);
    if (evidence != 0.0)
        return evidence;
    for (const Affix *pronoun = COMMON_PRONOUNS; *pronoun; pronoun++) {
        if (!ends(word, *pronoun) || word->length - affix_length(*pronoun) < 3)
            continue;
        Word bare = without_end(word, affix_length(*pronoun));
        evidence = larger(evidence, noun(vocabulary, &bare));
        if (last(&bare) == TEH)
            evidence = larger(evidence, noun_of(vocabulary, &bare, 0, 1, U"ة"));
        else if (ends(&bare, U"او") || ends(&bare, U"اي"))
            evidence = larger(evidence, noun_of(vocabulary, &bare, 0, 1, U"ء"));
    }
    return evidence;
}

static double attested(const Word *word, const Vocabulary *vocabulary)
{
    double evidence = without_pronoun(word, vocabulary);
    if (word->length < 5)
        return evidence;
    if (begins(word, U"ال"))
        return larger(evidence, noun_of(vocabulary, word, 2, 0, U""));
    if (begins(word, U"لل")) {
        evidence = larger(evidence, noun_of(vocabulary, word, 2, 0, U""));
        return larger(evidence, noun_of(vocabulary, word, 1, 0, U""));
    }
    if (begins(word, U"بال") || begins(word, U"كال"))
        return larger(evidence, noun_of(vocabulary, word, 3, 0, U""));
    if (is_one_of(word->letters[0], U"بلس")) {
        Word rest = without_front(word, 1);
        return larger(evidence, without_pronoun(&rest, vocabulary));
    }
    return evidence;
}

Word strip_conjunction(const Word *word, const Word *spelled, const Vocabulary *vocabulary)
{
    if (!is_one_of(word->letters[0], U"وف") || word->length < 3)
        return *word;
    Word rest = without_front(word, 1), found;
    int irregular = headword(vocabulary, &rest, spelled->letters[1], &found);
    if (rest.length == 2 && !irregular)
        return *word;
    if (owns_first_letter(vocabulary, word, !irregular))
        return *word;
    return supports(vocabulary, attested(&rest, vocabulary), word) ? rest : *word;
}

static int is_article(const Word *word, uint8_t initial, const Vocabulary *vocabulary)
{
    Word rest = without_front(word, 2), found;
    if (headword(vocabulary, &rest, initial, &found))
        return 1;
    double own = count(vocabulary, word), least = vocabulary->limits->article * own;
    double doubled = definite(vocabulary, word) + count_of(vocabulary, word, 0, 0, U"ل", U"");
    if (doubled != 0.0 && doubled >= least)
        return 0;
    if (own == 0.0 || rest.length >= 6)
        return 1;
    double evidence = count(vocabulary, &rest) + count_of(vocabulary, &rest, 0, 0, U"لل", U"");
    return evidence > 0 && evidence >= least;
}

static Word strip_contracted_article(const Word *word, const Vocabulary *vocabulary)
{
    Word whole = without_front(word, 1), rest = without_front(word, 2);
    double evidence = noun(vocabulary, &rest);
    if (noun(vocabulary, &whole) > evidence)
        return whole;
    if (supports(vocabulary, evidence, word) || (count(vocabulary, word) == 0.0 && rest.length >= 3))
        return rest;
    return *word;
}

static Word strip_preceded_article(const Word *word, const Word *spelled, const Vocabulary *vocabulary)
{
    if (owns_first_letter(vocabulary, word, 1))
        return *word;
    Word with_article = without_front(word, 1), rest = without_front(word, 3);
    double own = count(vocabulary, word);
    if (own == 0.0 && noun(vocabulary, &rest) != 0.0)
        return rest;
    double evidence = count(vocabulary, &with_article);
    if (evidence == 0.0 || evidence < vocabulary->limits->article * own)
        return *word;
    return is_article(&with_article, spelled->letters[3], vocabulary) ? rest : with_article;
}

Word strip_article(const Word *word, const Word *spelled, const Vocabulary *vocabulary)
{
    if (begins(word, U"ال") && word->length >= 4) {
        if (spelled->letters[0] == ALEF && is_article(word, spelled->letters[2], vocabulary))
            return without_front(word, 2);
        return *word;
    }
    if (begins(word, U"لل") && word->length >= 4)
        return strip_contracted_article(word, vocabulary);
    if (stands(word, 1, U"ال") && is_one_of(word->letters[0], U"بكفو") && word->length >= 5 &&
        spelled->letters[1] == ALEF)
        return strip_preceded_article(word, spelled, vocabulary);
    return *word;
}

Word strip_preposition(const Word *word, const Word *spelled, const Vocabulary *vocabulary)
{
    uint8_t first = word->letters[0];
    if (!is_one_of(first, U"بلكس") || word->length < 4)
        return *word;
    Word rest = without_front(word, 1), found;
    int irregular = headword(vocabulary, &rest, spelled->letters[1], &found);
    if (owns_first_letter(vocabulary, word, !irregular))
        return *word;
    if (first == BEH || first == LAM) {
        double evidence = larger(noun(vocabulary, &rest), without_pronoun(&rest, vocabulary));
        return supports(vocabulary, evidence, word) ? rest : *word;
    }
    if (first == KAF) {
        double least = vocabulary->limits->likeness * larger(count(vocabulary, word), 1.0);
        return noun(vocabulary, &rest) >= least ? rest : *word;
    }
    if (!is_one_of(rest.letters[0], U"يتنا") || (rest.length < 4 && !irregular))
        return *word;
    return supports(vocabulary, without_pronoun(&rest, vocabulary), word) ? rest : *word;
}
