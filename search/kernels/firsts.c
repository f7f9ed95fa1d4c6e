/* Where each of many keys stands first; the twin of `firsts` in search/stems.py. */

#include "kernels.h"

/* Write for each key the first place that has it. Each slot has the place of a key, from 1 on; what finds its slot
 * taken by another goes to the next. */
static void look(const uint64_t *keys, Py_ssize_t count, uint32_t *slots, size_t room, int64_t *first)
{
    for (Py_ssize_t i = 0; i < count; i++) {
        size_t slot = (size_t)((keys[i] * 0x9E3779B97F4A7C15u) >> 32) & (room - 1);
        while (slots[slot] && keys[slots[slot] - 1] != keys[i])
            slot = (slot + 1) & (room - 1);
        if (!slots[slot])
            slots[slot] = (uint32_t)i + 1;
        first[i] = slots[slot] - 1;
    }
}

/* firsts(keys uint64[n], first int64[n]); writes the last one */
PyObject *firsts(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[2] = {0};
    uint32_t *slots = NULL;
    size_t room = 1;
    if (!arrays_open(arrays, args, "88", 1))
        goto end;
    Py_ssize_t count = arrays[0].count;
    if (arrays[1].count != count || count >= UINT32_MAX / 2) {
        PyErr_SetString(PyExc_ValueError, "there are not as many places as keys");
        goto end;
    }
    while (room < 2 * (size_t)count)
        room *= 2;
    if (!(slots = PyMem_Calloc(room, sizeof(uint32_t)))) {
        PyErr_NoMemory();
        goto end;
    }
    Py_BEGIN_ALLOW_THREADS
    look(arrays[0].view.buf, count, slots, room, arrays[1].view.buf);
    Py_END_ALLOW_THREADS
end:
    PyMem_Free(slots);
    arrays_close(arrays, 2);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
