/* The stems that share most of their bigrams with one; the twin of `Bigrams.alike` in index/bigrams.py. */

#include "kernels.h"

#include <string.h>

enum {
    BITS = 21, /* of a code point */
    MOST = 127 /* bigrams of a stem that are counted in a byte, whose highest bit stays free */
};

/* Write the distinct bigrams of a text, and return how many they are; -1 where they are too many. */
static int bigrams_of(PyObject *text, int64_t *found)
{
    Py_ssize_t length = PyUnicode_GetLength(text);
    int count = 0;
    for (Py_ssize_t i = 0; i + 1 < length; i++) {
        int64_t code = (int64_t)PyUnicode_ReadChar(text, i) << BITS | PyUnicode_ReadChar(text, i + 1);
        int known = 0;
        for (int j = 0; j < count && !known; j++)
            known = found[j] == code;
        if (known)
            continue;
        if (count == MOST)
            return -1;
        found[count++] = code;
    }
    return count;
}

/* Return the place of a bigram among those of a segment, which ascend; -1 where no stem holds it. */
static Py_ssize_t place_of(int64_t code, const int64_t *codes, Py_ssize_t count)
{
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (codes[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && codes[low] == code ? low : -1;
}

/* Add one for each stem that holds the bigram at a place; 0 where the columns do not fit each other. */
static int count_bigram(const int64_t *offset, Py_ssize_t place, const Array *stems, uint8_t *shared, uint32_t size)
{
    int64_t first = offset[place], last = offset[place + 1];
    if (first < 0 || last > stems->count)
        return 0;
    const uint32_t *holding = stems->view.buf;
    for (int64_t i = first; i < last; i++) {
        if (holding[i] >= size)
            return 0;
        shared[holding[i]]++;
    }
    return 1;
}

/* Write the stems that share at least `fewest` bigrams and are alike enough, and how alike, as far as there is room;
 * return how many they are. */
static Py_ssize_t choose(const uint8_t *shared, const uint16_t *sizes, Py_ssize_t size, int wanted, int fewest,
                         float least, int64_t *numbers, float *likeness, Py_ssize_t room)
{
    /* Eight stems at a time: a byte gets its highest bit where it is `fewest` at least. */
    const uint64_t ones = 0x0101010101010101u, add = ones * (uint64_t)(MOST + 1 - fewest);
    Py_ssize_t found = 0;
    for (Py_ssize_t begin = 0; begin < size; begin += 8) {
        uint64_t eight;
        memcpy(&eight, shared + begin, 8);
        if (!((eight + add) & ones << 7))
            continue;
        for (Py_ssize_t stem = begin; stem < begin + 8 && stem < size; stem++) {
            float likely = (float)(2.0 * shared[stem] / (wanted + sizes[stem]));
            if (shared[stem] < fewest || likely < least)
                continue;
            if (found < room) {
                numbers[found] = stem;
                likeness[found] = likely;
            }
            found++;
        }
    }
    return found;
}

/* alike(text str, code int64[b], offset int64[b + 1], stem int32[p], bigrams uint16[s], least float,
 *       numbers int64[m], likeness float32[m])
 * -> how many stems are alike; writes up to `m` of them into the last two */
PyObject *alike(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *text, *given[6];
    Array arrays[6] = {0};
    const Py_ssize_t itemsizes[6] = {8, 8, 4, 2, 8, 4};
    double least;
    int64_t wanted[MOST];
    uint8_t *shared = NULL;
    Py_ssize_t found = 0;
    if (!PyArg_ParseTuple(args, "UOOOOdOO", &text, &given[0], &given[1], &given[2], &given[3], &least, &given[4],
                          &given[5]))
        return NULL;
    for (int i = 0; i < 6; i++)
        if (!array_open(&arrays[i], given[i], itemsizes[i], i < 4 ? READ : WRITE))
            goto end;
    Py_ssize_t codes = arrays[0].count, size = arrays[3].count;
    int count = bigrams_of(text, wanted), sound = arrays[1].count == codes + 1 && size < UINT32_MAX;
    if (count < 0 || !sound || arrays[4].count != arrays[5].count) {
        PyErr_SetString(PyExc_ValueError, "columns of bigrams that do not fit, or too long a stem");
        goto end;
    }
    if (!(shared = PyMem_Calloc((size_t)size + 8, 1))) {
        PyErr_NoMemory();
        goto end;
    }
    for (int i = 0; i < count && sound; i++) {
        Py_ssize_t place = place_of(wanted[i], arrays[0].view.buf, codes);
        sound = place < 0 || count_bigram(arrays[1].view.buf, place, &arrays[2], shared, (uint32_t)size);
    }
    /* A stem has no fewer bigrams than it shares, so that likeness takes this share of those wanted. */
    double fewest = count * least / (2 - least);
    if (!sound)
        PyErr_SetString(PyExc_ValueError, "bigrams of stems that are not there");
    else if (fewest <= MOST)
        found = choose(shared, arrays[3].view.buf, size, count, fewest < 1 ? 1 : (int)fewest, (float)least,
                       arrays[4].view.buf, arrays[5].view.buf, arrays[4].count);
end:
    PyMem_Free(shared);
    arrays_close(arrays, 6);
    return PyErr_Occurred() ? NULL : PyLong_FromSsize_t(found);
}
