/* The plain words of a text; the twin of `find_plain_words` in index/plain_words.py, which says what they are. */

#include "kernels.h"

/* Kinds of characters: digits from 1 on, then letters. */
enum { PARTS = 0, LETTERS = 11, SILENT = 61, NUMBER_MARK = 62, ODD = 63 };
enum { LONGEST = 10, BITS = 6, BEYOND = 0xFFFF, KINDS = BEYOND + 1 };

/* What a character makes together with its like. */
typedef enum { NOTHING, NUMBER, WORD } Form;

typedef struct {
    const uint32_t *text;
    Py_ssize_t length;
    const uint8_t *kinds;
    int64_t *start, *end;
    uint64_t *key;
    int64_t *odd_start, *odd_end;
    Py_ssize_t words, odd;
} Finding;

static inline uint8_t kind_at(const Finding *it, Py_ssize_t place)
{
    uint32_t character = it->text[place];
    return it->kinds[character < BEYOND ? character : BEYOND];
}

static inline Form form_of(uint8_t kind)
{
    return kind == PARTS || kind >= SILENT ? NOTHING : kind < LETTERS ? NUMBER : WORD;
}

/* Take the word or number that begins at `place`, and return where it ends. */
static Py_ssize_t take_word(Finding *it, Py_ssize_t place, Form form)
{
    Py_ssize_t start = place, letters = 0;
    uint64_t key = 0;
    for (; place < it->length; place++) {
        uint8_t kind = kind_at(it, place);
        if (kind == SILENT && form == WORD)
            continue;
        if (form_of(kind) != form)
            break;
        if (letters < LONGEST)
            key |= (uint64_t)kind << BITS * letters;
        letters++;
    }
    if (letters > LONGEST) {
        it->odd_start[it->odd] = start;
        it->odd_end[it->odd++] = place;
    } else {
        it->start[it->words] = start;
        it->end[it->words] = place;
        it->key[it->words++] = key;
    }
    return place;
}

/* Take all words between two parting characters, or the whole run if anything in it is odd. */
static Py_ssize_t take_run(Finding *it, Py_ssize_t place)
{
    Py_ssize_t start = place, words = it->words, odd = it->odd;
    int strange = 0, since = 0; /* 1 after a number, 2 after one with a mark of numbers */
    for (uint8_t kind; place < it->length && (kind = kind_at(it, place)) != PARTS;) {
        Form form = form_of(kind);
        strange |= kind == ODD || (kind == SILENT && since == 1) || (form == NUMBER && since == 2);
        if (kind != SILENT)
            since = form == NUMBER ? 1 : kind == NUMBER_MARK && since == 1 ? 2 : 0;
        place = form == NOTHING ? place + 1 : take_word(it, place, form);
    }
    if (strange) {
        it->words = words;
        it->odd = odd;
        it->odd_start[odd] = start;
        it->odd_end[it->odd++] = place;
    }
    return place;
}

/* plain_words(text uint32[n], kinds uint8[65536], start int64[n], end int64[n], key uint64[n], odd_start int64[n],
 * odd_end int64[n]); writes the last five and returns how many words and odd pieces there are */
PyObject *plain_words(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[7] = {0};
    Finding it = {0};
    int found = 0;
    if (!arrays_open(a, args, "4188888", 2))
        goto end;
    for (int i = 2; i < 7; i++)
        if (a[1].count != KINDS || a[i].count != a[0].count) {
            PyErr_SetString(PyExc_ValueError, "every character can be a word, and has a kind");
            goto end;
        }
    it = (Finding){a[0].view.buf, a[0].count,     a[1].view.buf,     a[2].view.buf, a[3].view.buf,
                   a[4].view.buf, a[5].view.buf, a[6].view.buf, 0,             0};
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t place = 0; place < it.length;) {
        uint8_t kind = kind_at(&it, place);
        place = kind == PARTS || kind == SILENT ? place + 1 : take_run(&it, place);
    }
    Py_END_ALLOW_THREADS
    found = 1;
end:
    arrays_close(a, 7);
    return found ? Py_BuildValue("nn", it.words, it.odd) : NULL;
}
