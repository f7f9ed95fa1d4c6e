/* The number of a term in a dictionary of sorted terms; the twin of `Terms._look_up` in index/terms.py. */

#include "kernels.h"

#include <string.h>

/* Which of two terms comes first in byte order: below 0 the one, above 0 the other, 0 where they are the same. */
static int compare(const uint8_t *one, Py_ssize_t its, const uint8_t *other, Py_ssize_t theirs)
{
    int order = memcmp(one, other, (size_t)(its < theirs ? its : theirs));
    return order ? order : (its > theirs) - (its < theirs);
}

/* find(blob uint8[b], borders int64[n + 1], term bytes) -> the number of the term, -1 where there is none */
PyObject *find(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[3] = {0};
    Py_ssize_t number = -1;
    if (!arrays_open(arrays, args, "181", 3))
        goto end;
    const uint8_t *blob = arrays[0].view.buf, *term = arrays[2].view.buf;
    const int64_t *borders = arrays[1].view.buf;
    Py_ssize_t low = 0, high = arrays[1].count - 1;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        int64_t first = borders[middle], last = borders[middle + 1];
        if (first < 0 || last < first || last > arrays[0].count) {
            PyErr_SetString(PyExc_ValueError, "a term ends outside of its dictionary");
            goto end;
        }
        int order = compare(blob + first, last - first, term, arrays[2].count);
        if (order == 0) {
            number = middle;
            break;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
end:
    arrays_close(arrays, 3);
    return PyErr_Occurred() ? NULL : PyLong_FromSsize_t(number);
}
