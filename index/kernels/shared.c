/* How much pairs of sets share; the twin of `HashedSets.shared` in index/hashed_sets.py. */

#include "kernels.h"

/* Return how many numbers stand in both of two ascending runs. */
static int64_t in_both(const uint32_t *one, const uint32_t *one_end, const uint32_t *other, const uint32_t *other_end)
{
    int64_t found = 0;
    while (one < one_end && other < other_end) {
        uint32_t a = *one, b = *other;
        found += a == b;
        one += a <= b;
        other += b <= a;
    }
    return found;
}

/* shared(hash uint32[h], first int64[s], last int64[s], pairs int64[p, 2], shared int64[p]): writes the last */
PyObject *shared(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[5] = {0};
    int good = 0;
    if (!arrays_open(a, args, "48888", 4))
        goto end;
    const uint32_t *hash = a[0].view.buf;
    const int64_t *first = a[1].view.buf, *last = a[2].view.buf, *pair = a[3].view.buf;
    int64_t *found = a[4].view.buf;
    Py_ssize_t sets = a[1].count, pairs = a[4].count;
    good = a[2].count == sets && a[3].count == 2 * pairs;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; good && i < sets; i++)
        good = first[i] >= 0 && first[i] <= last[i] && last[i] <= a[0].count;
    for (Py_ssize_t i = 0; good && i < pairs; i++) {
        int64_t one = pair[2 * i], other = pair[2 * i + 1];
        good = one >= 0 && one < sets && other >= 0 && other < sets;
        if (good)
            found[i] = in_both(hash + first[one], hash + last[one], hash + first[other], hash + last[other]);
    }
    Py_END_ALLOW_THREADS
    if (!good)
        PyErr_SetString(PyExc_ValueError, "a set or a hash beyond the last");
end:
    arrays_close(a, 5);
    return good ? Py_NewRef(Py_None) : NULL;
}
