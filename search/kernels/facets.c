/* Facets: how many of the documents that are found have each value; the twin of `Bitmaps._one_by_one` in
 * search/bitmaps.py.
 */

#include "bits.h"
#include "kernels.h"

/* facets(found uint64[⌈N/64⌉], rows uint8[N, facets], N, counts int64[256]): counts each document in all its rows */
PyObject *facets(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[3];
    Py_ssize_t documents;
    Array arrays[3] = {0};
    int done = 0;
    if (!PyArg_ParseTuple(args, "OOnO", &given[0], &given[1], &documents, &given[2]))
        return NULL;
    if (!array_open(&arrays[0], given[0], sizeof(uint64_t), READ) ||
        !array_open(&arrays[1], given[1], sizeof(uint8_t), READ) ||
        !array_open(&arrays[2], given[2], sizeof(int64_t), WRITE))
        goto end;
    const uint64_t *found = arrays[0].view.buf;
    const uint8_t *rows = arrays[1].view.buf;
    int64_t *counts = arrays[2].view.buf;
    if (documents < 0 || arrays[0].count != items(documents) || arrays[2].count != UINT8_MAX + 1 ||
        (documents ? arrays[1].count % documents : arrays[1].count)) {
        PyErr_SetString(PyExc_ValueError, "the rows are of another number of documents");
        goto end;
    }
    Py_ssize_t each = documents ? arrays[1].count / documents : 0;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t at = 0; at < arrays[0].count; at++)
        for (uint64_t bits = found[at]; bits; bits &= bits - 1) {
            Py_ssize_t document = at * BITS + lowest(bits);
            if (document < documents)
                for (const uint8_t *row = rows + document * each, *end = row + each; row < end; row++)
                    counts[*row]++;
        }
    Py_END_ALLOW_THREADS
    done = 1;
end:
    arrays_close(arrays, 3);
    return done ? Py_NewRef(Py_None) : NULL;
}
