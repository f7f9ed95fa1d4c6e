/* How many letters terms have, and which; the twin of `letters_of` in search/lexicon.py. */

#include "kernels.h"

static int goes_on(uint8_t byte) /* with a letter that began before */
{
    return (byte & 0xC0) == 0x80;
}

/* letters(blob uint8[b], borders int64[n + 1], lengths int16[n], letters uint64[n]); writes the last two */
PyObject *letters(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[4];
    Array arrays[4] = {0};
    const Py_ssize_t itemsizes[4] = {1, 8, 2, 8};
    if (!PyArg_ParseTuple(args, "OOOO", &given[0], &given[1], &given[2], &given[3]))
        return NULL;
    for (int i = 0; i < 4; i++)
        if (!array_open(&arrays[i], given[i], itemsizes[i], i < 2 ? READ : WRITE))
            goto end;
    const uint8_t *blob = arrays[0].view.buf;
    const int64_t *borders = arrays[1].view.buf;
    Py_ssize_t terms = arrays[2].count;
    if (arrays[1].count != terms + 1 || arrays[3].count != terms) {
        PyErr_SetString(PyExc_ValueError, "there are not as many lengths as terms");
        goto end;
    }
    for (Py_ssize_t i = 0; i < terms; i++) {
        int64_t last = borders[i + 1];
        uint64_t bits = 0;
        int16_t length = 0;
        if (borders[i] < 0 || last < borders[i] || last > arrays[0].count) {
            PyErr_SetString(PyExc_ValueError, "a term ends outside of its dictionary");
            goto end;
        }
        for (int64_t at = borders[i]; at < last; at++)
            if (at + 1 == last || !goes_on(blob[at + 1])) { /* the last byte of a letter has its lowest six bits */
                bits |= (uint64_t)1 << (blob[at] & 63);
                length++;
            }
        ((int16_t *)arrays[2].view.buf)[i] = length;
        ((uint64_t *)arrays[3].view.buf)[i] = bits;
    }
end:
    arrays_close(arrays, 4);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
