/* Segments: the columns of each, opened when a document of it is first asked for. */

#ifndef FIHRIS_SEGMENTS_H
#define FIHRIS_SEGMENTS_H

#include "../../index/kernels/arrays.h"

typedef struct {
    PyObject *sequence;      /* of each segment its columns */
    const int64_t *bases;    /* the number of the first document of each, and of the one after the last */
    Py_ssize_t count;        /* of segments */
    int columns;             /* that each has */
    const Py_ssize_t *sizes; /* of their items, in bytes */
    Array *arrays;           /* as many for each segment, all zero at first */
} Segments;

/* Refuse what was given, saying why; 0. */
int refuse(const char *why);

/* Open the arrays that stand in one place of a sequence; 0 where they are not those that are meant. */
int open_columns(Array *arrays, PyObject *sequence, Py_ssize_t place, int columns, const Py_ssize_t *sizes);

/* Return the columns of the segment that a document is in, and its number there; NULL where there is none. */
const Array *columns_of(const Segments *segments, int64_t document, int64_t *number);

/* Return which segment it is whose columns these are. */
static inline Py_ssize_t segment_of(const Segments *segments, const Array *columns)
{
    return (columns - segments->arrays) / segments->columns;
}

/* Tell where what belongs to a document begins in a column of `count` items, and how much it is, by the borders
 * between documents; 0 where it lies outside. */
int slice_of(const Array *borders, int64_t number, Py_ssize_t count, int64_t *first, int64_t *length);

#endif
