/* The kernels of the analysis, each in a file of its own. */

#ifndef FIHRIS_ARABIC_KERNELS_H
#define FIHRIS_ARABIC_KERNELS_H

#include "../../kernels/arrays.h"

PyObject *fill_words(PyObject *module, PyObject *args);
PyObject *find_word_number(PyObject *module, PyObject *args);
PyObject *roots(PyObject *module, PyObject *args);
PyObject *stems(PyObject *module, PyObject *args);

#endif
