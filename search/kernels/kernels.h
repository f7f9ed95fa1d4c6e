/* The kernels of search, each in a file of its own. */

#ifndef FIHRIS_SEARCH_KERNELS_H
#define FIHRIS_SEARCH_KERNELS_H

#include "../../index/kernels/arrays.h"

PyObject *added_up(PyObject *module, PyObject *args);
PyObject *around(PyObject *module, PyObject *args);
PyObject *cost(PyObject *module, PyObject *args);
PyObject *cuts(PyObject *module, PyObject *args);
PyObject *facets(PyObject *module, PyObject *args);
PyObject *first_pass(PyObject *module, PyObject *args);
PyObject *firsts(PyObject *module, PyObject *args);
PyObject *letters(PyObject *module, PyObject *args);
PyObject *passages(PyObject *module, PyObject *args);
PyObject *ranked(PyObject *module, PyObject *args);
PyObject *related(PyObject *module, PyObject *args);
PyObject *sound_keys(PyObject *module, PyObject *args);
PyObject *top(PyObject *module, PyObject *args);

#endif
