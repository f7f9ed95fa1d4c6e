/* Fills tables of words, and looks words up; the twin of a dict. See index/arabic/word_table.py. */

#include "kernels.h"
#include "word_table.h"

int word_table_open(WordTable *table, const Array *slots, const Array *blob)
{
    *table = (WordTable){slots->view.buf, blob->view.buf, blob->count, 0};
    while (table->bits < 32 && (Py_ssize_t)1 << table->bits < slots->count)
        table->bits++;
    if (table->bits && (Py_ssize_t)1 << table->bits == slots->count)
        return 1;
    PyErr_SetString(PyExc_ValueError, "a table has a power of two of slots");
    return 0;
}

/* fill_words(text uint32[t], number uint16[n], slots uint32[2^b], blob uint8[m]): `text` are n words of basic letters
 * with a line break between each two; each gets its number, the last of those that it is given. `slots` come in as 0
 * and are more than words; `blob` has 3 bytes for each word and one for each of its letters. */
PyObject *fill_words(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[4] = {0};
    WordTable table;
    const char *wrong = NULL;
    if (!arrays_open(a, args, "4241", 2) || !word_table_open(&table, &a[2], &a[3])) {
        arrays_close(a, 4);
        return NULL;
    }
    const uint32_t *text = a[0].view.buf;
    const uint16_t *number = a[1].view.buf;
    uint32_t *slots = a[2].view.buf;
    uint8_t *blob = a[3].view.buf;
    Py_ssize_t used = 0, begin = 0;
    if (a[1].count >= a[2].count || a[3].count >= (Py_ssize_t)1 << PLACE_BITS)
        wrong = "more words than a table holds";
    for (Py_ssize_t i = 0; !wrong && i < a[1].count; i++) {
        Py_ssize_t end = word_end(text, a[0].count, begin);
        Others others;
        if (end - begin > LONGEST_WORD || begin > a[0].count) {
            wrong = "words too long, or too few";
            break;
        }
        Word word = read_word(text + begin, end - begin, &others);
        uint64_t slot;
        uint8_t *entry = (uint8_t *)find_entry(&table, &word, &slot);
        if (others.count || used + ENTRY_HEAD + word.length > a[3].count) {
            wrong = "words of other letters, or a blob too short";
            break;
        }
        if (!entry) {
            entry = blob + used;
            slots[slot] = (uint32_t)(word_hash(&word) & 0xFF) << PLACE_BITS | (uint32_t)(used + 1);
            entry[0] = (uint8_t)word.length;
            memcpy(entry + ENTRY_HEAD, word.letters, (size_t)word.length);
            used += ENTRY_HEAD + word.length;
        }
        entry[1] = (uint8_t)(number[i] & 0xFF);
        entry[2] = (uint8_t)(number[i] >> 8);
        begin = end + 1;
    }
    if (wrong)
        PyErr_SetString(PyExc_ValueError, wrong);
    arrays_close(a, 4);
    return wrong ? NULL : PyLong_FromSsize_t(used);
}

/* find_word(slots uint32[2^b], blob uint8[m], word uint8[4 l]): returns the number of the word, or -1; each letter of
 * the word has four bytes */
PyObject *find_word_number(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[3] = {0};
    WordTable table;
    long number = -1;
    int good = arrays_open(a, args, "411", 3) && word_table_open(&table, &a[0], &a[1]);
    if (good && a[2].count / 4 <= LONGEST_WORD) {
        uint32_t text[LONGEST_WORD];
        Others others;
        memcpy(text, a[2].view.buf, (size_t)a[2].count / 4 * 4);
        Word word = read_word(text, a[2].count / 4, &others);
        number = find_word(&table, &word);
    }
    arrays_close(a, 3);
    return good ? PyLong_FromLong(number) : NULL;
}
