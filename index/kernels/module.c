/* fihris.index._kernels: see kernels.h for what is in it, and _kernels.pyi for the types. */

#include "kernels.h"

static PyMethodDef functions[] = {
    {"alike", alike, METH_VARARGS, NULL},
    {"count_postings", count_postings, METH_VARARGS, NULL},
    {"find", find, METH_VARARGS, NULL},
    {"invert", invert, METH_VARARGS, NULL},
    {"joined", joined, METH_VARARGS, NULL},
    {"number_keys", number_keys, METH_VARARGS, NULL},
    {"number_terms", number_terms, METH_VARARGS, NULL},
    {"plain_words", plain_words, METH_VARARGS, NULL},
    {"posting_blocks", posting_blocks, METH_VARARGS, NULL},
    {"ranges", ranges, METH_VARARGS, NULL},
    {"shared", shared, METH_VARARGS, NULL},
    {"term_keys", term_keys, METH_VARARGS, NULL},
    {"text_hashes", text_hashes, METH_VARARGS, NULL},
    {"tokens", tokens, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernels", NULL, 0, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__kernels(void)
{
    return PyModuleDef_Init(&definition);
}
