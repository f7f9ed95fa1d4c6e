/* fihris.index.arabic._kernels: see kernels.h for what is in it, and _kernels.pyi for the types. */

#include "kernels.h"

static PyMethodDef functions[] = {
    {"fill_words", fill_words, METH_VARARGS, NULL},
    {"find_word", find_word_number, METH_VARARGS, NULL},
    {"roots", roots, METH_VARARGS, NULL},
    {"stems", stems, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernels", NULL, 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__kernels(void)
{
    return PyModuleDef_Init(&definition);
}
