/* Sets that are joined pair by pair; the twin of `DisjointSets.join` in index/disjoint_sets.py. */

#include "kernels.h"

/* Return the number by which the set of a number is known, and shorten the way to it; -1 where it leads outside. */
static int64_t root_of(int64_t *above, int64_t numbers, int64_t number)
{
    for (;;) {
        if (number < 0 || number >= numbers)
            return -1;
        int64_t next = above[number];
        if (next == number)
            return number;
        /* A set is known by its lowest number, so that every way goes down and ends. */
        if (next < 0 || next > number || above[next] > next)
            return -1;
        number = above[number] = above[next];
    }
}

/* joined(pairs int64[p, 2], above int64[n], apart uint8[p]): joins the sets of each pair in `above`, in which each
 * number points to its set's lowest or to one on the way there; writes 1 for the pairs that were apart */
PyObject *joined(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[3] = {0};
    int good = 0;
    if (!arrays_open(a, args, "881", 1))
        goto end;
    const int64_t *pair = a[0].view.buf;
    int64_t *above = a[1].view.buf;
    uint8_t *apart = a[2].view.buf;
    Py_ssize_t pairs = a[2].count;
    good = a[0].count == 2 * pairs;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; good && i < pairs; i++) {
        int64_t one = root_of(above, a[1].count, pair[2 * i]);
        int64_t other = root_of(above, a[1].count, pair[2 * i + 1]);
        good = one >= 0 && other >= 0;
        if (!good)
            break;
        apart[i] = one != other;
        above[one > other ? one : other] = one < other ? one : other;
    }
    Py_END_ALLOW_THREADS
    if (!good)
        PyErr_SetString(PyExc_ValueError, "a number beyond the last, or sets that are none");
end:
    arrays_close(a, 3);
    return good ? Py_NewRef(Py_None) : NULL;
}
