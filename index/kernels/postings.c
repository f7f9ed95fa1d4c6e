/* Posting lists by counting; the twins of `invert` and `count_postings` in index/postings.py.
 *
 * Tokens come in the order of the documents. Put in the order of their terms, each term's as they came, those of one
 * posting stand together.
 */

#include "kernels.h"

enum { AHEAD = 16 };

/* Where tokens go is all over memory: the places of those that come are asked for before their turn. */
#define ASK_AHEAD(i, tokens, term, begin, places)            \
    if ((tokens) - (i) > 2 * AHEAD) {                        \
        PREFETCH(&(begin)[(term)[(i) + 2 * AHEAD]]);         \
        PREFETCH(&(places)[(begin)[(term)[(i) + AHEAD]]]);   \
    }

/* Write where the tokens of each term begin among those by term; 0 if there is a term beyond the last. */
static int count_tokens(const int32_t *term, Py_ssize_t tokens, int64_t *begin, Py_ssize_t terms)
{
    memset(begin, 0, (size_t)(terms + 1) * sizeof(int64_t));
    for (Py_ssize_t i = 0; i < tokens; i++) {
        if (term[i] < 0 || term[i] >= terms)
            return 0;
        begin[term[i] + 1]++;
    }
    for (Py_ssize_t i = 0; i < terms; i++)
        begin[i + 1] += begin[i];
    return 1;
}

/* Once the tokens are in place, each term's beginning has gone to its end, which is where the next one began. */
static void go_back(int64_t *begin, Py_ssize_t terms)
{
    memmove(begin + 1, begin, (size_t)terms * sizeof(int64_t));
    begin[0] = 0;
}

static PyObject *finish(Array *arrays, int number, const char *wrong, Py_ssize_t postings)
{
    arrays_close(arrays, number);
    if (wrong && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, wrong);
    return wrong ? NULL : PyLong_FromSsize_t(postings);
}

/* count_postings(term int32[t], document int32[t], marks uint8[m*t], offset int64[terms+1], documents uint32[t],
 * frequency uint32[t], marked uint32[m*t]), m at most 2; writes the last four and returns how many postings there are,
 * with which the last three begin, `marked` those of each mark. Documents have to be below 2^30. */
PyObject *count_postings(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[7] = {0};
    if (!arrays_open(a, args, "4418444", 3))
        return finish(a, 7, "wrong arrays", 0);
    Py_ssize_t tokens = a[0].count, terms = a[3].count - 1, marks = tokens ? a[2].count / tokens : 0, postings = -1;
    if (a[1].count != tokens || a[2].count != marks * tokens || marks > 2 || terms < 0 || a[4].count != tokens ||
        a[5].count != tokens || a[6].count != marks * tokens)
        return finish(a, 7, "documents, marks and counts have to be as many as tokens", 0);
    const int32_t *term = a[0].view.buf, *document = a[1].view.buf;
    const uint8_t *mark[2] = {a[2].view.buf, (uint8_t *)a[2].view.buf + (marks > 1 ? tokens : 0)};
    int64_t *begin = a[3].view.buf;
    uint32_t *documents = a[4].view.buf, *frequency = a[5].view.buf;
    uint32_t *marked[2] = {a[6].view.buf, (uint32_t *)a[6].view.buf + (marks > 1 ? tokens : 0)};
    Py_BEGIN_ALLOW_THREADS
    if (count_tokens(term, tokens, begin, terms)) {
        /* Documents and marks of all tokens by term come first, where the documents of the postings go: they are no
         * more, and are written over what was read. */
        for (Py_ssize_t i = 0; i < tokens; i++) {
            ASK_AHEAD(i, tokens, term, begin, documents)
            uint32_t bits = marks ? mark[0][i] & 1 : 0;
            if (marks > 1)
                bits |= (mark[1][i] & 1) << 1;
            documents[begin[term[i]]++] = (uint32_t)document[i] << 2 | bits;
        }
        go_back(begin, terms);
        postings = 0;
        for (Py_ssize_t t = 0, i = 0; t < terms; t++) {
            Py_ssize_t end = begin[t + 1];
            begin[t] = postings;
            while (i < end) {
                uint32_t here = documents[i] >> 2, sums[2] = {0, 0}, count = 0;
                for (; i < end && documents[i] >> 2 == here; i++, count++) {
                    sums[0] += documents[i] & 1;
                    sums[1] += documents[i] >> 1 & 1;
                }
                documents[postings] = here;
                frequency[postings] = count;
                for (Py_ssize_t m = 0; m < marks; m++)
                    marked[m][postings] = sums[m];
                postings++;
            }
        }
        begin[terms] = postings;
    }
    Py_END_ALLOW_THREADS
    return finish(a, 7, postings < 0 ? "a token of a term beyond the last" : NULL, postings);
}

/* invert(term int32[t], document int32[t], position int32[t], begin int64[terms+1], offset int64[terms+1],
 * documents uint32[t], frequency uint32[t], first int64[t], positions int32[t]); writes the last six and returns how many
 * postings there are, with which `documents`, `frequency` and `first` begin. Positions must not be below 0. */
PyObject *invert(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[9] = {0};
    if (!arrays_open(a, args, "444884484", 3))
        return finish(a, 9, "wrong arrays", 0);
    Py_ssize_t tokens = a[0].count, terms = a[3].count - 1, postings = -1;
    if (terms < 0 || a[4].count != terms + 1 || a[1].count != tokens || a[2].count != tokens || a[5].count != tokens ||
        a[6].count != tokens || a[7].count != tokens || a[8].count != tokens)
        return finish(a, 9, "documents and places have to be as many as tokens", 0);
    const int32_t *term = a[0].view.buf, *document = a[1].view.buf, *position = a[2].view.buf;
    int64_t *begin = a[3].view.buf, *offset = a[4].view.buf, *first = a[7].view.buf;
    uint32_t *documents = a[5].view.buf, *frequency = a[6].view.buf;
    int32_t *positions = a[8].view.buf;
    Py_BEGIN_ALLOW_THREADS
    if (count_tokens(term, tokens, begin, terms)) {
        /* Documents and positions of all tokens by term come first, where `first` goes: see `count_postings`. */
        for (Py_ssize_t i = 0; i < tokens; i++) {
            ASK_AHEAD(i, tokens, term, begin, first)
            first[begin[term[i]]++] = (int64_t)((uint64_t)(uint32_t)document[i] << 32 | (uint32_t)position[i]);
        }
        go_back(begin, terms);
        postings = 0;
        for (Py_ssize_t t = 0, i = 0; t < terms; t++) {
            Py_ssize_t end = begin[t + 1];
            offset[t] = postings;
            while (i < end) {
                uint32_t here = (uint32_t)((uint64_t)first[i] >> 32);
                Py_ssize_t start = i;
                for (; i < end && (uint32_t)((uint64_t)first[i] >> 32) == here; i++)
                    positions[i] = (int32_t)((uint64_t)first[i] & 0xFFFFFFFF);
                documents[postings] = here;
                frequency[postings] = (uint32_t)(i - start);
                first[postings++] = start;
            }
        }
        offset[terms] = postings;
    }
    Py_END_ALLOW_THREADS
    return finish(a, 9, postings < 0 ? "a token of a term beyond the last" : NULL, postings);
}
