/* What a word adds to the scores of one segment's documents; the twin of `added_up` in search/layers.py.
 *
 * The postings of its exact form, stem and root are merged by document, and BM25 of each layer is added up in
 * single precision, in the order in which the twin adds: stem, exact form, root, lead.
 */

#include "kernels.h"

enum { EXACT, STEM, ROOT, LAYERS, LEAD = LAYERS };

/* One layer's postings, and how far they were read: documents are numbers of 16 or of 32 bits. */
typedef struct {
    const void *documents;
    const uint8_t *counts;
    Py_ssize_t next, end;
    int wide;
} Postings;

/* What a layer's frequencies are worth: their idf, and the weight of each layer. */
typedef struct {
    float idf[LAYERS + 1], weight[LAYERS + 1];
} Worth;

/* What is known of the segment's documents, the first of which has the number `base` in the collection. */
typedef struct {
    const uint8_t *alive;
    const float *norms, *lead_norms, *frequency;
    const Worth *worth;
    Py_ssize_t base, size;
} Segment;

/* What is written, from `at` on. */
typedef struct {
    int32_t *documents;
    float *scores;
    uint8_t *has_stem, *held;
    Py_ssize_t at, room;
} Impacts;

static inline uint32_t next_document(const Postings *postings)
{
    if (postings->next == postings->end)
        return UINT32_MAX;
    return postings->wide ? ((const uint32_t *)postings->documents)[postings->next]
                          : ((const uint16_t *)postings->documents)[postings->next];
}

static inline float bm25(const Worth *worth, int layer, float frequency, float norm)
{
    return worth->weight[layer] * (worth->idf[layer] * frequency / (frequency + norm));
}

/* Open what belongs to one layer; 0 where documents and counts do not fit, and an exception is set. */
static int open_postings(Postings *postings, Array *documents, Array *counts, PyObject *const *given)
{
    if (!array_open(counts, given[1], 1, READ))
        return 0;
    if (PyObject_GetBuffer(given[0], &documents->view, PyBUF_ND | PyBUF_C_CONTIGUOUS) < 0)
        return 0;
    Py_ssize_t width = documents->view.itemsize;
    if ((width != 2 && width != 4) || documents->view.len != width * counts->count) {
        PyErr_SetString(PyExc_ValueError, "as many documents as counts are needed, of 16 or 32 bits");
        return 0;
    }
    *postings = (Postings){documents->view.buf, counts->view.buf, 0, counts->count, width == 4};
    return 1;
}

/* Take up one document at a time, from whichever layers have it; 0 where one is not there. */
static int merge(Postings *layers, const uint8_t *lead, const Segment *segment, Impacts *impacts)
{
    const Worth *worth = segment->worth;
    for (;;) {
        uint32_t heads[LAYERS], document = UINT32_MAX;
        float often[LAYERS];
        int has[LAYERS];
        for (int layer = 0; layer < LAYERS; layer++) {
            heads[layer] = next_document(&layers[layer]);
            document = heads[layer] < document ? heads[layer] : document;
        }
        if (document == UINT32_MAX)
            return 1;
        if ((Py_ssize_t)document >= segment->size || impacts->at >= impacts->room)
            return 0;
        uint8_t leading = heads[STEM] == document ? lead[layers[STEM].next] : 0;
        for (int layer = 0; layer < LAYERS; layer++)
            if ((has[layer] = heads[layer] == document))
                often[layer] = segment->frequency[layers[layer].counts[layers[layer].next++]];
        if (!segment->alive[document])
            continue;
        Py_ssize_t number = segment->base + document;
        float norm = segment->norms[number], score = 0;
        if (has[STEM])
            score = bm25(worth, STEM, often[STEM], norm);
        if (has[EXACT])
            score += bm25(worth, EXACT, often[EXACT], norm);
        if (has[ROOT])
            score += bm25(worth, ROOT, often[ROOT], norm);
        if (leading)
            score += bm25(worth, LEAD, leading, segment->lead_norms[number]);
        impacts->documents[impacts->at] = (int32_t)number;
        impacts->scores[impacts->at] = score;
        impacts->has_stem[impacts->at++] = (uint8_t)has[STEM];
        if (has[STEM] || has[ROOT])
            impacts->held[number >> 3] |= (uint8_t)(1 << (number & 7));
    }
}

/* added_up(exact docs, counts uint8, stem docs, counts uint8, root docs, counts uint8, lead uint8 of the stem,
 *         alive bool[d], norms float32[n], lead norms float32[n], frequencies float32[256], worth float32[8],
 *         base, at, documents int32[m], scores float32[m], has_stem bool[m], held bits uint8[>= n / 8])
 * -> where what was written ends in `documents` and its kin: it begins at `at`. `worth` is the idf of
 *    exact form, stem, root and lead, then their weights; documents are numbered from `base` on in all but the
 *    postings and `alive`. */
PyObject *added_up(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *given[16];
    Array arrays[16] = {0};
    Py_ssize_t base, at, done = -1;
    Postings layers[LAYERS];
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOOnnOOOO", &given[0], &given[1], &given[2], &given[3], &given[4],
                          &given[5], &given[6], &given[7], &given[8], &given[9], &given[10], &given[11], &base, &at,
                          &given[12], &given[13], &given[14], &given[15]))
        return NULL;
    for (int layer = 0; layer < LAYERS; layer++)
        if (!open_postings(&layers[layer], &arrays[2 * layer], &arrays[2 * layer + 1], given + 2 * layer))
            goto end;
    const Py_ssize_t itemsizes[16] = {[6] = 1, 1, 4, 4, 4, 4, 4, 4, 1, 1};
    for (int i = 6; i < 16; i++)
        if (!array_open(&arrays[i], given[i], itemsizes[i], i < 12 ? READ : WRITE))
            goto end;
    Segment segment = {arrays[7].view.buf,  arrays[8].view.buf, arrays[9].view.buf, arrays[10].view.buf,
                       arrays[11].view.buf, base,               arrays[7].count};
    Impacts impacts = {arrays[12].view.buf, arrays[13].view.buf, arrays[14].view.buf,
                       arrays[15].view.buf, at,                  arrays[12].count};
    Py_ssize_t all = arrays[8].count;
    if (arrays[6].count != arrays[3].count || arrays[9].count != all || arrays[10].count != 256 ||
        arrays[11].count != 8 || arrays[13].count != impacts.room || arrays[14].count != impacts.room || base < 0 ||
        at < 0 || base > all - segment.size || all > INT32_MAX || arrays[15].count < (all + 7) / 8)
        PyErr_SetString(PyExc_ValueError, "arrays of impacts that do not fit each other");
    else if (!merge(layers, arrays[6].view.buf, &segment, &impacts))
        PyErr_SetString(PyExc_ValueError, "postings of documents that are not there");
    else
        done = impacts.at;
end:
    arrays_close(arrays, 16);
    return done < 0 ? NULL : PyLong_FromSsize_t(done);
}
