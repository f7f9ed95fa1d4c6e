/* What a word costs as a misspelling of another; the twin of `cost` in search/confusions.py. */

#include <math.h>

#include "kernels.h"

/* What slips cost, by the numbers of letters; `changed` by that of the letter typed, then of the one meant. */
typedef struct {
    const uint8_t *number; /* by code point; 0 for letters that the table does not know */
    Py_ssize_t numbered;
    const double *left_out, *added, *twice, *changed;
    double once, swapped;
    Py_ssize_t letters;
} Costs;

static Py_ssize_t number_of(const Costs *costs, uint32_t letter)
{
    return letter < costs->numbered ? costs->number[letter] : 0;
}

/* Take the costs apart; 0 where they are not as many as there are letters. */
static int open_costs(Costs *costs, const Array *number, const Array *cost)
{
    Py_ssize_t letters = 1;
    costs->number = number->view.buf;
    costs->numbered = number->count;
    for (Py_ssize_t i = 0; i < number->count; i++)
        if (costs->number[i] >= letters)
            letters = costs->number[i] + 1;
    costs->letters = letters;
    costs->left_out = cost->view.buf;
    costs->added = costs->left_out + letters;
    costs->twice = costs->added + letters;
    costs->changed = costs->twice + letters;
    if (cost->count != letters * (letters + 3) + 2)
        return 0;
    costs->once = costs->left_out[cost->count - 2];
    costs->swapped = costs->left_out[cost->count - 1];
    return 1;
}

/* Rows of one more than the letters meant: what it costs to have typed so many of them. */
typedef struct {
    double *earlier, *above, *here, *missing;
} Rows;

/* The least of the row for one more letter typed. */
static double next_row(const Costs *costs, Rows *rows, uint32_t typed, uint32_t before, const uint32_t *meant,
                       Py_ssize_t count)
{
    double *spare = rows->earlier;
    rows->earlier = rows->above;
    rows->above = rows->here;
    rows->here = spare;
    Py_ssize_t number = number_of(costs, typed);
    double extra = typed == before ? costs->twice[number] : costs->added[number];
    double least = rows->here[0] = rows->above[0] + extra;
    for (Py_ssize_t i = 0; i < count; i++) {
        double best = rows->above[i], more;
        if (typed != meant[i]) {
            best += costs->changed[number * costs->letters + number_of(costs, meant[i])];
            if (before == meant[i] && i && meant[i - 1] == typed && (more = rows->earlier[i - 1] + costs->swapped) < best)
                best = more;
        }
        if ((more = rows->above[i + 1] + extra) < best)
            best = more;
        if ((more = rows->here[i] + rows->missing[i]) < best)
            best = more;
        rows->here[i + 1] = best;
        if (best < least)
            least = best;
    }
    return least;
}

static double cost_of(const Costs *costs, const uint32_t *typed, Py_ssize_t many, const uint32_t *meant,
                      Py_ssize_t count, double most, Rows rows)
{
    rows.here[0] = 0.0;
    for (Py_ssize_t i = 0; i < count; i++) {
        int same = i && meant[i - 1] == meant[i];
        rows.here[i + 1] = rows.here[i] + (same ? costs->once : costs->left_out[number_of(costs, meant[i])]);
        rows.missing[i] = rows.here[i + 1] - rows.here[i];
    }
    uint32_t before = UINT32_MAX; /* no letter */
    double before_least, least = 0.0;
    for (Py_ssize_t i = 0; i < many; i++) {
        before_least = least;
        least = next_row(costs, &rows, typed[i], before, meant, count);
        /* A swap reaches back over one row. */
        if (least > most && before_least > most)
            return INFINITY;
        before = typed[i];
    }
    return rows.here[count];
}

/* cost(typed uint32[n], meant uint32[m], number uint8[k], costs float64[l * (l + 3) + 2], most float): the letters of
 * both words; the number of each code point below k, less than l; what it costs to leave each of l letters out, to add
 * it, to double it, to have each for each, to type one of two once, and to swap two. Returns what the word typed costs as
 * a misspelling of the word meant. */
PyObject *cost(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[4] = {0};
    Costs costs;
    double found = 0.0, *room = NULL;
    PyObject *most = PyTuple_GetItem(args, 4), *arrays = PyTuple_GetSlice(args, 0, 4);
    double bound = most ? PyFloat_AsDouble(most) : 0.0;
    if (PyErr_Occurred() || !arrays || !arrays_open(a, arrays, "4418", 4))
        goto end;
    size_t count = (size_t)a[1].count;
    if (!open_costs(&costs, &a[2], &a[3])) {
        PyErr_SetString(PyExc_ValueError, "there are not as many costs as letters");
        goto end;
    }
    if (!(room = PyMem_Malloc((4 * count + 4) * sizeof(double)))) {
        PyErr_NoMemory();
        goto end;
    }
    Rows rows = {room, room + count + 1, room + 2 * count + 2, room + 3 * count + 3};
    found = cost_of(&costs, a[0].view.buf, a[0].count, a[1].view.buf, a[1].count, bound, rows);
end:
    PyMem_Free(room);
    Py_XDECREF(arrays);
    arrays_close(a, 4);
    return PyErr_Occurred() ? NULL : PyFloat_FromDouble(found);
}
