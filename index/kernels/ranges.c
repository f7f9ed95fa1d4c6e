/* The places of many slices of a column; the twin of `ranges` in index/ranges.py. */

#include "kernels.h"

/* ranges(first int64[n], last int64[n], places int64[sum of last - first], to be written) */
PyObject *ranges(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[3] = {0};
    int done = 0;
    if (!arrays_open(arrays, args, "888", 2))
        goto end;
    const int64_t *first = arrays[0].view.buf, *last = arrays[1].view.buf;
    int64_t *place = arrays[2].view.buf, *end = place + arrays[2].count;
    if (arrays[0].count != arrays[1].count) {
        PyErr_SetString(PyExc_ValueError, "as many slices have to end as begin");
        goto end;
    }
    for (Py_ssize_t i = 0; i < arrays[0].count; i++) {
        if (last[i] - first[i] > end - place)
            break;
        for (int64_t at = first[i]; at < last[i]; at++)
            *place++ = at;
    }
    if (place != end)
        PyErr_SetString(PyExc_ValueError, "the slices have another number of places");
    else
        done = 1;
end:
    arrays_close(arrays, 3);
    return done ? Py_NewRef(Py_None) : NULL;
}
