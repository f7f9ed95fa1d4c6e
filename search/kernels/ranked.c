/* A word as the first pass takes it, see words.h; the twin of `ranked` in search/impacts.py. */

#include "kernels.h"
#include "words.h"

/* Write all that is kept of a word, laid out already; 0 where a document is not there. */
static int rank_all(const int32_t *documents, const float *scores, const Word *word)
{
    uint64_t *bits = (uint64_t *)word->having;
    uint32_t *rank = (uint32_t *)word->rank, before = 0;
    uint8_t *bounds = (uint8_t *)word->bounds, *mosts = (uint8_t *)word->mosts;
    float most = 0;
    memset(bits, 0, (size_t)word->items * sizeof(uint64_t));
    memset(mosts, 0, (size_t)(OF_ITEM * word->items));
    for (Py_ssize_t i = 0; i < word->count; i++) {
        int32_t document = documents[i];
        if (document < 0 || document / BITS >= word->items)
            return 0;
        bits[document / BITS] |= (uint64_t)1 << document % BITS;
        most = scores[i] > most ? scores[i] : most;
    }
    float step = step_of(most);
    for (Py_ssize_t i = 0; i < word->count; i++) {
        uint8_t *group = &mosts[documents[i] / GROUP];
        bounds[i] = bound_of(scores[i], step);
        *group = *group > bounds[i] ? *group : bounds[i];
    }
    for (Py_ssize_t at = 0; at < word->items; at++) {
        rank[at] = before;
        before += (uint32_t)ones(bits[at]);
    }
    memcpy((float *)word->scores, scores, (size_t)word->count * sizeof(float));
    return 1;
}

/* ranked(documents int32[n], ascending; scores float32[n]; how many documents there are in all; bytes, see words.h):
 * writes the last */
PyObject *ranked(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[3];
    Array arrays[3] = {0};
    Word word = {0};
    Py_ssize_t size;
    int done = 0;
    if (!PyArg_ParseTuple(args, "OOnO", &given[0], &given[1], &size, &given[2]) ||
        !array_open(&arrays[0], given[0], sizeof(int32_t), READ) ||
        !array_open(&arrays[1], given[1], sizeof(float), READ) || !array_open(&arrays[2], given[2], 1, WRITE))
        goto end;
    word.count = arrays[0].count;
    word.items = size < 0 ? 0 : items(size);
    if (arrays[1].count != word.count || arrays[2].count != bytes_of(word.count, word.items)) {
        PyErr_SetString(PyExc_ValueError, "documents, scores and bytes do not fit each other");
        goto end;
    }
    lay_out(&word, arrays[2].view.buf);
    Py_BEGIN_ALLOW_THREADS
    done = rank_all(arrays[0].view.buf, arrays[1].view.buf, &word);
    Py_END_ALLOW_THREADS
    if (!done)
        PyErr_SetString(PyExc_ValueError, "a document is not there");
end:
    arrays_close(arrays, 3);
    return done ? Py_NewRef(Py_None) : NULL;
}
