/* The posting lists of a field as they stand in Whoosh's posting file; the twin of `_write_part` in
 * index/whoosh_postings.py, which describes them. Only what deflate makes of a block may have other bytes.
 */

#include "deflate.h"
#include "kernels.h"
#include "pickles.h"

enum { BLOCK = 128, COMPRESSED_FROM = 120 };
enum { MAGIC = 4, SIZE = 4, HEAD = 30, INFO = 35 }; /* bytes of what Whoosh keeps of a block and of a term */

/* The most bytes of a pickle that a posting without its positions takes, and a block without its postings; then what a
 * number, a posting and a term take at most once they are deflated, with all that stands around a block. */
enum { PICKLED_POSTING = INT_MOST + FLOAT_SIZE + 5 + 4 + 3, PICKLED_BLOCK = 3 + 1 + 2 + 2 + 2 };
enum { NUMBER_ROOM = 6, POSTING_ROOM = 32, TERM_ROOM = 80 };

typedef struct {
    const uint32_t *document, *frequency;
    const int64_t *first;    /* of each posting, among the positions */
    const int32_t *position; /* NULL for a field that keeps none */
    const uint8_t *length;   /* of the field in each document */
} Postings;

/* What is known of several postings. */
typedef struct {
    uint64_t weight;
    uint32_t heaviest;
    uint8_t shortest, longest;
} Summary;

static Summary summary_of(const Postings *all, Py_ssize_t begin, Py_ssize_t end)
{
    Summary found = {0, 0, 0xFF, 0};
    for (Py_ssize_t i = begin; i < end; i++) {
        uint32_t frequency = all->frequency[i];
        uint8_t length = all->length[all->document[i]];
        found.weight += frequency;
        found.heaviest = frequency > found.heaviest ? frequency : found.heaviest;
        found.shortest = length < found.shortest ? length : found.shortest;
        found.longest = length > found.longest ? length : found.longest;
    }
    return found;
}

static uint8_t *put_weights(uint8_t *out, const uint32_t *frequency, Py_ssize_t count)
{
    int several = 0;
    for (Py_ssize_t i = 1; i < count; i++)
        several |= frequency[i] != frequency[0];
    if (!several) {
        if (frequency[0] > 1)
            return put_float(out, frequency[0]);
        *out++ = NONE;
        return out;
    }
    *out++ = MARK;
    for (Py_ssize_t i = 0; i < count; i++)
        out = put_float(out, frequency[i]);
    *out++ = TUPLE;
    return out;
}

/* The value of a posting as a string of bytes; its length is known when its content is there. */
static uint8_t *put_value(uint8_t *out, uint32_t count, const int32_t *position)
{
    uint64_t largest = 4 + 3 + (uint64_t)INT_MOST * count; /* if it may be long, its length is worked out first */
    if (largest > 0xFF) {
        largest = 4 + 3;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t gap = (uint32_t)(position[i] - (i ? position[i - 1] : 0));
            largest += gap > 0xFFFF ? 5 : gap > 0xFF ? 3 : 2;
        }
    }
    int size = largest > 0xFF ? 4 : 1;
    uint8_t *begin = out;
    out = put_highest_first(out + 1 + size, count, 4);
    *out++ = EMPTY_LIST;
    *out++ = MARK;
    for (uint32_t i = 0; i < count; i++)
        out = put_int(out, (uint32_t)(position[i] - (i ? position[i - 1] : 0)));
    *out++ = APPENDS;
    *begin = size == 4 ? BYTES4 : BYTES1;
    put_lowest_first(begin + 1, (uint32_t)(out - begin - 1 - size), size);
    return out;
}

/* The pickle of a block: gaps between documents, weights (None where all are 1, one where all are the same), values. */
static uint8_t *put_block(uint8_t *out, const Postings *all, Py_ssize_t begin, Py_ssize_t end)
{
    *out++ = PROTOCOL, *out++ = 3, *out++ = MARK;
    for (Py_ssize_t i = begin; i < end; i++)
        out = put_int(out, all->document[i] - (i > begin ? all->document[i - 1] : 0));
    *out++ = TUPLE;
    out = put_weights(out, all->frequency + begin, end - begin);
    if (all->position) {
        *out++ = MARK;
        for (Py_ssize_t i = begin; i < end; i++)
            out = put_value(out, all->frequency[i], all->position + all->first[i]);
        *out++ = TUPLE;
    } else
        *out++ = NONE;
    *out++ = TUPLE3, *out++ = STOP;
    return out;
}

/* Put a block: its size, its head, and its pickle, which is made in `pickle`. */
static uint8_t *put_whole_block(uint8_t *out, uint8_t *pickle, const FixedCodes *codes, const Postings *all,
                                Py_ssize_t begin, Py_ssize_t end, int last)
{
    size_t size = (size_t)(put_block(pickle, all, begin, end) - pickle), kept = size;
    uint8_t *body = out + SIZE + HEAD;
    if (size > COMPRESSED_FROM)
        kept = (size_t)(deflate(codes, pickle, (uint32_t)size, body) - body);
    int compressed = kept < size;
    if (!compressed)
        memcpy(body, pickle, kept = size);
    Summary known = summary_of(all, begin, end);
    int32_t whole = (int32_t)(HEAD + kept);
    out = put_highest_first(out, (uint32_t)(last ? -whole : whole), SIZE);
    *out++ = PROTOCOL, *out++ = 2, *out++ = MARK;
    out = put_int4(out, (uint32_t)(end - begin));
    out = put_int4(out, all->document[end - 1]);
    out = put_float(out, known.heaviest);
    out = put_byte(out, (uint8_t)compressed);
    out = put_byte(out, known.shortest);
    out = put_byte(out, known.longest);
    *out++ = TUPLE, *out++ = STOP;
    return body + kept;
}

