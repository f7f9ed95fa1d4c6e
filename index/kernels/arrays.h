/* Arrays: what a kernel sees of the arrays that Python hands it. */

#ifndef FIHRIS_ARRAYS_H
#define FIHRIS_ARRAYS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

/* A contiguous array: its items, and how many they are. */
typedef struct {
    Py_buffer view;
    Py_ssize_t count;
} Array;

enum { READ = 0, WRITE = PyBUF_WRITABLE };

/* Open `object` as an array of items of `itemsize` bytes; 0 where it is no such array, and an exception is set. */
static inline int array_open(Array *array, PyObject *object, Py_ssize_t itemsize, int access)
{
    if (PyObject_GetBuffer(object, &array->view, PyBUF_ND | PyBUF_C_CONTIGUOUS | access) < 0)
        return 0;
    if (array->view.itemsize != itemsize) {
        PyErr_Format(PyExc_ValueError, "items of %zd bytes where a kernel needs %zd", array->view.itemsize, itemsize);
        return 0;
    }
    array->count = array->view.len / itemsize;
    return 1;
}

/* Let go of arrays, opened or not; those that were not have to be all zero. */
static inline void arrays_close(Array *arrays, int number)
{
    for (int i = 0; i < number; i++)
        PyBuffer_Release(&arrays[i].view);
}

#endif
