/* Numbers of keys; the twin of `KeyNumbers.number` in index/key_numbers.py. */

#include "kernels.h"

static const uint64_t FACTOR = 0x9E3779B97F4A7C15;
enum { FREE = -1, AHEAD = 16 };

/* number_keys(keys uint64[n], slots int32[2^b], held uint64[m], count int64[1], numbers int32[n]), b at least 1: `held`
 * begins with `count` keys in the order of their numbers, which stand in `slots`; writes all but the first */
PyObject *number_keys(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[5] = {0};
    const char *wrong = NULL;
    int bits = 0;
    if (!arrays_open(a, args, "84884", 1)) {
        arrays_close(a, 5);
        return NULL;
    }
    while ((Py_ssize_t)1 << bits < a[1].count)
        bits++;
    const uint64_t *keys = a[0].view.buf, last = (uint64_t)a[1].count - 1;
    int32_t *slots = a[1].view.buf, *numbers = a[4].view.buf;
    uint64_t *held = a[2].view.buf;
    int64_t *count = a[3].view.buf, room = a[2].count < INT32_MAX ? a[2].count : INT32_MAX;
    if (bits < 1 || a[1].count != (Py_ssize_t)1 << bits || a[4].count != a[0].count || a[3].count != 1 || *count < 0 ||
        *count > room)
        wrong = "a power of two of slots, for each key a number, and room for those held";
    int shift = 64 - bits;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; !wrong && i < a[0].count; i++) {
        /* The table is larger than caches: what the keys that come will need is asked for before their turn. */
        if (a[0].count - i > 2 * AHEAD)
            PREFETCH(&slots[keys[i + 2 * AHEAD] * FACTOR >> shift]);
        if (a[0].count - i > AHEAD) {
            int32_t number = slots[keys[i + AHEAD] * FACTOR >> shift];
            if (number >= 0 && number < *count)
                PREFETCH(&held[number]);
        }
        uint64_t slot = keys[i] * FACTOR >> shift, seen = 0;
        while (slots[slot] >= 0 && slots[slot] < *count && held[slots[slot]] != keys[i] && seen++ < last)
            slot = (slot + 1) & last;
        if (slots[slot] == FREE && *count < room) {
            held[*count] = keys[i];
            slots[slot] = (int32_t)(*count)++;
        } else if (slots[slot] < 0 || slots[slot] >= *count || held[slots[slot]] != keys[i])
            wrong = "no room for a key, or a number beyond the last";
        numbers[i] = slots[slot];
    }
    Py_END_ALLOW_THREADS
    if (wrong)
        PyErr_SetString(PyExc_ValueError, wrong);
    arrays_close(a, 5);
    return wrong ? NULL : Py_NewRef(Py_None);
}
