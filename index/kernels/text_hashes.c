/* The hashes of bodies, a sum over their words; the twin of `_text_hashes` in index/inversion.py. */

#include "kernels.h"

/* text_hashes(word int32[t], hash uint64[w], factor uint64[l], begin int64[n], end int64[n], hashes uint64[n]): writes
 * the last, of each body from `begin` to `end` among the tokens, 0 for one without any */
PyObject *text_hashes(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[6] = {0};
    int good = 0;
    if (!arrays_open(a, args, "488888", 5))
        goto end;
    const int32_t *word = a[0].view.buf;
    const uint64_t *hash = a[1].view.buf, *factor = a[2].view.buf;
    const int64_t *begin = a[3].view.buf, *end = a[4].view.buf;
    uint64_t *hashes = a[5].view.buf;
    Py_ssize_t bodies = a[3].count;
    good = a[4].count == bodies && a[5].count == bodies;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; good && i < bodies; i++) {
        uint64_t sum = 0;
        good = begin[i] >= 0 && begin[i] <= end[i] && end[i] <= a[0].count && end[i] - begin[i] <= a[2].count;
        for (int64_t at = begin[i]; good && at < end[i]; at++) {
            good = word[at] >= 0 && word[at] < a[1].count;
            sum += good ? hash[word[at]] * factor[at - begin[i]] : 0;
        }
        hashes[i] = begin[i] < end[i] && !sum ? 1 : sum;
    }
    Py_END_ALLOW_THREADS
    if (!good)
        PyErr_SetString(PyExc_ValueError, "a body or a word beyond the last");
end:
    arrays_close(a, 6);
    return good ? Py_NewRef(Py_None) : NULL;
}
