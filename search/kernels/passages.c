/* The passages of articles and the tokens to mark in them; the twin of `_Batch` in search/reading.py.
 *
 * Each article is gone through twice: for its matches, which are the tokens whose word is in the family of a word of
 * the query, and along these (see sweep.h). A sieve by the last bits of a word lets nearly all others through without
 * a look at the families: it is made anew for each segment, for of all segments' words it would let few through.
 */

#include "bits.h"
#include "kernels.h"
#include "segments.h"
#include "sweep.h"
#include <stdlib.h>

enum { SIEVE = 1 << 15 };        /* bytes: what a processor has nearest */
enum { AHEAD = 128, LINE = 16 }; /* tokens that are sent for before they are read, and how many come at once */

typedef struct {
    const int64_t *words;
    const uint8_t *closeness;
    const float *strength;
    Py_ssize_t size;
} Family;

typedef struct {
    const int32_t *words; /* of its tokens, title first */
    int64_t count, title;
    Py_ssize_t segment;
} Text;

typedef struct {
    const Family *families;
    Family *here;   /* what of them is of one segment, */
    int64_t base;   /* whose words are numbered from this on */
    int32_t number; /* of families */
    uint8_t *sieve;
    Match *matches;
    Py_ssize_t found, matches_room;
    int32_t *marks;
    Py_ssize_t marked, marks_room;
    Sweep sweep;
} Reading;

/* Make room for one item more; 0 where there is no memory. */
static int make_room(void **items, Py_ssize_t *room, Py_ssize_t wanted, size_t size)
{
    if (wanted <= *room)
        return 1;
    Py_ssize_t more = wanted < 256 ? 256 : 2 * wanted;
    void *moved = realloc(*items, (size_t)more * size);
    if (!moved)
        return 0;
    *items = moved;
    *room = more;
    return 1;
}

/* Return how many words of a family come before a word. */
static Py_ssize_t before(const Family *family, int64_t word)
{
    Py_ssize_t first = 0;
    for (Py_ssize_t size = family->size; size > 0;) {
        Py_ssize_t half = size / 2;
        if (family->words[first + half] < word) {
            first += half + 1;
            size -= half + 1;
        } else {
            size = half;
        }
    }
    return first;
}

/* Take up the words of a segment that are in the families, and put a bit for each family into the sieve. */
static void enter(Reading *reading, const Array *bases, Py_ssize_t segment)
{
    const int64_t *base = (const int64_t *)bases->view.buf + segment;
    reading->base = base[0];
    memset(reading->sieve, 0, SIEVE);
    for (int32_t i = 0; i < reading->number; i++) {
        const Family *family = &reading->families[i];
        Py_ssize_t first = before(family, base[0]);
        Py_ssize_t end = segment + 1 < bases->count ? before(family, base[1]) : family->size;
        Family here = {family->words + first, family->closeness + first, family->strength + first,
                       end > first ? end - first : 0};
        for (Py_ssize_t place = 0; place < here.size; place++)
            reading->sieve[(here.words[place] - base[0]) & (SIEVE - 1)] |= (uint8_t)(1 << i % 8);
        reading->here[i] = here;
    }
}

/* Return the place of a word in a family, -1 if it is not there. */
static Py_ssize_t place_of(const Family *family, int64_t word)
{
    const int64_t *from = family->words;
    for (Py_ssize_t size = family->size; size > 1; size -= size / 2)
        from = from[size / 2] <= word ? from + size / 2 : from;
    return family->size && *from == word ? from - family->words : -1;
}

static int kind_of(uint8_t closeness)
{
    return closeness == SAME ? 0 : closeness == STEM ? 1 : closeness == ROOT ? 2 : closeness == ALIKE ? LIKENESS : -1;
}

