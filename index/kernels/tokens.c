/* Plain words and the tokens of odd pieces put together by text; the twin of `_put_together` in index/tokens.py. */

#include "kernels.h"

enum { FARTHEST = 0xFFFF, LONGEST = 0xFF };

/* tokens(word int32[p], start int64[p], end int64[p], odd_word int32[q], odd_start int64[q], odd_end int64[q],
 * text_end int64[n], words int32[p+q], starts uint16[p+q], lengths uint8[p+q], count int64[n], far uint8[n]);
 * writes the last five. Both kinds come in the order of the texts, which end at `text_end`. */
PyObject *tokens(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[12] = {0};
    int done = 0;
    if (!arrays_open(a, args, "488488842181", 7))
        goto end;
    Py_ssize_t plain = a[0].count, odd = a[3].count, texts = a[6].count, all = plain + odd;
    if (a[1].count != plain || a[2].count != plain || a[4].count != odd || a[5].count != odd ||
        a[7].count != all || a[8].count != all || a[9].count != all || a[10].count != texts || a[11].count != texts) {
        PyErr_SetString(PyExc_ValueError, "words and places have to be as many as there are tokens and texts");
        goto end;
    }
    const int32_t *word[2] = {a[0].view.buf, a[3].view.buf};
    const int64_t *start[2] = {a[1].view.buf, a[4].view.buf}, *end[2] = {a[2].view.buf, a[5].view.buf};
    const int64_t *text_end = a[6].view.buf;
    int32_t *words = a[7].view.buf;
    uint16_t *starts = a[8].view.buf;
    uint8_t *lengths = a[9].view.buf, *far = a[11].view.buf;
    int64_t *count = a[10].view.buf, begin = 0;
    Py_ssize_t left[2] = {plain, odd}, written = 0;
    for (Py_ssize_t text = 0; text < texts; begin = text_end[text++]) {
        Py_ssize_t before = written;
        far[text] = 0;
        while (left[0] || left[1]) {
            int from = !left[0] || (left[1] && *start[1] <= *start[0]);
            int64_t place = *start[from] - begin, length = *end[from] - *start[from];
            if (*start[from] >= text_end[text])
                break;
            words[written] = *word[from]++;
            starts[written] = (uint16_t)(place > FARTHEST ? FARTHEST : place);
            lengths[written++] = (uint8_t)(length > LONGEST ? LONGEST : length);
            far[text] |= place > FARTHEST || length > LONGEST;
            start[from]++, end[from]++, left[from]--;
        }
        count[text] = written - before;
    }
    if (left[0] || left[1])
        PyErr_SetString(PyExc_ValueError, "the texts end before the tokens");
    else
        done = 1;
end:
    arrays_close(a, 12);
    return done ? Py_NewRef(Py_None) : NULL;
}
