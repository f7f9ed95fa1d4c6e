/* The roots of many words; the twin of `roots` in index/arabic/roots.py, where the affixes and patterns stand. */

#include "kernels.h"
#include "words.h"

/* Characters of a text, by turns a word, an affix or a list of affixes with a space between each two. */
typedef struct {
    const uint32_t *begin;
    Py_ssize_t length;
} Part;

/* In the order in which `roots` hands them over, a line each: affixes of three, two and one letters, then patterns. */
enum {
    PREFIXES_3, PREFIXES_2, PREFIXES_1, SUFFIXES_3, SUFFIXES_2, SUFFIXES_1,
    FOUR, FIVE, SIX, FIVE_WITH_FOUR, SIX_WITH_FOUR, LISTS,
};

/* The part up to the next `separator`, which is taken off the front of `rest` with it. */
static Part next(Part *rest, uint32_t separator)
{
    Part part = {rest->begin, 0};
    while (part.length < rest->length && part.begin[part.length] != separator)
        part.length++;
    Py_ssize_t gone = part.length + (part.length < rest->length);
    *rest = (Part){rest->begin + gone, rest->length - gone};
    return part;
}

static int stands_at(Part word, Py_ssize_t place, Part affix)
{
    return place >= 0 && place + affix.length <= word.length &&
           !memcmp(word.begin + place, affix.begin, (size_t)affix.length * sizeof(uint32_t));
}

static int begins_with(Part word, Part affixes)
{
    while (affixes.length)
        if (stands_at(word, 0, next(&affixes, ' ')))
            return 1;
    return 0;
}

static int ends_with(Part word, Part affixes)
{
    while (affixes.length) {
        Part affix = next(&affixes, ' ');
        if (stands_at(word, word.length - affix.length, affix))
            return 1;
    }
    return 0;
}

/* Hold a word against a pattern of its length: ف, ع and ل take a letter of the root, a second ع repeats the first,
 * every other letter stands for itself. Returns how many letters the root has, 0 where the pattern does not fit. */
static int fit(Part word, Part pattern, uint32_t *root)
{
    int letters = 0, middle = -1;
    if (pattern.length != word.length)
        return 0;
    for (Py_ssize_t i = 0; i < word.length; i++) {
        uint32_t stands = pattern.begin[i], letter = word.begin[i];
        if (stands == U'ع' && middle >= 0) {
            if (letter != root[middle])
                return 0;
        } else if (stands == U'ف' || stands == U'ع' || stands == U'ل') {
            if (stands == U'ع')
                middle = letters;
            root[letters++] = letter;
        } else if (letter != stands) {
            return 0;
        }
    }
    return letters;
}

/* The letters of the first pattern that fits, into `root`; where none does the word is left as it is, and 0 returned. */
static int match(Part *word, Part patterns, uint32_t *root)
{
    while (patterns.length) {
        int letters = fit(*word, next(&patterns, ' '), root);
        if (letters) {
            *word = (Part){root, letters};
            return 1;
        }
    }
    return 0;
}

static void strip_letter(Part *word, const Part *lists)
{
    if (ends_with(*word, lists[SUFFIXES_1])) {
        word->length--;
    } else if (begins_with(*word, lists[PREFIXES_1])) {
        word->begin++;
        word->length--;
    }
}

static Part match_patterns(Part word, const Part *lists, uint32_t *root)
{
    if (word.length == 7)
        strip_letter(&word, lists);
    if (word.length == 6) {
        if (match(&word, lists[SIX], root))
            return word;
        strip_letter(&word, lists);
        if (word.length == 6) {
            match(&word, lists[SIX_WITH_FOUR], root);
            return word;
        }
    }
    if (word.length == 5) {
        if (match(&word, lists[FIVE], root))
            return word;
        strip_letter(&word, lists);
        if (word.length == 5) {
            match(&word, lists[FIVE_WITH_FOUR], root);
            return word;
        }
    }
    if (word.length == 4 && !match(&word, lists[FOUR], root))
        strip_letter(&word, lists);
    return word;
}

/* The root of the word in `letters`, which may be changed; `root` is room for the letters of a pattern. */
static Part root_of(uint32_t *letters, Py_ssize_t length, const Part *lists, uint32_t *root)
{
    Part word = {letters, length};
    if (word.length >= 6 && begins_with(word, lists[PREFIXES_3]))
        word = (Part){word.begin + 3, word.length - 3};
    else if (word.length >= 5 && begins_with(word, lists[PREFIXES_2]))
        word = (Part){word.begin + 2, word.length - 2};
    if (word.length >= 6 && ends_with(word, lists[SUFFIXES_3]))
        word.length -= 3;
    else if (word.length >= 5 && ends_with(word, lists[SUFFIXES_2]))
        word.length -= 2;
    if (word.length >= 4 && word.begin[0] == U'و' && word.begin[1] == U'و')
        word = (Part){word.begin + 1, word.length - 1};
    if (word.begin[0] == U'أ' || word.begin[0] == U'إ' || word.begin[0] == U'آ')
        letters[word.begin - letters] = U'ا';
    return match_patterns(word, lists, root);
}

static int has_arabic(Part word)
{
    for (Py_ssize_t i = 0; i < word.length; i++)
        if (letter(word.begin[i]))
            return 1;
    return 0;
}

/* roots(words uint32[t], lists uint32[l], roots uint32[t]): the words with a line break after each; the lists of
 * affixes and patterns, each with a line break after it; writes the root of each word with a line break after it, and
 * returns how many characters were written. */
PyObject *roots(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[3] = {0};
    Part lists[LISTS];
    Py_ssize_t written = -1;
    if (!arrays_open(a, args, "444", 2))
        goto end;
    Part rest = {a[1].view.buf, a[1].count}, words = {a[0].view.buf, a[0].count};
    for (int i = 0; i < LISTS; i++)
        lists[i] = next(&rest, '\n');
    uint32_t *out = a[2].view.buf;
    Py_BEGIN_ALLOW_THREADS
    int good = a[2].count >= a[0].count;
    while (good && words.length) {
        uint32_t letters[LONGEST_WORD], root[LONGEST_WORD];
        Py_ssize_t before = words.length;
        Part word = next(&words, '\n');
        good = word.length <= LONGEST_WORD && before > word.length;
        if (!good)
            break;
        if (word.length >= 3 && has_arabic(word)) {
            memcpy(letters, word.begin, (size_t)word.length * sizeof(uint32_t));
            word = root_of(letters, word.length, lists, root);
        }
        memcpy(out, word.begin, (size_t)word.length * sizeof(uint32_t));
        out += word.length;
        *out++ = '\n';
    }
    if (good)
        written = out - (uint32_t *)a[2].view.buf;
    Py_END_ALLOW_THREADS
    if (written < 0)
        PyErr_SetString(PyExc_ValueError, "a word too long or without an end, or no room for roots");
end:
    arrays_close(a, 3);
    return written < 0 ? NULL : PyLong_FromSsize_t(written);
}
