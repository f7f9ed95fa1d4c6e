/* Fills tables of words, and looks words up; the twin of a dict. See index/arabic/word_table.py. */

#include "kernels.h"
#include "word_table.h"

int word_table_open(WordTable *table, const Array *arrays)
{
    Py_ssize_t slots = arrays[0].count;
    *table = (WordTable){arrays[0].view.buf, arrays[1].view.buf, arrays[2].view.buf, arrays[2].count, 0};
    while (table->bits < 32 && (Py_ssize_t)1 << table->bits < slots)
        table->bits++;
    if (table->bits && (Py_ssize_t)1 << table->bits == slots && arrays[1].count == slots)
        return 1;
    PyErr_SetString(PyExc_ValueError, "a table has a power of two of marks, and as many places");
    return 0;
}

/* Put a word into the table, at the end of what is used of the blob, if it is not there; and its number. */
static int put(const WordTable *table, const Word *word, uint16_t number, const Array *arrays, Py_ssize_t *used)
{
    uint64_t hash = word_hash(word), slot;
    uint8_t *entry = (uint8_t *)find_entry(table, word, hash, &slot);
    if (!entry) {
        if (*used + ENTRY_HEAD + word->length > table->blob_length)
            return 0;
        ((uint8_t *)arrays[0].view.buf)[slot] = mark_of(hash);
        ((uint32_t *)arrays[1].view.buf)[slot] = (uint32_t)*used;
        entry = (uint8_t *)arrays[2].view.buf + *used;
        entry[0] = (uint8_t)word->length;
        memcpy(entry + ENTRY_HEAD, word->letters, (size_t)word->length);
        *used += ENTRY_HEAD + word->length;
    }
    entry[1] = (uint8_t)(number & 0xFF);
    entry[2] = (uint8_t)(number >> 8);
    return 1;
}

/* fill_words(text uint32[t], number uint16[n], marks uint8[2^b], places uint32[2^b], blob uint8[m]): `text` are n words
 * of basic letters with a line break between each two; each gets its number, the last of those that it is given.
 * `marks` come in as 0 and are more than words; `blob` has 3 bytes for each word and one for each of its letters. Returns
 * how many bytes of the blob are used. */
PyObject *fill_words(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[5] = {0};
    WordTable table;
    const char *wrong = NULL;
    if (!arrays_open(a, args, "42141", 2) || !word_table_open(&table, &a[2])) {
        arrays_close(a, 5);
        return NULL;
    }
    const uint32_t *text = a[0].view.buf;
    const uint16_t *number = a[1].view.buf;
    Py_ssize_t used = 0, begin = 0;
    if (a[1].count >= a[2].count || a[4].count > UINT32_MAX)
        wrong = "more words than a table holds";
    for (Py_ssize_t i = 0; !wrong && i < a[1].count; i++) {
        Py_ssize_t end = word_end(text, a[0].count, begin);
        if (end - begin > LONGEST_WORD || begin > a[0].count) {
            wrong = "words too long, or too few";
            break;
        }
        Others others;
        Word word = read_word(text + begin, end - begin, &others);
        if (others.count || !put(&table, &word, number[i], &a[2], &used))
            wrong = "words of other letters, or a blob too short";
        begin = end + 1;
    }
    if (wrong)
        PyErr_SetString(PyExc_ValueError, wrong);
    arrays_close(a, 5);
    return wrong ? NULL : PyLong_FromSsize_t(used);
}

/* find_word(marks uint8[2^b], places uint32[2^b], blob uint8[m], word uint8[4 l]): returns the number of the word, or
 * -1; each letter of the word has four bytes */
PyObject *find_word_number(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[4] = {0};
    WordTable table;
    long number = -1;
    int good = arrays_open(a, args, "1411", 4) && word_table_open(&table, a);
    if (good && a[3].count / 4 <= LONGEST_WORD) {
        uint32_t text[LONGEST_WORD];
        Others others;
        memcpy(text, a[3].view.buf, (size_t)a[3].count / 4 * 4);
        Word word = read_word(text, a[3].count / 4, &others);
        number = find_word(&table, &word);
    }
    arrays_close(a, 4);
    return good ? PyLong_FromLong(number) : NULL;
}
