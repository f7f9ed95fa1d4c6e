/* The numbers of what has the same key, added up; the twin of `totals` in search/vocabulary.py. */

#include "kernels.h"

/* totals(keys uint64[n], numbers int64[n], totals int64[n] of zeros): writes into the last what the numbers of each
 * key add up to, at the first place that has it. */
PyObject *totals(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[3];
    Array arrays[3] = {0};
    uint32_t *slots = NULL;
    if (!PyArg_ParseTuple(args, "OOO", &given[0], &given[1], &given[2]))
        return NULL;
    for (int i = 0; i < 3; i++)
        if (!array_open(&arrays[i], given[i], 8, i < 2 ? READ : WRITE))
            goto end;
    const uint64_t *keys = arrays[0].view.buf;
    const int64_t *numbers = arrays[1].view.buf;
    int64_t *total = arrays[2].view.buf;
    Py_ssize_t count = arrays[0].count, room = 1;
    if (arrays[1].count != count || arrays[2].count != count || count >= UINT32_MAX / 2) {
        PyErr_SetString(PyExc_ValueError, "there are not as many numbers as keys");
        goto end;
    }
    while (room < 2 * count)
        room *= 2;
    /* Each slot has the place of a key, from 1 on; what finds its slot taken goes to the next. */
    if (!(slots = PyMem_Calloc((size_t)room, sizeof(uint32_t)))) {
        PyErr_NoMemory();
        goto end;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        size_t slot = (size_t)((keys[i] * 0x9E3779B97F4A7C15u) >> 32) & (size_t)(room - 1);
        while (slots[slot] && keys[slots[slot] - 1] != keys[i])
            slot = (slot + 1) & (size_t)(room - 1);
        if (!slots[slot])
            slots[slot] = (uint32_t)i + 1;
        total[slots[slot] - 1] += numbers[i];
    }
end:
    PyMem_Free(slots);
    arrays_close(arrays, 3);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
