/* Facets: how many of the documents that are found have each value; the twin of `Bitmaps._one_by_one` in
 * search/bitmaps.py.
 */

#include "bits.h"
#include "kernels.h"

enum { AHEAD = 16 }; /* items of bits for whose documents is sent */

enum { FOUND, COMBINATIONS, ROWS, TIMES, COUNTS, ALL };

/* Count the combination of each document that is found; 0 where there is no such combination. */
static int count_combinations(const Array *arrays, Py_ssize_t documents)
{
    const uint64_t *found = arrays[FOUND].view.buf;
    const uint16_t *combinations = arrays[COMBINATIONS].view.buf;
    int64_t *times = arrays[TIMES].view.buf;
    for (Py_ssize_t at = 0; at < arrays[FOUND].count; at++) {
        uint64_t later = at + AHEAD < arrays[FOUND].count ? found[at + AHEAD] : 0;
        if (later)
            prefetch(&combinations[(at + AHEAD) * BITS + lowest(later)]);
        for (uint64_t bits = found[at]; bits; bits &= bits - 1) {
            Py_ssize_t document = at * BITS + lowest(bits);
            if (document >= documents)
                break;
            if (combinations[document] >= arrays[TIMES].count)
                return 0;
            times[combinations[document]]++;
        }
    }
    return 1;
}

/* facets(found uint64[⌈N/64⌉], combinations uint16[N], rows uint8[combinations, facets], times int64[combinations],
 *        counts int64[256]): counts each document in all the rows of its combination; the last two are 0 at first */
PyObject *facets(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[ALL] = {0};
    int done = 0;
    if (!arrays_open(arrays, args, "82188", TIMES))
        goto end;
    Py_ssize_t documents = arrays[COMBINATIONS].count, different = arrays[TIMES].count;
    if (arrays[FOUND].count != items(documents) || arrays[COUNTS].count != UINT8_MAX + 1 ||
        (different ? arrays[ROWS].count % different : arrays[ROWS].count)) {
        PyErr_SetString(PyExc_ValueError, "the rows are of another number of documents");
        goto end;
    }
    Py_ssize_t each = different ? arrays[ROWS].count / different : 0;
    const uint8_t *rows = arrays[ROWS].view.buf;
    int64_t *times = arrays[TIMES].view.buf, *counts = arrays[COUNTS].view.buf;
    Py_BEGIN_ALLOW_THREADS
    done = count_combinations(arrays, documents);
    for (Py_ssize_t at = 0; at < different; at++)
        for (Py_ssize_t i = 0; i < each; i++)
            counts[rows[at * each + i]] += times[at];
    Py_END_ALLOW_THREADS
    if (!done)
        PyErr_SetString(PyExc_ValueError, "a document has another number of rows");
end:
    arrays_close(arrays, ALL);
    return done ? Py_NewRef(Py_None) : NULL;
}
