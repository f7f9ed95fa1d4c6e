/* The kernels of the index, each in a file of its own. */

#ifndef FIHRIS_INDEX_KERNELS_H
#define FIHRIS_INDEX_KERNELS_H

#include "arrays.h"

PyObject *alike(PyObject *module, PyObject *args);
PyObject *count_postings(PyObject *module, PyObject *args);
PyObject *find(PyObject *module, PyObject *args);
PyObject *invert(PyObject *module, PyObject *args);
PyObject *joined(PyObject *module, PyObject *args);
PyObject *number_keys(PyObject *module, PyObject *args);
PyObject *number_terms(PyObject *module, PyObject *args);
PyObject *plain_words(PyObject *module, PyObject *args);
PyObject *posting_blocks(PyObject *module, PyObject *args);
PyObject *ranges(PyObject *module, PyObject *args);
PyObject *shared(PyObject *module, PyObject *args);
PyObject *term_keys(PyObject *module, PyObject *args);
PyObject *text_hashes(PyObject *module, PyObject *args);
PyObject *tokens(PyObject *module, PyObject *args);

#endif
