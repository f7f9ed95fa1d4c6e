/* fihris.search._kernels: see kernels.h for what is in it, and _kernels.pyi for the types. */

#include "kernels.h"

static PyMethodDef functions[] = {
    {"added_up", added_up, METH_VARARGS, NULL},
    {"around", around, METH_VARARGS, NULL},
    {"cost", cost, METH_VARARGS, NULL},
    {"cuts", cuts, METH_VARARGS, NULL},
    {"facets", facets, METH_VARARGS, NULL},
    {"first_pass", first_pass, METH_VARARGS, NULL},
    {"firsts", firsts, METH_VARARGS, NULL},
    {"letters", letters, METH_VARARGS, NULL},
    {"passages", passages, METH_VARARGS, NULL},
    {"ranked", ranked, METH_VARARGS, NULL},
    {"related", related, METH_VARARGS, NULL},
    {"sound_keys", sound_keys, METH_VARARGS, NULL},
    {"top", top, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernels", NULL, 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__kernels(void)
{
    return PyModuleDef_Init(&definition);
}
