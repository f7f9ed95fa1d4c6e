/* The stems that stand around one in some documents; the twin of `around` in search/contexts.py. */

#include "kernels.h"

typedef struct {
    const int64_t *offset;
    const int32_t *words, *stems;
    const uint8_t *stop;
    Py_ssize_t documents, tokens, vocabulary;
} Columns;

/* What is written, and how many windows were looked at. */
typedef struct {
    int32_t *neighbours;
    Py_ssize_t count, room, windows;
} Found;

/* Look at the tokens from `first` to before `last`; 0 where a word is not there, or no room. */
static int look_at(const Columns *columns, int64_t first, int64_t last, int32_t stem, int64_t reach, Found *found)
{
    for (int64_t at = first; at < last; at++) {
        int32_t word = columns->words[at];
        if (word < 0 || word >= columns->vocabulary)
            return 0;
        if (columns->stems[word] != stem)
            continue;
        found->windows++;
        int64_t end = at + reach < last ? at + reach + 1 : last;
        for (int64_t near = at - reach > first ? at - reach : first; near < end; near++) {
            int32_t other = columns->words[near];
            if (other < 0 || other >= columns->vocabulary || found->count >= found->room)
                return 0;
            if (columns->stems[other] != stem && !columns->stop[other])
                found->neighbours[found->count++] = columns->stems[other];
        }
    }
    return 1;
}

/* around(offset int64[d + 1], words int32[t], stems int32[w], stop bool[w], documents int64[], stem, reach,
 *        neighbours int32[]) -> how many neighbours were written, and how many windows they are from */
PyObject *around(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[6];
    Array arrays[6] = {0};
    const Py_ssize_t itemsizes[6] = {8, 4, 4, 1, 8, 4};
    int stem;
    Py_ssize_t reach;
    Found found = {0};
    if (!PyArg_ParseTuple(args, "OOOOOinO", &given[0], &given[1], &given[2], &given[3], &given[4], &stem, &reach,
                          &given[5]))
        return NULL;
    for (int i = 0; i < 6; i++)
        if (!array_open(&arrays[i], given[i], itemsizes[i], i < 5 ? READ : WRITE))
            goto end;
    Columns columns = {arrays[0].view.buf,  arrays[1].view.buf, arrays[2].view.buf, arrays[3].view.buf,
                       arrays[0].count - 1, arrays[1].count,    arrays[2].count};
    const int64_t *documents = arrays[4].view.buf;
    found.neighbours = arrays[5].view.buf;
    found.room = arrays[5].count;
    int sound = arrays[3].count == arrays[2].count && reach >= 0 && reach <= columns.tokens;
    for (Py_ssize_t i = 0; i < arrays[4].count && sound; i++) {
        sound = documents[i] >= 0 && documents[i] < columns.documents;
        if (sound) {
            int64_t first = columns.offset[documents[i]], last = columns.offset[documents[i] + 1];
            sound = first >= 0 && last <= columns.tokens && look_at(&columns, first, last, stem, reach, &found);
        }
    }
    if (!sound)
        PyErr_SetString(PyExc_ValueError, "documents or words that are not there");
end:
    arrays_close(arrays, 6);
    return PyErr_Occurred() ? NULL : Py_BuildValue("nn", found.count, found.windows);
}
