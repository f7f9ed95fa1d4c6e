/* A number for each of many terms; the twin of `term_keys` in index/terms.py. */

#include "kernels.h"

/* Write the key of each term, a polynomial of its bytes; 0 where one ends outside of the blob. */
static int write_keys(const Array *blob, const int64_t *borders, Py_ssize_t terms, uint64_t *keys)
{
    const uint8_t *bytes = blob->view.buf;
    for (Py_ssize_t i = 0; i < terms; i++) {
        uint64_t key = 0, power = 1;
        if (borders[i] < 0 || borders[i + 1] < borders[i] || borders[i + 1] > blob->count)
            return 0;
        for (int64_t at = borders[i]; at < borders[i + 1]; at++)
            key += (power *= 0x9E3779B97F4A7C15u) * (bytes[at] + 1u);
        keys[i] = key;
    }
    return 1;
}

/* term_keys(blob uint8[b], borders int64[n + 1], keys uint64[n]); writes the last one */
PyObject *term_keys(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[3] = {0};
    if (!arrays_open(arrays, args, "188", 2))
        goto end;
    Py_ssize_t terms = arrays[2].count;
    int sound = 1;
    if (arrays[1].count != terms + 1) {
        PyErr_SetString(PyExc_ValueError, "there are not as many keys as terms");
        goto end;
    }
    Py_BEGIN_ALLOW_THREADS
    sound = write_keys(&arrays[0], arrays[1].view.buf, terms, arrays[2].view.buf);
    Py_END_ALLOW_THREADS
    if (!sound)
        PyErr_SetString(PyExc_ValueError, "a term ends outside of its dictionary");
end:
    arrays_close(arrays, 3);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
