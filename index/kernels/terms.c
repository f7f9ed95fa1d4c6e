/* Terms in byte order, each once; the twin of `number_terms` in index/inversion.py. */

#include <stdlib.h>

#include "kernels.h"

/* A term with its first bytes as a number, which mostly tells how it compares with another. */
typedef struct {
    uint64_t beginning;
    const uint8_t *bytes;
    int32_t length, given;
} Term;

enum { BEGINNING = sizeof(uint64_t) };

static int compare(const void *one, const void *other)
{
    const Term *a = one, *b = other;
    if (a->beginning != b->beginning)
        return a->beginning < b->beginning ? -1 : 1;
    int32_t shorter = a->length < b->length ? a->length : b->length;
    int rest = shorter > BEGINNING ? memcmp(a->bytes, b->bytes, (size_t)shorter) : 0;
    return rest ? rest : (a->length > b->length) - (a->length < b->length);
}

/* Part the text at its line breaks, and return how many terms that makes, of which `most` are written. */
static Py_ssize_t part(const uint8_t *text, Py_ssize_t length, Term *terms, Py_ssize_t most)
{
    Py_ssize_t count = 0, begin = 0;
    for (Py_ssize_t end = 0; end <= length; end++) {
        if (end < length && text[end] != '\n')
            continue;
        if (count < most) {
            uint64_t beginning = 0;
            for (Py_ssize_t i = 0; i < BEGINNING; i++)
                beginning = beginning << 8 | (begin + i < end ? text[begin + i] : 0);
            terms[count] = (Term){beginning, text + begin, (int32_t)(end - begin), (int32_t)count};
        }
        count++;
        begin = end + 1;
    }
    return count;
}

/* Put the terms in byte order, each once, into a blob with room for all, and tell the number of each; returns how many
 * are distinct. */
static Py_ssize_t put_in_order(Term *terms, Py_ssize_t count, int32_t *number, uint8_t *blob, int64_t *borders)
{
    Py_ssize_t distinct = 0;
    qsort(terms, (size_t)count, sizeof(Term), compare);
    borders[0] = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!i || compare(&terms[i - 1], &terms[i])) {
            memcpy(blob + borders[distinct], terms[i].bytes, (size_t)terms[i].length);
            borders[distinct + 1] = borders[distinct] + terms[i].length;
            distinct++;
        }
        number[terms[i].given] = (int32_t)(distinct - 1);
    }
    return distinct;
}

/* number_terms(text uint8[b], number int32[n], blob uint8[b], borders int64[n + 1]): `text` are n terms with a line break
 * between each two, fewer than 2^31 bytes; writes the number of each among the distinct ones, and these in order, of which
 * there are as many as it returns. */
PyObject *number_terms(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[4] = {0};
    Term *terms = NULL;
    Py_ssize_t distinct = -1;
    if (!arrays_open(a, args, "1418", 1))
        goto end;
    Py_ssize_t count = a[1].count;
    if (a[2].count != a[0].count || a[3].count != count + 1 || a[0].count > INT32_MAX) {
        PyErr_SetString(PyExc_ValueError, "terms have to be as many as numbers, and no more than have one");
        goto end;
    }
    if (!(terms = PyMem_Malloc((size_t)(count + 1) * sizeof(Term)))) {
        PyErr_NoMemory();
        goto end;
    }
    Py_BEGIN_ALLOW_THREADS
    if (part(a[0].view.buf, a[0].count, terms, count) == count)
        distinct = put_in_order(terms, count, a[1].view.buf, a[2].view.buf, a[3].view.buf);
    Py_END_ALLOW_THREADS
    if (distinct < 0)
        PyErr_SetString(PyExc_ValueError, "the text has another number of terms");
end:
    PyMem_Free(terms);
    arrays_close(a, 4);
    return distinct < 0 ? NULL : PyLong_FromSsize_t(distinct);
}
