/* The first pass over words that stand side by side; the twin of `first_pass` in search/first_pass.py.
 *
 * Documents are found that hold enough of the words, which is counted in bits, and those that score enough of the best
 * one, which `max_score.h` looks for. Others are looked at only where not enough score enough.
 */

#include "max_score.h"
#include "kernels.h"

enum { OF_WORD = 2, BESIDE = 6 };

/* Collect the documents of a block that were found and pass. */
static void collect(const Pass *pass, Some *some)
{
    some->count = 0;
    for (int64_t begin = some->first; begin < some->first + some->width; begin += BITS) {
        uint64_t bits = pass->found[begin / BITS] & (pass->passing ? pass->passing[begin / BITS] : ~(uint64_t)0);
        for (; bits; bits &= bits - 1) {
            some->documents[some->count] = begin + lowest(bits);
            some->count += some->documents[some->count] < pass->size;
        }
    }
}

/* Leave of them those that may be among the best, where it costs less to tell than to weigh all. */
static void leave_best(const Pass *pass, Some *some)
{
    for (Py_ssize_t i = 0; i < some->count; i++)
        some->scores[i] = INFINITY;
    if (few(pass->words, pass->number, some, pass->size))
        return;
    for (Py_ssize_t i = pass->idle; i < pass->number; i++)
        add_bounds(pass->poorest[i], some, pass->size);
    for (Py_ssize_t i = 0; i < some->count; i++)
        some->scores[i] = some->sums[some->documents[i] - some->first];
    memset(some->sums, 0, sizeof some->sums);
    sift(pass, some);
}

/* Choose the best of all that was found and passes: by MaxScore again, with the worst of the best for its cut. */
static void choose(Pass *pass, Some *some)
{
    Best *best = &pass->best;
    float least_best = !pass->worth && best->room && best->size == best->room ? best->heap[0].score : 0;
    best->size = pass->idle = 0;
    for (some->first = 0; some->first < pass->size; some->first += BLOCK) {
        some->width = pass->size - some->first < BLOCK ? pass->size - some->first : BLOCK;
        collect(pass, some);
        pass->cut = pass->worth ? 0 : least_best * pass->slack;
        idle(pass);
        leave_best(pass, some);
        int summed = sum_up(pass->words, pass->number, some, pass->size);
        for (Py_ssize_t i = 0; i < some->count; i++) {
            int64_t document = some->documents[i];
            float worth = pass->worth ? pass->worth[document] : 1;
            if (some->scores[i] * worth < least_best * pass->slack)
                continue;
            offer(best, (Rival){score_in(pass->words, pass->number, some, summed, document) * worth, document});
            if (best->room && best->size == best->room)
                least_best = fmaxf(least_best, best->heap[0].score);
        }
        if (summed)
            memset(some->sums, 0, sizeof some->sums);
    }
}

static int run(Pass *pass, Some *some)
{
    if (!find_candidates(pass, some))
        return 0;
    float least = enough(pass->share, pass->highest);
    for (Py_ssize_t i = 0; i < pass->candidates_size; i++) {
        Rival candidate = pass->candidates[i];
        if (candidate.score < least)
            continue;
        pass->found[candidate.document / BITS] |= (uint64_t)1 << candidate.document % BITS;
        if (!passes(pass, candidate.document))
            continue;
        pass->total++;
        if (!pass->worth)
            offer(&pass->best, candidate);
    }
    /* What scores enough comes before all that does not, but for its worth. */
    const Best *best = &pass->best;
    if (pass->worth || best->size < best->room || (best->room && best->heap[0].score < pass->cut))
        choose(pass, some);
    return 1;
}

/* Open the arrays of a word: (most, how many documents, bytes of what is kept of it, held uint64[⌈N/64⌉] or None, if
 * these are the documents that have it), see words.h */
static int open_word(Word *word, Array *arrays, PyObject *given, Py_ssize_t size)
{
    PyObject *bytes, *held;
    if (!PyArg_ParseTuple(given, "dnOO", &word->most, &word->count, &bytes, &held))
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
    word->step = step_of((float)word->most);
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
    pass->found = arrays[3].view.buf;
    pass->best.room = arrays[4].count;
    return 1;
}

/* Put the words in order, the one first that can give least. */
static void order(Pass *pass)
{
    for (Py_ssize_t i = 0; i < pass->number; i++) {
        Py_ssize_t place = i;
        for (; place && pass->poorest[place - 1]->most > pass->words[i].most; place--)
            pass->poorest[place] = pass->poorest[place - 1];
        pass->poorest[place] = &pass->words[i];
    }
    for (Py_ssize_t i = 1; i < pass->number; i++)
        pass->poorest[i]->rest = pass->poorest[i - 1]->rest + pass->poorest[i - 1]->most;
}

/* first_pass(words: tuple, see open_word; N; least, of the words that have to be held, at least 1; share of the
 * highest score that is enough; among uint64[⌈N/64⌉] or None; passing likewise; worth float32[N] or None; found
 * uint64[⌈N/64⌉]; best int64[k]; theirs float32[k]): writes the last three, of the best as many as are returned after
 * the number of documents that were found and pass. */
PyObject *first_pass(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *words, *beside[BESIDE], *result = NULL;
    Pass pass = {0};
    Some *some = NULL;
    if (!PyArg_ParseTuple(args, "O!nndOOOOOO", &PyTuple_Type, &words, &pass.size, &pass.least, &pass.share, &beside[0],
                          &beside[1], &beside[2], &beside[3], &beside[4], &beside[5]))
        return NULL;
    if (pass.size < 0 || pass.least < 1 || pass.least > INT32_MAX)
        return PyErr_Format(PyExc_ValueError, "%zd words cannot be needed of %zd documents", pass.least, pass.size);
    pass.number = PyTuple_Size(words);
    Py_ssize_t opened = BESIDE + OF_WORD * pass.number;
    Array *arrays = PyMem_Calloc((size_t)opened, sizeof(Array));
    pass.words = PyMem_Calloc((size_t)pass.number + 1, sizeof(Word));
    pass.poorest = PyMem_Calloc((size_t)pass.number + 1, sizeof(Word *));
    if (!arrays || !pass.words || !pass.poorest) {
        PyErr_NoMemory();
        goto end;
    }
    if (!open_beside(&pass, arrays, beside))
        goto end;
    for (Py_ssize_t i = 0; i < pass.number; i++)
        if (!open_word(&pass.words[i], arrays + BESIDE + OF_WORD * i, PyTuple_GetItem(words, i), pass.size))
            goto end;
    order(&pass);
    pass.all_hold = 1;
    for (Py_ssize_t i = 0; i < pass.number; i++)
        pass.all_hold &= pass.words[i].held == pass.words[i].having;
    pass.best.heap = PyMem_Calloc((size_t)pass.best.room + 1, sizeof(Rival));
    some = PyMem_Malloc(sizeof(Some));
    if (!pass.best.heap || !some) {
        PyErr_NoMemory();
        goto end;
    }
    int done;
    Py_BEGIN_ALLOW_THREADS
    done = run(&pass, some);
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
    PyMem_Free(some);
    PyMem_Free(pass.best.heap);
    PyMem_Free(pass.poorest);
    PyMem_Free(pass.words);
    if (arrays)
        arrays_close(arrays, (int)opened);
    PyMem_Free(arrays);
    return result;
}
