/* The best of many documents; the twin of `top` in search/ordering.py.
 *
 * The best so far are a heap with the worst of them at its root, which mostly is all that a document has to be
 * compared with.
 */

#include "kernels.h"

typedef struct {
    float score;
    int64_t document;
} Rival;

/* Whether one document comes after another: it scores less or, where they tie, stands later in the index. */
static int after(Rival one, Rival other)
{
    return one.score < other.score || (one.score == other.score && one.document > other.document);
}

/* Let the rival at `place` sink to where nothing below it comes after it. */
static void sink(Rival *heap, Py_ssize_t size, Py_ssize_t place)
{
    Rival sinking = heap[place];
    for (Py_ssize_t child; (child = 2 * place + 1) < size; place = child) {
        if (child + 1 < size && after(heap[child + 1], heap[child]))
            child++;
        if (!after(heap[child], sinking))
            break;
        heap[place] = heap[child];
    }
    heap[place] = sinking;
}

static void choose(const int64_t *documents, const float *scores, Py_ssize_t all, Rival *heap, Py_ssize_t count)
{
    for (Py_ssize_t i = 0; i < count; i++)
        heap[i] = (Rival){scores[i], documents[i]};
    for (Py_ssize_t i = count / 2; i-- > 0;)
        sink(heap, count, i);
    for (Py_ssize_t i = count; i < all; i++) {
        Rival rival = {scores[i], documents[i]};
        if (after(heap[0], rival)) {
            heap[0] = rival;
            sink(heap, count, 0);
        }
    }
    for (Py_ssize_t size = count; size-- > 1;) { /* the worst goes to the end, and so on */
        Rival worst = heap[0];
        heap[0] = heap[size];
        heap[size] = worst;
        sink(heap, size, 0);
    }
}

/* top(documents int64[n], scores float32[n], best int64[k], theirs float32[k]), k at most n; writes the last two */
PyObject *top(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[4];
    Array arrays[4] = {0};
    Rival *heap = NULL;
    if (!PyArg_ParseTuple(args, "OOOO", &given[0], &given[1], &given[2], &given[3]))
        return NULL;
    if (!array_open(&arrays[0], given[0], sizeof(int64_t), READ) ||
        !array_open(&arrays[1], given[1], sizeof(float), READ) ||
        !array_open(&arrays[2], given[2], sizeof(int64_t), WRITE) ||
        !array_open(&arrays[3], given[3], sizeof(float), WRITE))
        goto end;
    Py_ssize_t all = arrays[0].count, count = arrays[2].count;
    if (arrays[1].count != all || arrays[3].count != count || count > all) {
        PyErr_SetString(PyExc_ValueError, "documents and scores have to be as many, and the best no more");
        goto end;
    }
    if (!(heap = PyMem_Malloc((size_t)(count ? count : 1) * sizeof(Rival)))) {
        PyErr_NoMemory();
        goto end;
    }
    if (count)
        choose(arrays[0].view.buf, arrays[1].view.buf, all, heap, count);
    for (Py_ssize_t i = 0; i < count; i++) {
        ((int64_t *)arrays[2].view.buf)[i] = heap[i].document;
        ((float *)arrays[3].view.buf)[i] = heap[i].score;
    }
end:
    PyMem_Free(heap);
    arrays_close(arrays, 4);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
