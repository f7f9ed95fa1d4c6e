/* Segments: see segments.h. Nothing that a file says of a place is believed before it was looked at. */

#include "segments.h"

int refuse(const char *why)
{
    PyErr_SetString(PyExc_ValueError, why);
    return 0;
}

int open_columns(Array *arrays, PyObject *sequence, Py_ssize_t place, int columns, const Py_ssize_t *sizes)
{
    PyObject *tuple = PySequence_GetItem(sequence, place);
    int opened = tuple && PySequence_Size(tuple) == columns;
    for (int i = 0; opened && i < columns; i++) {
        PyObject *column = PySequence_GetItem(tuple, i);
        opened = column && array_open(&arrays[i], column, sizes[i], READ);
        Py_XDECREF(column);
    }
    Py_XDECREF(tuple);
    return opened || PyErr_Occurred() ? opened : refuse("a kernel needs another number of columns");
}

const Array *columns_of(const Segments *segments, int64_t document, int64_t *number)
{
    for (Py_ssize_t at = 0; at < segments->count; at++) {
        if (document < segments->bases[at] || document >= segments->bases[at + 1])
            continue;
        Array *columns = &segments->arrays[at * segments->columns];
        if (!columns->view.obj && !open_columns(columns, segments->sequence, at, segments->columns, segments->sizes))
            return NULL;
        *number = document - segments->bases[at];
        return columns;
    }
    refuse("there is no such document in these segments");
    return NULL;
}

int slice_of(const Array *borders, int64_t number, Py_ssize_t count, int64_t *first, int64_t *length)
{
    if (number + 1 >= borders->count)
        return refuse("a segment has fewer documents than it is said to have");
    const int64_t *border = (const int64_t *)borders->view.buf + number;
    if (border[0] < 0 || border[1] < border[0] || border[1] > count || border[1] - border[0] > INT32_MAX)
        return refuse("what belongs to a document lies outside of its column");
    *first = border[0];
    *length = border[1] - border[0];
    return 1;
}
