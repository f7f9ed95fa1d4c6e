/* The blocks of Whoosh's posting file as pickles; the twin of `_pickled_blocks` in index/whoosh_postings.py.
 *
 * A block is a tuple of gaps between documents, of weights (None where all are 1, one where all are the same), and of
 * values: for each posting the number of its positions and a pickle of their gaps.
 */

#include "kernels.h"

/* The instructions of pickle that are needed: see Python's pickletools. */
static const uint8_t HEAD[] = {0x80, 3, '('}, END[] = {0x87, '.'};
enum { MARK = '(', TUPLE = 't', NONE = 'N', FLOAT = 'G', EMPTY_LIST = ']', APPENDS = 'e' };
enum { INT1 = 'K', INT2 = 'M', INT4 = 'J', BYTES1 = 'C', BYTES4 = 'B' };

/* The most bytes that a number, a posting without its positions, and a block without its postings take. */
enum { NUMBER = 5, POSTING = NUMBER + 9 + 5 + 4 + 3, BLOCK = sizeof HEAD + 1 + 11 + 2 + sizeof END };

typedef struct {
    const uint32_t *document, *frequency;
    const int64_t *first;
    const int32_t *position;
} Postings;

static uint8_t *put_int(uint8_t *out, uint32_t number)
{
    int size = number > 0xFFFF ? 4 : number > 0xFF ? 2 : 1;
    *out++ = size == 4 ? INT4 : size == 2 ? INT2 : INT1;
    for (int i = 0; i < size; i++)
        *out++ = (uint8_t)(number >> 8 * i);
    return out;
}

/* A number as a float of 8 bytes, the highest first. */
static uint8_t *put_float(uint8_t *out, uint32_t number)
{
    double value = number;
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    *out++ = FLOAT;
    for (int shift = 56; shift >= 0; shift -= 8)
        *out++ = (uint8_t)(bits >> shift);
    return out;
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
    uint32_t largest = 4 + 3 + NUMBER * count; /* if it may be long, its length is worked out first */
    if (largest > 0xFF) {
        largest = 4 + 3;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t gap = (uint32_t)(position[i] - (i ? position[i - 1] : 0));
            largest += gap > 0xFFFF ? 5 : gap > 0xFF ? 3 : 2;
        }
    }
    int size = largest > 0xFF ? 4 : 1;
    uint8_t *begin = out;
    out += 1 + size;
    for (int shift = 24; shift >= 0; shift -= 8)
        *out++ = (uint8_t)(count >> shift);
    *out++ = EMPTY_LIST;
    *out++ = MARK;
    for (uint32_t i = 0; i < count; i++)
        out = put_int(out, (uint32_t)(position[i] - (i ? position[i - 1] : 0)));
    *out++ = APPENDS;
    uint32_t length = (uint32_t)(out - begin - 1 - size);
    *begin++ = size == 4 ? BYTES4 : BYTES1;
    for (int i = 0; i < size; i++)
        *begin++ = (uint8_t)(length >> 8 * i);
    return out;
}

static uint8_t *put_block(uint8_t *out, const Postings *all, Py_ssize_t begin, Py_ssize_t end)
{
    memcpy(out, HEAD, sizeof HEAD);
    out += sizeof HEAD;
    for (Py_ssize_t i = begin; i < end; i++)
        out = put_int(out, all->document[i] - (i > begin ? all->document[i - 1] : 0));
    *out++ = TUPLE;
    out = put_weights(out, all->frequency + begin, end - begin);
    *out++ = MARK;
    for (Py_ssize_t i = begin; i < end; i++)
        out = put_value(out, all->frequency[i], all->position + all->first[i]);
    *out++ = TUPLE;
    memcpy(out, END, sizeof END);
    return out + sizeof END;
}

/* Whether places ascend from 0 to at most `end`. */
static int ascend(const int64_t *place, Py_ssize_t count, Py_ssize_t end)
{
    for (Py_ssize_t i = 0; i < count; i++)
        if (place[i] < (i ? place[i - 1] : 0) || place[i] > end)
            return 0;
    return 1;
}

/* posting_blocks(document uint32[p], frequency uint32[p], first int64[p], position int32[t], block int64[b],
 * out uint8[s], borders int64[b+1]), s at least `POSTING` p + `NUMBER` t + `BLOCK` b; writes the last two: the pickles
 * of blocks that begin with those postings, whose positions begin at `first` */
PyObject *posting_blocks(PyObject *module, PyObject *args)
{
    (void)module;
    Array a[7] = {0};
    int done = 0;
    if (!arrays_open(a, args, "4484818", 5))
        goto end;
    Py_ssize_t postings = a[0].count, positions = a[3].count, blocks = a[4].count;
    const int64_t *block = a[4].view.buf;
    Postings all = {a[0].view.buf, a[1].view.buf, a[2].view.buf, a[3].view.buf};
    int good = a[1].count == postings && a[2].count == postings && a[6].count == blocks + 1 &&
               a[5].count >= POSTING * postings + NUMBER * positions + BLOCK * blocks &&
               ascend(all.first, postings, positions) && ascend(block, blocks, postings - 1) &&
               (!blocks || block[0] == 0);
    for (Py_ssize_t i = 0; good && i < postings; i++)
        good = all.frequency[i] == (i + 1 < postings ? all.first[i + 1] : positions) - all.first[i];
    for (Py_ssize_t i = 1; good && i < blocks; i++)
        good = block[i] > block[i - 1];
    if (!good) {
        PyErr_SetString(PyExc_ValueError, "every posting has as many positions as it says, and every block postings");
        goto end;
    }
    uint8_t *out = a[5].view.buf, *at = out;
    int64_t *borders = a[6].view.buf;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < blocks; i++) {
        borders[i] = at - out;
        at = put_block(at, &all, block[i], i + 1 < blocks ? block[i + 1] : postings);
    }
    borders[blocks] = at - out;
    Py_END_ALLOW_THREADS
    done = 1;
end:
    arrays_close(a, 7);
    return done ? Py_NewRef(Py_None) : NULL;
}
