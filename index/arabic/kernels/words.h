/* Words as rules see them: each letter a small number, in the order of Unicode. */

#ifndef FIHRIS_WORDS_H
#define FIHRIS_WORDS_H

#include <uchar.h>

#include "../../kernels/arrays.h"

_Static_assert(U'ا' == 0x627, "these sources are in UTF-8");

/* The letters that rules name, from ء U+0621 to ي U+064A without the tatweel and the gap before it. */
enum {
    HAMZA = 1, ALEF_MADDA, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW = 5, ALEF = 7, BEH, TEH_MARBUTA, TEH, SEEN = 19,
    FEH = 27, KAF = 29, LAM, NOON = 32, HEH, WAW, YEH = 36,
    OTHER, /* the first character of a word that is none of them; further ones follow */
};

enum {
    LONGEST_WORD = 64, /* letters: a word of more is not taken */
    WORD_ROOM = 72,    /* with what rules put before and after it */
};

/* Behind the last letter all are 0. */
typedef struct {
    uint8_t letters[WORD_ROOM];
    int length;
} Word;

/* Letters that are put before or after a word, or looked for there. */
typedef const char32_t *Affix;

/* The number of a letter, 0 for what is none. */
static inline uint8_t letter(uint32_t character)
{
    if (character - 0x621 < 26)
        return (uint8_t)(character - 0x620);
    return character - 0x641 < 10 ? (uint8_t)(character - 0x641 + FEH) : 0;
}

static inline uint32_t character(uint8_t letter)
{
    return letter < FEH ? 0x620u + letter : 0x641u + letter - FEH;
}

static inline int affix_length(Affix affix)
{
    int length = 0;
    while (affix[length])
        length++;
    return length;
}

static inline uint8_t last(const Word *word)
{
    return word->letters[word->length - 1];
}

static inline int same(const Word *one, const Word *other)
{
    return one->length == other->length && !memcmp(one->letters, other->letters, (size_t)one->length);
}

/* Whether letters, beginning at `place`, stand in a word. */
static inline int stands(const Word *word, int place, Affix affix)
{
    if (place < 0)
        return 0;
    for (; *affix; affix++, place++)
        if (place >= word->length || word->letters[place] != letter(*affix))
            return 0;
    return 1;
}

static inline int begins(const Word *word, Affix affix)
{
    return stands(word, 0, affix);
}

static inline int ends(const Word *word, Affix affix)
{
    return stands(word, word->length - affix_length(affix), affix);
}

static inline int is_one_of(uint8_t one, Affix letters)
{
    for (; *letters; letters++)
        if (one == letter(*letters))
            return 1;
    return 0;
}

/* The word between so many letters at its front and at its end, with letters put before and after. */
static inline Word changed(const Word *word, int front, int end, Affix before, Affix after)
{
    Word new = {{0}, 0};
    int middle = word->length - front - end, room = WORD_ROOM - affix_length(before) - affix_length(after);
    for (; *before; before++)
        new.letters[new.length++] = letter(*before);
    if (middle > 0 && middle <= room) {
        memcpy(new.letters + new.length, word->letters + front, (size_t)middle);
        new.length += middle;
    }
    for (; *after; after++)
        new.letters[new.length++] = letter(*after);
    return new;
}

static inline Word without_front(const Word *word, int letters)
{
    return changed(word, letters, 0, U"", U"");
}

static inline Word without_end(const Word *word, int letters)
{
    return changed(word, 0, letters, U"", U"");
}

/* A word without some letters at its end, and with others instead. */
static inline Word with_end(const Word *word, int letters, Affix after)
{
    return changed(word, 0, letters, U"", after);
}

/* Characters that are no basic letters, in the order in which a word has them. */
typedef struct {
    uint32_t characters[LONGEST_WORD];
    int count;
} Others;

/* Read a word of at most LONGEST_WORD characters. */
static inline Word read_word(const uint32_t *text, Py_ssize_t length, Others *others)
{
    Word word = {{0}, (int)length};
    others->count = 0;
    for (int i = 0; i < word.length; i++) {
        word.letters[i] = letter(text[i]);
        if (!word.letters[i]) {
            int number = 0;
            while (number < others->count && others->characters[number] != text[i])
                number++;
            if (number == others->count)
                others->characters[others->count++] = text[i];
            word.letters[i] = (uint8_t)(OTHER + number);
        }
    }
    return word;
}

/* Write a word, and return what follows it. */
static inline uint32_t *write_word(uint32_t *text, const Word *word, const Others *others)
{
    for (int i = 0; i < word->length; i++) {
        uint8_t one = word->letters[i];
        *text++ = one < OTHER ? character(one) : others->characters[one - OTHER];
    }
    return text;
}

/* Where the word ends that begins at `begin`: at a line break, or at the end of the text. */
static inline Py_ssize_t word_end(const uint32_t *text, Py_ssize_t length, Py_ssize_t begin)
{
    while (begin < length && text[begin] != '\n')
        begin++;
    return begin;
}

#endif
