/* The stems that stand around one in some documents; the twin of `around` in search/contexts.py. */

#include "kernels.h"

typedef struct {
    const int64_t *offset;
    const int32_t *words, *stems;
    const uint8_t *stop;
    uint64_t *centres; /* a bit for each word that has the stem, so that all of it stays at hand */
    Py_ssize_t documents, tokens, vocabulary;
} Columns;

/* What is written, and how many windows were looked at. */
typedef struct {
    int32_t *neighbours;
    Py_ssize_t count, room, windows;
} Found;

static int is_centre(const Columns *columns, int32_t word)
{
    return columns->centres[word >> 6] >> (word & 63) & 1;
}

/* Look at the tokens from `first` to before `last`; 0 where a word is not there, or no room. */
static int look_at(const Columns *columns, int64_t first, int64_t last, int64_t reach, Found *found)
{
    for (int64_t at = first; at < last; at++)
        if (columns->words[at] < 0 || columns->words[at] >= columns->vocabulary)
            return 0;
    for (int64_t at = first; at < last; at++) {
        if (!is_centre(columns, columns->words[at]))
            continue;
        found->windows++;
        int64_t end = at + reach < last ? at + reach + 1 : last;
        for (int64_t near = at - reach > first ? at - reach : first; near < end; near++) {
            int32_t word = columns->words[near];
            if (found->count >= found->room)
                return 0;
            if (!is_centre(columns, word) && !columns->stop[word])
                found->neighbours[found->count++] = columns->stems[word];
        }
    }
    return 1;
}

/* around(offset int64[d + 1], words int32[t], stems int32[w], stop bool[w], centres int32[], documents int64[], reach,
 *        neighbours int32[]) -> how many neighbours were written, and how many windows they are from. `centres` are
 *        the words that have the stem. */
PyObject *around(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[7];
    Array arrays[7] = {0};
    const Py_ssize_t itemsizes[7] = {8, 4, 4, 1, 4, 8, 4};
    Py_ssize_t reach;
    Found found = {0};
    uint64_t *centres = NULL;
    if (!PyArg_ParseTuple(args, "OOOOOOnO", &given[0], &given[1], &given[2], &given[3], &given[4], &given[5], &reach,
                          &given[6]))
        return NULL;
    for (int i = 0; i < 7; i++)
        if (!array_open(&arrays[i], given[i], itemsizes[i], i < 6 ? READ : WRITE))
            goto end;
    if (!(centres = PyMem_Calloc((size_t)arrays[2].count / 64 + 1, sizeof(uint64_t)))) {
        PyErr_NoMemory();
        goto end;
    }
    Columns columns = {arrays[0].view.buf, arrays[1].view.buf,  arrays[2].view.buf, arrays[3].view.buf,
                       centres,            arrays[0].count - 1, arrays[1].count,    arrays[2].count};
    const int32_t *words = arrays[4].view.buf;
    const int64_t *documents = arrays[5].view.buf;
    found.neighbours = arrays[6].view.buf;
    found.room = arrays[6].count;
    int sound = arrays[3].count == columns.vocabulary && reach >= 0 && reach <= columns.tokens;
    for (Py_ssize_t i = 0; i < arrays[4].count && sound; i++)
        if ((sound = words[i] >= 0 && words[i] < columns.vocabulary))
            centres[words[i] >> 6] |= (uint64_t)1 << (words[i] & 63);
    for (Py_ssize_t i = 0; i < arrays[5].count && sound; i++)
        if ((sound = documents[i] >= 0 && documents[i] < columns.documents)) {
            int64_t first = columns.offset[documents[i]], last = columns.offset[documents[i] + 1];
            sound = first >= 0 && last <= columns.tokens && look_at(&columns, first, last, reach, &found);
        }
    if (!sound)
        PyErr_SetString(PyExc_ValueError, "documents or words that are not there");
end:
    PyMem_Free(centres);
    arrays_close(arrays, 7);
    return PyErr_Occurred() ? NULL : Py_BuildValue("nn", found.count, found.windows);
}
