/* The first pass over words that stand side by side; the twin of `first_pass` in search/first_pass.py.
 *
 * Documents are found that hold enough of the words, which is counted in bits, and those that score enough of the best
 * one, which `live_groups.h` looks for.
 */

#include "live_groups.h"
#include "kernels.h"

enum { OF_WORD = 2, BESIDE = 6 }; /* arrays */

/* Find and choose; 0 where there is no memory. */
static int run(Pass *pass)
{
    Live live;
    live.count = 0;
    set_least(pass);
    set_unit(pass);
    if (!look_at_first(pass, &live) || !look_at_all(pass, &live))
        return 0;
    float least = enough(pass->share, pass->highest);
    for (Py_ssize_t i = 0; i < pass->candidates_size; i++) {
        Rival candidate = pass->candidates[i];
        if (candidate.score < least)
            continue;
        pass->found[candidate.document / BITS] |= (uint64_t)1 << candidate.document % BITS;
        pass->total += passes(pass, candidate.document);
        choose(pass, candidate);
    }
    return 1;
}

/* Open the arrays of a word: (most, how many documents, bytes of what is kept of it, held uint64[⌈N/64⌉] or None, if
 * these are the documents that have it), see words.h */
static int open_word(Word *word, Array *arrays, PyObject *given, Py_ssize_t size)
{
    PyObject *bytes, *held;
    float most;
    if (!PyArg_ParseTuple(given, "fnOO", &most, &word->count, &bytes, &held))
        return 0;
    word->items = items(size);
    if (!array_open(&arrays[0], bytes, 1, READ) || (held != Py_None && !array_open(&arrays[1], held, 8, READ)))
        return 0;
    if (word->count < 0 || word->count > size || arrays[0].count != bytes_of(word->count, word->items) ||
        (held != Py_None && arrays[1].count != word->items)) {
        PyErr_SetString(PyExc_ValueError, "the arrays of a word are of other lengths");
        return 0;
    }
    lay_out(word, arrays[0].view.buf);
    word->step = step_of(most);
    word->held = held == Py_None ? word->having : arrays[1].view.buf;
    return 1;
}

/* Open what a pass needs beside its words: among, passing, worth, found, best, theirs. */
static int open_beside(Pass *pass, Array *arrays, PyObject **given)
{
    static const Py_ssize_t itemsize[BESIDE] = {8, 8, 4, 8, 8, 4};
    Py_ssize_t bits = items(pass->size), count[BESIDE] = {bits, bits, pass->size, bits, -1, -1};
    for (int i = 0; i < BESIDE; i++) {
        if (i < 3 && given[i] == Py_None)
            continue;
        if (!array_open(&arrays[i], given[i], itemsize[i], i < 3 ? READ : WRITE))
            return 0;
        if (count[i] >= 0 && arrays[i].count != count[i]) {
            PyErr_SetString(PyExc_ValueError, "an array is not of the length of the collection");
            return 0;
        }
    }
    if (arrays[4].count != arrays[5].count) {
        PyErr_SetString(PyExc_ValueError, "the best need as many scores");
        return 0;
    }
    pass->among = arrays[0].view.buf;
    pass->passing = arrays[1].view.buf;
    pass->worth = arrays[2].view.buf;
    pass->most_worth = pass->worth ? pass->most_worth : 1;
    pass->found = arrays[3].view.buf;
    pass->best.room = arrays[4].count;
    return 1;
}

/* first_pass(words: tuple, see open_word; N; least, of the words that have to be held, at least 1; share of the
 * highest score that is enough; among uint64[⌈N/64⌉] or None; passing likewise; worth float32[N] or None; most, that any
 * of these is; found uint64[⌈N/64⌉]; best int64[k]; theirs float32[k]): writes the last three, of the best as many as are
 * returned after the number of documents that were found and pass. */
PyObject *first_pass(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *words, *beside[BESIDE], *result = NULL;
    Pass pass = {0};
    if (!PyArg_ParseTuple(args, "O!nndOOOfOOO", &PyTuple_Type, &words, &pass.size, &pass.least, &pass.share, &beside[0],
                          &beside[1], &beside[2], &pass.most_worth, &beside[3], &beside[4], &beside[5]))
        return NULL;
    if (pass.size < 0 || pass.least < 1 || pass.least > INT32_MAX)
        return PyErr_Format(PyExc_ValueError, "%zd words cannot be needed of %zd documents", pass.least, pass.size);
    pass.number = PyTuple_Size(words);
    Py_ssize_t opened = BESIDE + OF_WORD * pass.number;
    Array *arrays = PyMem_Calloc((size_t)opened, sizeof(Array));
    pass.words = PyMem_Calloc((size_t)pass.number + 1, sizeof(Word));
    if (!arrays || !pass.words) {
        PyErr_NoMemory();
        goto end;
    }
    if (!open_beside(&pass, arrays, beside))
        goto end;
    for (Py_ssize_t i = 0; i < pass.number; i++)
        if (!open_word(&pass.words[i], arrays + BESIDE + OF_WORD * i, PyTuple_GetItem(words, i), pass.size))
            goto end;
    pass.all_hold = 1;
    for (Py_ssize_t i = 0; i < pass.number; i++)
        pass.all_hold &= pass.words[i].held == pass.words[i].having;
    pass.best.heap = PyMem_Calloc((size_t)pass.best.room + 1, sizeof(Rival));
    pass.sums = PyMem_Malloc(2 * (size_t)(OF_ITEM * items(pass.size) + 1) * sizeof(int16_t));
    pass.others = pass.sums + OF_ITEM * items(pass.size);
    if (!pass.best.heap || !pass.sums) {
        PyErr_NoMemory();
        goto end;
    }
    int done;
    Py_BEGIN_ALLOW_THREADS
    done = run(&pass);
    Py_END_ALLOW_THREADS
    if (!done) {
        PyErr_NoMemory();
        goto end;
    }
    Py_ssize_t kept = pass.best.size;
    write_best(&pass.best, arrays[4].view.buf, arrays[5].view.buf);
    result = Py_BuildValue("nn", pass.total, kept);
end:
    free(pass.candidates);
    PyMem_Free(pass.sums);
    PyMem_Free(pass.best.heap);
    PyMem_Free(pass.words);
    if (arrays)
        arrays_close(arrays, (int)opened);
    PyMem_Free(arrays);
    return result;
}