static uint8_t *put_float4(uint8_t *out, double number)
{
    float value = (float)number;
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return put_highest_first(out, bits, 4);
}

/* Put what Whoosh keeps of a term whose postings take those bytes of the file. */
static uint8_t *put_info(uint8_t *out, const Postings *all, Py_ssize_t begin, Py_ssize_t end, int64_t place, int64_t size)
{
    Summary known = summary_of(all, begin, end);
    *out++ = 0; /* the postings are in the file */
    out = put_float4(out, (double)known.weight);
    out = put_highest_first(out, (uint64_t)(end - begin), 4);
    *out++ = known.shortest;
    *out++ = known.longest;
    out = put_float4(out, known.heaviest);
    out = put_highest_first(out, all->document[begin], 4);
    out = put_highest_first(out, all->document[end - 1], 4);
    out = put_highest_first(out, (uint64_t)place, 8);
    return put_highest_first(out, (uint64_t)size, 4);
}

/* Whether every term has postings, every posting positions (or none has), and every document a length. */
static int good(const Postings *all, const int64_t *offset, Py_ssize_t terms, Py_ssize_t postings,
                Py_ssize_t positions, Py_ssize_t documents)
{
    int found = offset[0] == 0 && offset[terms] == postings;
    for (Py_ssize_t i = 0; found && i < terms; i++)
        found = offset[i] < offset[i + 1];
    int64_t place = 0;
    for (Py_ssize_t i = 0; found && i < postings; i++) {
        found = all->document[i] < documents && (!positions || all->first[i] == place);
        place += all->frequency[i];
    }
    return found && (!positions || place == positions);
}

/* posting_blocks(offset int64[terms+1], document uint32[p], frequency uint32[p], first int64[p], position int32[t],
 * length uint8[documents], infos uint8[`INFO` terms], out uint8[s]), s at least `NUMBER_ROOM` t + `POSTING_ROOM` p +
 * `TERM_ROOM` terms; writes the last two and returns how many bytes are in `out`. There are no positions if the field
 * keeps none. */
PyObject *posting_blocks(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[8] = {0};
    uint8_t *pickle = NULL;
    Py_ssize_t written = -1;
    if (!arrays_open(a, args, "84484111", 6))
        goto end;
    Py_ssize_t terms = a[0].count - 1, postings = a[1].count, positions = a[4].count;
    const int64_t *offset = a[0].view.buf;
    Postings all = {a[1].view.buf, a[2].view.buf, a[3].view.buf, positions ? a[4].view.buf : NULL, a[5].view.buf};
    if (terms < 0 || a[2].count != postings || a[3].count != postings || a[6].count != INFO * terms ||
        positions >= INT32_MAX / NUMBER_ROOM / 2 ||
        a[7].count < NUMBER_ROOM * positions + POSTING_ROOM * postings + TERM_ROOM * terms ||
        !good(&all, offset, terms, postings, positions, a[5].count)) {
        PyErr_SetString(PyExc_ValueError, "every term has postings, and each as many positions as it says");
        goto end;
    }
    Py_ssize_t most = 0;
    for (Py_ssize_t i = 0; all.position && i < postings; i += BLOCK) {
        Py_ssize_t last = i + 2 * BLOCK < postings ? i + 2 * BLOCK : postings; /* a block begins anywhere */
        Py_ssize_t count = (last < postings ? all.first[last] : positions) - all.first[i];
        most = count > most ? count : most;
    }
    if (!(pickle = PyMem_Malloc((size_t)(PICKLED_BLOCK + BLOCK * PICKLED_POSTING + INT_MOST * most)))) {
        PyErr_NoMemory();
        goto end;
    }
    uint8_t *info = a[6].view.buf, *out = a[7].view.buf, *at = out;
    Py_BEGIN_ALLOW_THREADS
    FixedCodes codes;
    fixed_codes(&codes);
    for (Py_ssize_t term = 0; term < terms; term++) {
        Py_ssize_t begin = offset[term], end = offset[term + 1];
        uint8_t *start = at;
        memcpy(at, "W3Bl", MAGIC);
        at += MAGIC;
        for (Py_ssize_t i = begin; i < end; i += BLOCK)
            at = put_whole_block(at, pickle, &codes, &all, i, i + BLOCK < end ? i + BLOCK : end, i + BLOCK >= end);
        info = put_info(info, &all, begin, end, start - out, at - start);
    }
    Py_END_ALLOW_THREADS
    written = at - out;
end:
    PyMem_Free(pickle);
    arrays_close(a, 8);
    return written < 0 ? NULL : PyLong_FromSsize_t(written);
}
