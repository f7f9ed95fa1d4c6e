/* A number for each of many terms; the twin of `term_keys` in index/terms.py. */

#include "kernels.h"

/* term_keys(blob uint8[b], borders int64[n + 1], keys uint64[n]); writes the last one */
PyObject *term_keys(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[3];
    Array arrays[3] = {0};
    if (!PyArg_ParseTuple(args, "OOO", &given[0], &given[1], &given[2]))
        return NULL;
    if (!array_open(&arrays[0], given[0], 1, READ) || !array_open(&arrays[1], given[1], sizeof(int64_t), READ) ||
        !array_open(&arrays[2], given[2], sizeof(uint64_t), WRITE))
        goto end;
    const uint8_t *blob = arrays[0].view.buf;
    const int64_t *borders = arrays[1].view.buf;
    if (arrays[1].count != arrays[2].count + 1) {
        PyErr_SetString(PyExc_ValueError, "there are not as many keys as terms");
        goto end;
    }
    for (Py_ssize_t i = 0; i < arrays[2].count; i++) {
        uint64_t key = 0, power = 1;
        if (borders[i] < 0 || borders[i + 1] < borders[i] || borders[i + 1] > arrays[0].count) {
            PyErr_SetString(PyExc_ValueError, "a term ends outside of its dictionary");
            goto end;
        }
        for (int64_t at = borders[i]; at < borders[i + 1]; at++)
            key += (power *= 0x9E3779B97F4A7C15u) * (blob[at] + 1u);
        ((uint64_t *)arrays[2].view.buf)[i] = key;
    }
end:
    arrays_close(arrays, 3);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
