/* The first pass over words that stand side by side; the twin of `first_pass` in search/first_pass.py.
 *
 * Documents are found that hold enough of the words, which is counted in bits, and those that score enough of the best
 * one, which `max_score.h` looks for. The scores of others are worked out only where not enough score enough.
 */

#include "max_score.h"
#include "kernels.h"

enum { OF_WORD = 6, BESIDE = 6 };

/* Find what at least so many words hold. How many do is counted in binary, for all documents of a block at once,
 * beginning with what makes the last digit overflow in time. */
static void find_held(Pass *pass)
{
    enum { MOST = BLOCK / BITS };
    uint64_t digits[32][MOST], carry[MOST];
    int width = 0;
    while (((int64_t)1 << width) < pass->least)
        width++;
    int64_t begin = ((int64_t)1 << width) - pass->least;
    memset(pass->found, 0, (size_t)items(pass->size) * sizeof(uint64_t));
    for (Py_ssize_t first = 0; first < items(pass->size); first += MOST) {
        Py_ssize_t many = items(pass->size) - first < MOST ? items(pass->size) - first : MOST;
        for (int place = 0; place < width; place++)
            memset(digits[place], begin >> place & 1 ? 255 : 0, sizeof digits[place]);
        for (Py_ssize_t i = 0; i < pass->number; i++) {
            memcpy(carry, pass->words[i].held + first, (size_t)many * sizeof(uint64_t));
            for (int place = 0; place < width; place++)
                for (Py_ssize_t at = 0; at < many; at++) {
                    uint64_t digit = digits[place][at];
                    digits[place][at] = digit ^ carry[at];
                    carry[at] &= digit;
                }
            for (Py_ssize_t at = 0; at < many; at++)
                pass->found[first + at] |= carry[at];
        }
    }
}

/* Take a document that was found up, if it is among the best. */
static void take(Pass *pass, int64_t document, float score)
{
    offer(&pass->best, (Rival){pass->worth ? score * pass->worth[document] : score, document});
}

/* Choose the best of all that was found and passes. */
static void choose(Pass *pass, Some *some)
{
    pass->best.size = 0;
    for (some->first = 0; some->first < pass->size; some->first += BLOCK) {
        some->width = pass->size - some->first < BLOCK ? pass->size - some->first : BLOCK;
        some->count = 0;
        for (int64_t begin = some->first; begin < some->first + some->width; begin += BITS) {
            uint64_t bits = pass->found[begin / BITS] & (pass->passing ? pass->passing[begin / BITS] : ~(uint64_t)0);
            for (; bits; bits &= bits - 1)
                some->documents[some->count++] = begin + lowest(bits);
        }
        weigh(pass, some);
        for (Py_ssize_t i = 0; i < some->count; i++)
            if (some->documents[i] < pass->size)
                take(pass, some->documents[i], some->scores[i]);
    }
}

static int run(Pass *pass, Some *some)
{
    if (!find_candidates(pass, some))
        return 0;
    find_held(pass);
    float least = enough(pass->share, pass->highest);
    for (Py_ssize_t i = 0; i < pass->candidates_size; i++) {
        Rival candidate = pass->candidates[i];
        if (candidate.score < least)
            continue;
        pass->found[candidate.document / BITS] |= (uint64_t)1 << candidate.document % BITS;
        if (!pass->passing || has(pass->passing, candidate.document))
            take(pass, candidate.document, candidate.score);
    }
    for (Py_ssize_t at = 0; at < items(pass->size); at++)
        pass->total += ones(pass->passing ? pass->found[at] & pass->passing[at] : pass->found[at]);
    /* What scores enough comes before all that does not, but for its worth. */
    if (pass->worth || pass->best.size < pass->best.room)
        choose(pass, some);
    return 1;
}

/* Open the arrays of a word: (most, documents int64[n], scores float32[n], having uint64[⌈N/64⌉], rank uint32[⌈N/64⌉],
 * champions int64[c], held uint64[⌈N/64⌉]) */
static int open_word(Word *word, Array *arrays, PyObject *given, Py_ssize_t size)
{
    PyObject *objects[OF_WORD];
    static const Py_ssize_t itemsize[OF_WORD] = {8, 4, 8, 4, 8, 8};
    if (!PyArg_ParseTuple(given, "dOOOOOO", &word->most, &objects[0], &objects[1], &objects[2], &objects[3],
                          &objects[4], &objects[5]))
        return 0;
    for (int i = 0; i < OF_WORD; i++)
        if (!array_open(&arrays[i], objects[i], itemsize[i], READ))
            return 0;
    if (arrays[0].count != arrays[1].count || arrays[2].count != items(size) || arrays[3].count != items(size) ||
        arrays[5].count != items(size)) {
        PyErr_SetString(PyExc_ValueError, "the arrays of a word are of other lengths");
        return 0;
    }
    word->documents = arrays[0].view.buf;
    word->scores = arrays[1].view.buf;
    word->having = arrays[2].view.buf;
    word->rank = arrays[3].view.buf;
    word->champions = arrays[4].view.buf;
    word->held = arrays[5].view.buf;
    word->count = arrays[0].count;
    word->champions_count = arrays[4].count;
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
