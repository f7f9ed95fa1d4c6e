/* The kernels of the index, each in a file of its own. */

#ifndef FIHRIS_INDEX_KERNELS_H
#define FIHRIS_INDEX_KERNELS_H

#include "arrays.h"

PyObject *ranges(PyObject *module, PyObject *args);

#endif
