/* The kernels of search, each in a file of its own. */

#ifndef FIHRIS_SEARCH_KERNELS_H
#define FIHRIS_SEARCH_KERNELS_H

#include "../../index/kernels/arrays.h"

PyObject *top(PyObject *module, PyObject *args);
PyObject *passages(PyObject *module, PyObject *args);

#endif
