/* Facets: how many of the documents that are found have each value; the twin of `Bitmaps._one_by_one` in
 * search/bitmaps.py.
 */

#include "bits.h"
#include "kernels.h"

enum { BLOCK = 256 }; /* items of bits that are gone through in one step */

enum { FOUND, COMBINATIONS, ROWS, TIMES, COUNTS, ALL };

/* Count the combination of each document that is found; 0 where there is no such combination. Items without any are left
 * out first, for no branch could be foretold. */
static int count_combinations(const Array *arrays, Py_ssize_t documents)
{
    const uint64_t *found = arrays[FOUND].view.buf;
    const uint16_t *combinations = arrays[COMBINATIONS].view.buf;
    int64_t *times = arrays[TIMES].view.buf;
    const Py_ssize_t different = arrays[TIMES].count, all = arrays[FOUND].count;
    for (Py_ssize_t first = 0; first < all; first += BLOCK) {
        Py_ssize_t end = first + BLOCK < all ? first + BLOCK : all;
        int32_t with[BLOCK], some = 0;
        for (Py_ssize_t at = first; at < end; at++) {
            with[some] = (int32_t)(at - first);
            some += found[at] != 0;
        }
        for (int32_t i = 0; i < some; i++) {
            Py_ssize_t at = first + with[i];
            for (uint64_t bits = found[at]; bits; bits &= bits - 1) {
                Py_ssize_t document = at * BITS + lowest(bits);
                if (document >= documents)
                    break;
                uint16_t combination = combinations[document];
                if (combination >= different)
                    return 0;
                times[combination]++;
            }
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