/* Collect the matches of an article in the order of its tokens; 0 where there is no memory. */
static int collect(Reading *reading, const Text *text)
{
    const int32_t *words = text->words;
    const uint8_t *sieve = reading->sieve;
    const int64_t count = text->count;
    reading->found = 0;
    for (int64_t token = 0; token < count; token++) {
        uint8_t sieved = sieve[words[token] & (SIEVE - 1)];
        for (int32_t i = 0; sieved && i < reading->number; i++) {
            const Family *family = &reading->here[i];
            Py_ssize_t place = sieved & 1 << i % 8 ? place_of(family, reading->base + words[token]) : -1;
            int kind = place < 0 ? -1 : kind_of(family->closeness[place]);
            if (kind < 0)
                continue;
            if (!make_room((void **)&reading->matches, &reading->matches_room, reading->found + 1, sizeof(Match)))
                return 0;
            reading->matches[reading->found++] = (Match){
                .token = (int32_t)token,
                .family = i,
                .kind = (uint8_t)kind,
                .closeness = family->closeness[place],
                .strength = family->strength[place],
            };
        }
    }
    return 1;
}

/* Read articles one after the other; 0 where there is no memory. */
static int read_all(Reading *reading, const Array *bases, const Text *texts, Py_ssize_t count, float *weights,
                    int64_t *anchors, int64_t *borders)
{
    borders[0] = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!i || texts[i].segment != texts[i - 1].segment)
            enter(reading, bases, texts[i].segment);
        if (!collect(reading, &texts[i]) || !make_room((void **)&reading->marks, &reading->marks_room,
                                                       reading->marked + reading->found, sizeof(int32_t)))
            return 0;
        Passage best = sweep_matches(&reading->sweep, reading->matches, reading->found, texts[i].title, reading->marks,
                                     &reading->marked);
        weights[i] = best.weight;
        anchors[i] = best.anchor;
        borders[i + 1] = reading->marked;
    }
    return 1;
}

/* What a call is given, by the number of its array; after these come three of each segment and of each family. */
enum { BASES, WORD_BASES, DOCUMENTS, IDF, TILT, WEIGHTS, ANCHORS, BORDERS, PLAIN };

/* Find the texts of documents in the columns of their segments. */
static int find_texts(const Array *plain, const Segments *segments, Text *texts)
{
    for (Py_ssize_t i = 0; i < plain[DOCUMENTS].count; i++) {
        int64_t number, first;
        const Array *of = columns_of(segments, ((const int64_t *)plain[DOCUMENTS].view.buf)[i], &number);
        if (!of || !slice_of(&of[1], number, of[0].count, &first, &texts[i].count))
            return 0;
        if (number >= of[2].count)
            return refuse("a segment has fewer documents than it is said to have");
        texts[i].words = (const int32_t *)of[0].view.buf + first;
        texts[i].title = ((const uint32_t *)of[2].view.buf)[number];
        texts[i].segment = segment_of(segments, of);
        for (int64_t token = 0; token < texts[i].count && token < AHEAD; token += LINE)
            prefetch(texts[i].words + token);
    }
    return 1;
}

/* Open the families. */
static int take_families(PyObject *sequence, Array *arrays, Py_ssize_t number, Family *families)
{
    static const Py_ssize_t sizes[] = {sizeof(int64_t), sizeof(uint8_t), sizeof(float)};
    for (Py_ssize_t i = 0; i < number; i++, arrays += 3) {
        if (!open_columns(arrays, sequence, i, 3, sizes))
            return 0;
        if (arrays[1].count != arrays[0].count || arrays[2].count != arrays[0].count)
            return refuse("a family has to have a closeness and a strength for each word");
        families[i] = (Family){arrays[0].view.buf, arrays[1].view.buf, arrays[2].view.buf, arrays[0].count};
    }
    return 1;
}

/* passages(segments: of each its words int32, offsets int64 and titles uint32 from the forward columns;
 *          bases int64[segments + 1] of documents; word_bases int64[segments]; documents int64[n];
 *          families: of each its words int64, ascending, closeness uint8 and strength float32;
 *          idf float32[families]; by_stem, by_root, reach: see `Ranking`;
 *          tilt float32[1 or more] by token, beyond them as at the last;
 *          weights float32[n], anchors int64[n], borders int64[n + 1], to be written)
 *
 * Returns the tokens to mark as bytes of int32: those of a document lie between its borders. */
