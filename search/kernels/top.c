/* The best of many documents; the twin of `top` in search/ordering.py. */

#include "best.h"
#include "kernels.h"

/* top(documents int64[n], scores float32[n], best int64[k], theirs float32[k]), k at most n; writes the last two */
PyObject *top(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[4] = {0};
    Best best = {0};
    if (!arrays_open(arrays, args, "8484", 2))
        goto end;
    const int64_t *documents = arrays[0].view.buf;
    const float *scores = arrays[1].view.buf;
    best.room = arrays[2].count;
    if (arrays[1].count != arrays[0].count || arrays[3].count != best.room || best.room > arrays[0].count) {
        PyErr_SetString(PyExc_ValueError, "documents and scores have to be as many, and the best no more");
        goto end;
    }
    if (!(best.heap = PyMem_Malloc((size_t)(best.room + 1) * sizeof(Rival)))) {
        PyErr_NoMemory();
        goto end;
    }
    for (Py_ssize_t i = 0; i < arrays[0].count; i++)
        offer(&best, (Rival){scores[i], documents[i]});
    write_best(&best, arrays[2].view.buf, arrays[3].view.buf);
end:
    PyMem_Free(best.heap);
    arrays_close(arrays, 4);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
