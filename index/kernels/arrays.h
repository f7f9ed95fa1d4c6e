/* Arrays: what a kernel sees of the arrays that Python hands it. */

#ifndef FIHRIS_ARRAYS_H
#define FIHRIS_ARRAYS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

/* Ask for what is at an address to be brought near, where the compiler can. */
#ifdef __GNUC__
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

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

/* Open the arguments as arrays with items of so many bytes each: "884" are three; the first `read` of them are
 * read only. 0 where they are others or more or fewer, and an exception is set. */
static inline int arrays_open(Array *arrays, PyObject *arguments, const char *itemsizes, int read)
{
    Py_ssize_t number = (Py_ssize_t)strlen(itemsizes);
    if (PyTuple_Size(arguments) != number) {
        PyErr_Format(PyExc_TypeError, "%zd arrays where a kernel needs %zd", PyTuple_Size(arguments), number);
        return 0;
    }
    for (Py_ssize_t i = 0; i < number; i++)
        if (!array_open(&arrays[i], PyTuple_GetItem(arguments, i), itemsizes[i] - '0', i < read ? READ : WRITE))
            return 0;
    return 1;
}

#endif
