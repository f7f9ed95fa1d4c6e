/* The pronouns that are written onto the end of a word; the twin of index/arabic/pronouns.py. */

#include "rules.h"

static const Affix PRONOUNS[] = {U"هما", U"كما", U"ها", U"هم", U"هن", U"نا", U"كم", U"ني", U"ه", NULL};
static const Affix OTHER_ENDINGS[] = {U"ي", U"ية", U"ات", U"ة", U"ون", U"ين", U"وا", U"ت", NULL};

/* What a word may have been before its pronoun, into `found`: as it stands, or with another last letter. Returns how
 * often it occurs; of two as common as each other it is the one later in the alphabet. */
static double candidate(const Word *bare, uint8_t initial, const Vocabulary *vocabulary, Word *found)
{
    Word head;
    *found = *bare;
    if (bare->length < 3)
        return headword(vocabulary, bare, initial, &head) ? count(vocabulary, bare) : 0.0;
    double evidence = noun(vocabulary, bare);
    Affix ending = NULL;
    if (last(bare) == TEH)
        ending = U"ة";
    else if (last(bare) == ALEF)
        ending = U"ي";
    else if (ends(bare, U"او") || ends(bare, U"اي"))
        ending = U"ء";
    if (ending) {
        Word other = with_end(bare, 1, ending);
        double more = noun(vocabulary, &other);
        if (more > evidence || (more == evidence && last(&other) > last(bare))) {
            *found = other;
            return more;
        }
    }
    return evidence;
}

Word strip_pronoun(const Word *word, uint8_t initial, const Vocabulary *vocabulary)
{
    for (const Affix *pronoun = PRONOUNS; *pronoun; pronoun++) {
        if (!ends(word, *pronoun) || word->length - affix_length(*pronoun) < 2)
            continue;
        if (ends(word, U"ني") && !is_one_of(word->letters[0], U"يت") &&
            count_of(vocabulary, word, 0, 0, U"ي", U"") == 0.0)
            continue;
        Word bare = without_end(word, affix_length(*pronoun)), found;
        if (supports(vocabulary, candidate(&bare, initial, vocabulary, &found), word))
            return owns_ending(vocabulary, word, OTHER_ENDINGS) ? *word : found;
    }
    return *word;
}