PyObject *passages(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *objects[PLAIN], *columns, *sequence, *marks = NULL;
    float by_stem, by_root, reach;
    Reading reading = {0};
    if (!PyArg_ParseTuple(args, "OOOOOOfffOOOO", &columns, &objects[BASES], &objects[WORD_BASES], &objects[DOCUMENTS],
                          &sequence, &objects[IDF], &by_stem, &by_root, &reach, &objects[TILT],
                          &objects[WEIGHTS], &objects[ANCHORS], &objects[BORDERS]))
        return NULL;
    static const Py_ssize_t sizes[PLAIN] = {8, 8, 8, 4, 4, 4, 8, 8}, of_words[] = {4, 8, 4};
    Array plain[PLAIN] = {0}, *arrays = NULL;
    Text *texts = NULL;
    Family *families = NULL;
    uint8_t *sieve = NULL;
    int opened = 0, read = 0;
    for (int i = 0; i < PLAIN; i++)
        if (!array_open(&plain[i], objects[i], sizes[i], i < WEIGHTS ? READ : WRITE))
            goto end;
    Py_ssize_t all = plain[WORD_BASES].count, number = plain[IDF].count, count = plain[DOCUMENTS].count;
    if (PySequence_Size(columns) != all || plain[BASES].count != all + 1 || PySequence_Size(sequence) != number ||
        number > INT32_MAX || plain[WEIGHTS].count != count || plain[ANCHORS].count != count ||
        plain[BORDERS].count != count + 1 || !plain[TILT].count) {
        if (!PyErr_Occurred())
            refuse("arrays that belong together have to be of one length");
        goto end;
    }
    opened = (int)(3 * (all + number));
    arrays = calloc((size_t)opened + 1, sizeof(Array));
    texts = malloc((size_t)(count + 1) * sizeof(Text));
    families = malloc(2 * (size_t)(number + 1) * sizeof(Family)); /* whole, and in one segment */
    sieve = malloc(SIEVE);
    if (!arrays || !texts || !families || !sieve || !sweep_new(&reading.sweep, (int32_t)number)) {
        PyErr_NoMemory();
        goto end;
    }
    Segments segments = {columns, plain[BASES].view.buf, all, 3, of_words, arrays};
    if (!find_texts(plain, &segments, texts) ||
        !take_families(sequence, arrays + 3 * all, number, families))
        goto end;
    reading.families = families;
    reading.here = families + number;
    reading.number = (int32_t)number;
    reading.sieve = sieve;
    reading.sweep.reach = reach;
    reading.sweep.tilt = plain[TILT].view.buf;
    reading.sweep.tilts = plain[TILT].count;
    for (Py_ssize_t i = 0; i < number; i++) {
        float weight = ((const float *)plain[IDF].view.buf)[i] * reach;
        reading.sweep.strength[0][i] = weight;
        reading.sweep.strength[1][i] = by_stem * weight;
        reading.sweep.strength[2][i] = by_root * weight;
        reading.sweep.strength[LIKENESS][i] = weight;
    }
    Py_BEGIN_ALLOW_THREADS
    read = read_all(&reading, &plain[WORD_BASES], texts, count, plain[WEIGHTS].view.buf, plain[ANCHORS].view.buf,
                    plain[BORDERS].view.buf);
    Py_END_ALLOW_THREADS
    if (read)
        marks = PyBytes_FromStringAndSize((const char *)reading.marks, reading.marked * (Py_ssize_t)sizeof(int32_t));
    else
        PyErr_NoMemory();
end:
    free(reading.matches);
    free(reading.marks);
    free(sieve);
    sweep_free(&reading.sweep);
    free(families);
    free(texts);
    if (arrays)
        arrays_close(arrays, opened);
    free(arrays);
    arrays_close(plain, PLAIN);
    return marks;
}
