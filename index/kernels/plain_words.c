/* The plain words of a text; the twin of `find_plain_words` in index/plain_words.py, which says what they are. */

#include "kernels.h"

enum { PARTS = 0, NUMBER_MARK = 62, ODD = 63 }; /* kinds of characters; those between are letters */
enum { LONGEST = 10, BITS = 6, BEYOND = 0xFFFF, KINDS = BEYOND + 1 };

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

/* Whether a character is a letter and its run goes on there; `kind` becomes the kind of the character. */
static inline int letter_at(const Finding *it, Py_ssize_t place, uint8_t *kind)
{
    return place < it->length && (*kind = kind_at(it, place)) > PARTS && *kind < NUMBER_MARK;
}

/* Take the word that begins at `place`, and return where it ends. */
static Py_ssize_t take_word(Finding *it, Py_ssize_t place)
{
    Py_ssize_t start = place;
    uint64_t key = 0;
    for (uint8_t kind; letter_at(it, place, &kind); place++)
        if (place - start < LONGEST)
            key |= (uint64_t)kind << BITS * (place - start);
    if (place - start > LONGEST) {
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
    int strange = 0;
    for (uint8_t kind; place < it->length && (kind = kind_at(it, place)) != PARTS;) {
        strange |= kind == ODD;
        place = kind < NUMBER_MARK ? take_word(it, place) : place + 1;
    }
    if (strange) {
        it->words = words;
        it->odd = odd;
        it->odd_start[odd] = start;
        it->odd_end[it->odd++] = place;
    }
    return place;
}

/* plain_words(text uint32[n], kinds uint8[65536], start int64[m], end int64[m], key uint64[m], odd_start int64[m],
 * odd_end int64[m]), m at least n / 2 + 1; writes the last five and returns how many words and odd pieces there are */
PyObject *plain_words(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[7] = {0};
    Finding it = {0};
    int found = 0;
    if (!arrays_open(a, args, "4188888", 2))
        goto end;
    for (int i = 2; i < 7; i++)
        if (a[1].count != KINDS || a[i].count < a[0].count / 2 + 1) {
            PyErr_SetString(PyExc_ValueError, "every second character can be a word, and has a kind");
            goto end;
        }
    it = (Finding){a[0].view.buf, a[0].count,     a[1].view.buf,     a[2].view.buf, a[3].view.buf,
                   a[4].view.buf, a[5].view.buf, a[6].view.buf, 0,             0};
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t place = 0; place < it.length;)
        place = kind_at(&it, place) == PARTS ? place + 1 : take_run(&it, place);
    Py_END_ALLOW_THREADS
    found = 1;
end:
    arrays_close(a, 7);
    return found ? Py_BuildValue("nn", it.words, it.odd) : NULL;
}
