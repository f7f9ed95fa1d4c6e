/* Numbers of keys; the twin of `KeyNumbers.look_up` in index/key_numbers.py. */

#include "kernels.h"

static const uint64_t FACTOR = 0x9E3779B97F4A7C15;

/* look_up(table uint64[2^b], numbers int32[2^b], keys uint64[n], found int32[n]), b at least 1; writes the last */
PyObject *look_up(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[4] = {0};
    int done = 0, bits = 0;
    if (!arrays_open(a, args, "8484", 3))
        goto end;
    while ((Py_ssize_t)1 << bits < a[0].count)
        bits++;
    if (bits < 1 || a[0].count != (Py_ssize_t)1 << bits || a[1].count != a[0].count || a[3].count != a[2].count) {
        PyErr_SetString(PyExc_ValueError, "a power of two of slots, each with a number, and for each key a place");
        goto end;
    }
    const uint64_t *table = a[0].view.buf, *keys = a[2].view.buf, last = (uint64_t)a[0].count - 1;
    const int32_t *numbers = a[1].view.buf;
    int32_t *found = a[3].view.buf;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < a[2].count; i++) {
        uint64_t slot = keys[i] * FACTOR >> (64 - bits), seen = 0;
        while (table[slot] != keys[i] && table[slot] && seen++ < last)
            slot = (slot + 1) & last;
        found[i] = numbers[slot];
    }
    Py_END_ALLOW_THREADS
    done = 1;
end:
    arrays_close(a, 4);
    return done ? Py_NewRef(Py_None) : NULL;
}
