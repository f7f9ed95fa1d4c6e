/* The words of one segment that are related to a word, each as closely as it gets; the twin of `related` in
 * search/families.py.
 */

#include "kernels.h"

#include <stdlib.h>

enum { SAME, STEM, ROOT, ALIKE, KINDS }; /* from the closest to the farthest: the closeness of each is a bit */

/* A word, how close it is, and how much it counts. */
typedef struct {
    uint32_t word, kind;
    float counts;
} Relative;

/* What is handed over, in this order; the last three are written. */
enum { STEMS = ALIKE, LIKENESS, OFFSET, WORDS, STOP, STRENGTH, RELATED, CLOSENESS, COUNTS, ARRAYS };
static const Py_ssize_t ITEMSIZES[ARRAYS] = {4, 4, 4, 8, 4, 8, 4, 1, 4, 8, 1, 4};

static int by_word(const void *one, const void *other)
{
    const Relative *its = one, *theirs = other;
    if (its->word != theirs->word)
        return its->word < theirs->word ? -1 : 1;
    return (its->kind > theirs->kind) - (its->kind < theirs->kind);
}

/* Return how many words some stems have; -1 where these are not there. */
static Py_ssize_t words_of(const Array *arrays)
{
    const int64_t *stems = arrays[STEMS].view.buf, *offset = arrays[OFFSET].view.buf;
    Py_ssize_t all = 0;
    for (Py_ssize_t i = 0; i < arrays[STEMS].count; i++) {
        if (stems[i] < 0 || stems[i] >= arrays[OFFSET].count - 1)
            return -1;
        int64_t first = offset[stems[i]], last = offset[stems[i] + 1];
        if (first < 0 || last < first || last > arrays[WORDS].count)
            return -1;
        all += last - first;
    }
    return all;
}

/* Gather the relatives of all kinds, and return how many they are. */
static size_t gather(const Array *arrays, Relative *found)
{
    const float *strength = arrays[STRENGTH].view.buf, *likeness = arrays[LIKENESS].view.buf;
    const uint32_t *words = arrays[WORDS].view.buf;
    const int64_t *stems = arrays[STEMS].view.buf, *offset = arrays[OFFSET].view.buf;
    size_t count = 0;
    for (uint32_t kind = SAME; kind < ALIKE; kind++)
        for (Py_ssize_t i = 0; i < arrays[kind].count; i++)
            found[count++] = (Relative){((const uint32_t *)arrays[kind].view.buf)[i], kind, strength[kind]};
    for (Py_ssize_t i = 0; i < arrays[STEMS].count; i++)
        for (int64_t at = offset[stems[i]]; at < offset[stems[i] + 1]; at++)
            found[count++] = (Relative){words[at], ALIKE, strength[ALIKE] * likeness[i]};
    return count;
}

/* Write each word at its closest, if it is a function word like the one asked for, or none like it, as far as there
 * is room; -1 where there is no such word. */
static Py_ssize_t settle(const Array *arrays, const Relative *found, size_t count, int stop, int64_t base,
                         Py_ssize_t at)
{
    const uint8_t *stops = arrays[STOP].view.buf;
    for (size_t i = 0; i < count; i++) {
        if (i && found[i].word == found[i - 1].word)
            continue;
        if ((Py_ssize_t)found[i].word >= arrays[STOP].count)
            return -1;
        if (stops[found[i].word] != stop)
            continue;
        if (at < arrays[RELATED].count) {
            ((int64_t *)arrays[RELATED].view.buf)[at] = base + found[i].word;
            ((uint8_t *)arrays[CLOSENESS].view.buf)[at] = (uint8_t)(1 << found[i].kind);
            ((float *)arrays[COUNTS].view.buf)[at] = found[i].counts;
        }
        at++;
    }
    return at;
}

/* related(same int32[], stem int32[], root int32[], stems int64[k] that are alike, likeness float32[k],
 *         offset int64[s + 1], words int32[] of all stems, stop bool[w], strength float32[4], words int64[m],
 *         closeness uint8[m], counts float32[m], stop, base, at)
 * -> where what belongs into the last arrays ends: it begins at `at`, and is written as far as there is room. Words are
 *    numbered from `base` on. */
PyObject *related(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[ARRAYS];
    Array arrays[ARRAYS] = {0};
    Relative *found = NULL;
    int stop;
    Py_ssize_t base, at, done = -1;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOOpnn", &given[0], &given[1], &given[2], &given[3], &given[4], &given[5],
                          &given[6], &given[7], &given[8], &given[9], &given[10], &given[11], &stop, &base, &at))
        return NULL;
    for (int i = 0; i < ARRAYS; i++)
        if (!array_open(&arrays[i], given[i], ITEMSIZES[i], i < RELATED ? READ : WRITE))
            goto end;
    Py_ssize_t room = arrays[RELATED].count, alike = words_of(arrays);
    if (arrays[LIKENESS].count == arrays[STEMS].count && arrays[STRENGTH].count == KINDS && alike >= 0 && at >= 0 &&
        arrays[CLOSENESS].count == room && arrays[COUNTS].count == room) {
        size_t most = (size_t)(arrays[SAME].count + arrays[STEM].count + arrays[ROOT].count + alike);
        if (!(found = PyMem_Malloc((most ? most : 1) * sizeof(Relative)))) {
            PyErr_NoMemory();
            goto end;
        }
        most = gather(arrays, found);
        qsort(found, most, sizeof(Relative), by_word);
        done = settle(arrays, found, most, stop, base, at);
    }
    if (done < 0)
        PyErr_SetString(PyExc_ValueError, "columns of words that do not fit each other");
end:
    PyMem_Free(found);
    arrays_close(arrays, ARRAYS);
    return done < 0 ? NULL : PyLong_FromSsize_t(done);
}
