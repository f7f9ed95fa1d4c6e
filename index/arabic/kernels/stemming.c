/* The stems of many words; the twin of `Stemmer.stems` in index/arabic/stemming.py. */

#include "kernels.h"
#include "rules.h"

/* Take the endings off a word without particles, stage by stage; a headword that comes to light is the stem. */
static Word strip_endings(Word word, uint8_t initial, int is_definite, const Vocabulary *vocabulary)
{
    Word rest, found;
    if (!is_definite) {
        rest = strip_pronoun(&word, initial, vocabulary);
        if (!same(&rest, &word) && headword(vocabulary, &rest, initial, &found))
            return found;
        word = rest;
    }
    rest = strip_number(&word, vocabulary, is_definite);
    if (!same(&rest, &word) && headword(vocabulary, &rest, initial, &found))
        return found;
    word = rest;
    rest = strip_case(&word, vocabulary);
    if (!same(&rest, &word) && headword(vocabulary, &rest, initial, &found))
        return found;
    word = rest;
    if (!is_definite) {
        rest = strip_past(&word, vocabulary);
        rest = strip_person(&rest, vocabulary);
        if (!same(&rest, &word))
            return rest;
    }
    rest = strip_construct(&word, vocabulary);
    if (!same(&rest, &word) && headword(vocabulary, &rest, initial, &found))
        return found;
    word = rest;
    rest = strip_feminine(&word, vocabulary);
    return !same(&rest, &word) && headword(vocabulary, &rest, initial, &found) ? found : rest;
}

static Word stem(Word word, Word spelled, const Vocabulary *vocabulary)
{
    Word found, rest = word;
    int is_definite = 0;
    if (headword(vocabulary, &word, spelled.letters[0], &found))
        return found;
    if (is_one_of(word.letters[0], FIRST_LETTERS)) {
        rest = strip_conjunction(&word, &spelled, vocabulary);
        if (!same(&rest, &word)) {
            word = rest;
            spelled = without_front(&spelled, 1);
            if (headword(vocabulary, &word, spelled.letters[0], &found))
                return found;
        }
        rest = strip_article(&word, &spelled, vocabulary);
        is_definite = !same(&rest, &word);
        if (!is_definite)
            rest = strip_preposition(&word, &spelled, vocabulary);
    }
    uint8_t initial = spelled.letters[spelled.length - rest.length];
    if (!same(&rest, &word) && headword(vocabulary, &rest, initial, &found))
        return found;
    return strip_endings(rest, initial, is_definite, vocabulary);
}

static int has_arabic(const Word *word)
{
    for (int i = 0; i < word->length; i++)
        if (word->letters[i] < OTHER)
            return 1;
    return 0;
}

/* Write the stem of each word and a line break after it; returns how many characters that makes, or -1 where the
 * texts have other words than each other, too long ones, or no room. */
static Py_ssize_t write_stems(const Array *folded, const Array *spelled, const Vocabulary *vocabulary, Array *stems)
{
    const uint32_t *text = folded->view.buf, *as_spelled = spelled->view.buf;
    uint32_t *out = stems->view.buf, *limit = out + stems->count;
    if (folded->count != spelled->count)
        return -1;
    for (Py_ssize_t begin = 0, end; begin < folded->count; begin = end + 1) {
        end = word_end(text, folded->count, begin);
        if (end - begin > LONGEST_WORD || end != word_end(as_spelled, spelled->count, begin))
            return -1;
        if (limit - out < (end - begin) + HEAD_ROOM + 1)
            return -1;
        Others others, of_spelled;
        Word word = read_word(text + begin, end - begin, &others);
        Word original = read_word(as_spelled + begin, end - begin, &of_spelled);
        if (has_arabic(&original)) {
            word = stem(word, original, vocabulary);
            out = write_word(out, &word, &others);
        } else {
            out = write_word(out, &original, &of_spelled);
        }
        *out++ = '\n';
    }
    return out - (uint32_t *)stems->view.buf;
}

/* stems(folded uint32[t], spelled uint32[t], marks uint8[2^b], places uint32[2^b], blob uint8[m], counts float64[c],
 * marks uint8[2^h], places uint32[2^h], blob uint8[k], heads uint32[24 i], thresholds float64[13], stems uint32[s]): the
 * words in two views, a line break after each; the table of words, and how often those of each number occur; that of
 * irregular forms, and the headword of each number; writes the stem of each word with a line break after it, for which
 * there has to be room for 24 letters more than the word has; returns how many characters were written. */
PyObject *stems(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[12] = {0};
    Vocabulary vocabulary;
    Py_ssize_t written = -1;
    if (!arrays_open(a, args, "441418141484", 11))
        goto end;
    if (!word_table_open(&vocabulary.frequencies, &a[2]) || !word_table_open(&vocabulary.headwords, &a[6]))
        goto end;
    vocabulary.counts = a[5].view.buf;
    vocabulary.counts_length = a[5].count;
    vocabulary.heads = a[9].view.buf;
    vocabulary.heads_length = a[9].count;
    vocabulary.limits = a[10].view.buf;
    if (a[10].view.len == sizeof(Thresholds)) {
        Py_BEGIN_ALLOW_THREADS
        written = write_stems(&a[0], &a[1], &vocabulary, &a[11]);
        Py_END_ALLOW_THREADS
    }
    if (written < 0)
        PyErr_SetString(PyExc_ValueError, "words too long or others in each view, or no room for stems");
end:
    arrays_close(a, 12);
    return written < 0 ? NULL : PyLong_FromSsize_t(written);
}
