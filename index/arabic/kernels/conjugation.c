/* The prefixes and endings of regular verbs; the twin of index/arabic/conjugation.py. */

#include "rules.h"

Word strip_past(const Word *word, const Vocabulary *vocabulary)
{
    Word bare;
    if (word->length >= 5 && ends(word, U"وا"))
        bare = without_end(word, 2);
    else if (word->length >= 4 && last(word) == TEH && word->letters[word->length - 2] != ALEF)
        bare = without_end(word, 1);
    else
        return *word;
    if (definite(vocabulary, word) > vocabulary->limits->definite * count(vocabulary, word))
        return *word;
    return supports(vocabulary, count(vocabulary, &bare), word) ? bare : *word;
}

Word strip_person(const Word *word, const Vocabulary *vocabulary)
{
    if (word->length < 4 || !is_one_of(word->letters[0], U"يتنا") || last(word) == TEH_MARBUTA)
        return *word;
    const Thresholds *limits = vocabulary->limits;
    Word bare = without_front(word, 1);
    double own = count(vocabulary, word);
    double he = count_of(vocabulary, &bare, 0, 0, U"ي", U""), she = count_of(vocabulary, &bare, 0, 0, U"ت", U"");
    if ((he < she ? he : she) <= limits->support * own || definite(vocabulary, word) > limits->definite * own)
        return *word;
    double further = count_of(vocabulary, &bare, 0, 0, U"ن", U"") + count_of(vocabulary, &bare, 0, 0, U"سي", U"");
    further += count_of(vocabulary, &bare, 0, 0, U"ست", U"");
    further += count_of(vocabulary, &bare, 0, 0, U"ي", U"ون");
    further += count_of(vocabulary, &bare, 0, 0, U"ي", U"وا");
    if (further < limits->persons * own)
        return *word;
    double causative = count_of(vocabulary, &bare, 0, 0, U"ا", U"ت");
    if (word->letters[0] == TEH && count_of(vocabulary, &bare, 0, 0, U"يت", U"") >= limits->reflexive * he)
        return *word;
    if (word->letters[0] == ALEF && causative >= limits->causative * own)
        return *word;
    if (causative > count_of(vocabulary, &bare, 0, 0, U"", U"ت"))
        return changed(&bare, 0, 0, U"ا", U"");
    return bare;
}
