/* The questions that the rules ask; the twin of index/arabic/vocabulary.py, where their reasons stand. */

#include "vocabulary.h"

static const Affix LOOKED_THROUGH[] = {U"ا", U"ه", U"ها", U"هم", U"ت", U"وا", U"ات", U"ين", NULL};

double count(const Vocabulary *vocabulary, const Word *word)
{
    int number = find_word(&vocabulary->frequencies, word);
    return number >= 0 && number < vocabulary->counts_length ? vocabulary->counts[number] : 0.0;
}

double count_of(const Vocabulary *vocabulary, const Word *word, int front, int end, Affix before, Affix after)
{
    Word new = changed(word, front, end, before, after);
    return count(vocabulary, &new);
}

double noun(const Vocabulary *vocabulary, const Word *word)
{
    return count(vocabulary, word) + definite(vocabulary, word);
}

double definite(const Vocabulary *vocabulary, const Word *word)
{
    return count_of(vocabulary, word, 0, 0, U"ال", U"");
}

int supports(const Vocabulary *vocabulary, double evidence, const Word *word)
{
    return evidence > 0 && evidence >= vocabulary->limits->support * count(vocabulary, word);
}

int headword(const Vocabulary *vocabulary, const Word *word, uint8_t initial, Word *found)
{
    Word spelled = *word;
    if (is_one_of(initial, U"أإآ"))
        spelled.letters[0] = initial;
    int number = find_word(&vocabulary->headwords, &spelled);
    if (number < 0 || number >= vocabulary->heads_length / HEAD_ROOM)
        return 0;
    *found = (Word){{0}, 0};
    const uint32_t *head = vocabulary->heads + (Py_ssize_t)number * HEAD_ROOM;
    while (found->length < HEAD_ROOM && letter(head[found->length])) {
        found->letters[found->length] = letter(head[found->length]);
        found->length++;
    }
    return 1;
}

static int is_whole(const Vocabulary *vocabulary, const Word *word, double least)
{
    double own = count(vocabulary, word);
    if (own > least)
        least = own;
    double preceded = definite(vocabulary, word) + count_of(vocabulary, word, 0, 0, U"ي", U"");
    if (preceded != 0.0 && preceded >= vocabulary->limits->radical * least)
        return 1;
    preceded = 0.0;
    if (word->letters[0] != LAM)
        preceded = count_of(vocabulary, word, 0, 0, U"ب", U"") + count_of(vocabulary, word, 0, 0, U"ل", U"");
    return preceded > 0 && preceded >= vocabulary->limits->name * least;
}

int owns_first_letter(const Vocabulary *vocabulary, const Word *word, int through_endings)
{
    if (is_whole(vocabulary, word, 0.0))
        return 1;
    if (!through_endings)
        return 0;
    double own = count(vocabulary, word);
    for (const Affix *ending = LOOKED_THROUGH; *ending; ending++) {
        if (!ends(word, *ending) || word->length - affix_length(*ending) < 3)
            continue;
        Word bare = without_end(word, affix_length(*ending));
        if (count(vocabulary, &bare) == 0.0)
            continue;
        if (is_whole(vocabulary, &bare, own))
            return 1;
        Word feminine = with_end(&bare, 1, U"ة");
        if (last(&bare) == TEH && is_whole(vocabulary, &feminine, own))
            return 1;
    }
    return 0;
}

int owns_ending(const Vocabulary *vocabulary, const Word *word, const Affix *others)
{
    double followed = 0.0;
    for (; *others; others++)
        followed += count_of(vocabulary, word, 0, 0, U"", *others);
    return followed > 0 && followed >= vocabulary->limits->ending * count(vocabulary, word);
}

int is_name(const Vocabulary *vocabulary, const Word *word)
{
    double preceded = count_of(vocabulary, word, 0, 0, U"ب", U"") + count_of(vocabulary, word, 0, 0, U"ل", U"");
    return preceded > 0 && preceded >= vocabulary->limits->name * count(vocabulary, word);
}

int is_feminine_noun(const Vocabulary *vocabulary, const Word *word)
{
    double owned = count_of(vocabulary, word, 0, 1, U"", U"ته") + count_of(vocabulary, word, 0, 1, U"", U"تها");
    owned += count_of(vocabulary, word, 0, 1, U"", U"تهم");
    return owned > 0 && owned >= vocabulary->limits->feminine * noun(vocabulary, word);
}
