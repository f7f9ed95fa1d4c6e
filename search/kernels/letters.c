/* How many letters terms have, and which; the twin of `letters_of` in search/lexicon.py. */

#include "kernels.h"

static int goes_on(uint8_t byte) /* with a letter that began before */
{
    return (byte & 0xC0) == 0x80;
}

/* Write the length and the letters of each term; 0 where one ends outside of the blob. */
static int write_letters(const Array *blob, const int64_t *borders, Py_ssize_t terms, int16_t *lengths,
                         uint64_t *letters)
{
    const uint8_t *bytes = blob->view.buf;
    for (Py_ssize_t i = 0; i < terms; i++) {
        int64_t last = borders[i + 1];
        uint64_t bits = 0;
        int16_t length = 0;
        if (borders[i] < 0 || last < borders[i] || last > blob->count)
            return 0;
        for (int64_t at = borders[i]; at < last; at++)
            if (at + 1 == last || !goes_on(bytes[at + 1])) { /* the last byte of a letter has its lowest six bits */
                bits |= (uint64_t)1 << (bytes[at] & 63);
                length++;
            }
        lengths[i] = length;
        letters[i] = bits;
    }
    return 1;
}

/* letters(blob uint8[b], borders int64[n + 1], lengths int16[n], letters uint64[n]); writes the last two */
PyObject *letters(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[4] = {0};
    if (!arrays_open(arrays, args, "1828", 2))
        goto end;
    Py_ssize_t terms = arrays[2].count;
    int sound = 1;
    if (arrays[1].count != terms + 1 || arrays[3].count != terms) {
        PyErr_SetString(PyExc_ValueError, "there are not as many lengths as terms");
        goto end;
    }
    Py_BEGIN_ALLOW_THREADS
    sound = write_letters(&arrays[0], arrays[1].view.buf, terms, arrays[2].view.buf, arrays[3].view.buf);
    Py_END_ALLOW_THREADS
    if (!sound)
        PyErr_SetString(PyExc_ValueError, "a term ends outside of its dictionary");
end:
    arrays_close(arrays, 4);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
