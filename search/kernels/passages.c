/* The passages of articles and the tokens to mark in them; the twin of `_Batch` in search/reading.py.
 *
 * Each article is gone through twice. First for its matches: tokens whose word is in the family of a word of the
 * query. A sieve by the last bits of a word lets nearly all others through without a look at the families. Then
 * along its matches, with the last and the next match of each kind at hand, to weigh the passage around each.
 */

#include "kernels.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SAME = 1, STEM = 2, ROOT = 4, ALIKE = 8 }; /* see search/families.py */
enum { KINDS = 4, LIKENESS = 3 };                 /* kinds are numbered by their bits: likeness is the last */
enum { SIEVE = 1 << 15 };                         /* bytes: what a processor has nearest */

typedef struct {
    const int64_t *words;
    const uint8_t *closeness;
    const float *strength;
    Py_ssize_t size;
} Family;

typedef struct {
    const int32_t *words; /* of its tokens, title first */
    int64_t count, title, base;
} Text;

typedef struct {
    int32_t token, family, next; /* the next match of the same family and kind, -1 if there is none */
    uint8_t kind, closeness;
    float strength;
} Match;

/* What is at hand of each family while the matches of an article are gone along, each an array over families. */
typedef struct {
    float *left[KINDS], *right[KINDS]; /* where the last match of a kind stands, and the next: by `reach` further */
    float *strength[KINDS];            /* what a match of a kind counts; of those spelt alike, by what they count */
    float *last_like, *next_like;      /* how much the last and the next one count that is spelt alike */
    float *value;
    int32_t *head[KINDS];
    uint8_t *seen;
} Sweep;

typedef struct {
    const Family *families;
    int32_t number; /* of families */
    const uint8_t *sieve;
    float reach;
    const float *tilt;
    int64_t tilts;
    Match *matches;
    Py_ssize_t found, room;
    int32_t *marks;
    Py_ssize_t marked, marks_room;
    Sweep sweep;
} Reading;

typedef struct {
    float weight;
    int64_t anchor;
} Passage;

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
    const int64_t count = text->count, base = text->base;
    reading->found = 0;
    for (int64_t token = 0; token < count; token++) {
        int64_t word = words[token] + base;
        uint8_t sieved = sieve[word & (SIEVE - 1)];
        for (int32_t i = 0; sieved && i < reading->number; i++) {
            const Family *family = &reading->families[i];
            Py_ssize_t place = sieved & 1 << i % 8 ? place_of(family, word) : -1;
            int kind = place < 0 ? -1 : kind_of(family->closeness[place]);
            if (kind < 0)
                continue;
            if (!make_room((void **)&reading->matches, &reading->room, reading->found + 1, sizeof(Match)))
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

/* Before the first token: every match is ahead. */
static void begin(Sweep *sweep, int32_t number, Match *matches, Py_ssize_t found, float reach)
{
    memset(sweep->seen, 0, (size_t)number);
    memset(sweep->last_like, 0, (size_t)number * sizeof(float));
    memset(sweep->next_like, 0, (size_t)number * sizeof(float));
    for (int kind = 0; kind < KINDS; kind++)
        for (int32_t i = 0; i < number; i++) {
            sweep->left[kind][i] = -INFINITY;
            sweep->right[kind][i] = INFINITY;
            sweep->head[kind][i] = -1;
        }
    for (Py_ssize_t i = found; i-- > 0;) {
        Match *match = &matches[i];
        int32_t *head = &sweep->head[match->kind][match->family];
        match->next = *head;
        *head = (int32_t)i;
        sweep->right[match->kind][match->family] = (float)match->token + reach;
        if (match->kind == LIKENESS)
            sweep->next_like[match->family] = match->strength;
        sweep->seen[match->family] |= match->closeness;
    }
}

/* A match is reached: it is the last one from now on. */
static void reach_match(Sweep *sweep, const Match *match, float reach)
{
    sweep->left[match->kind][match->family] = (float)match->token - reach;
    if (match->kind == LIKENESS)
        sweep->last_like[match->family] = match->strength;
}

/* A match is left behind: the one after it is the next. */
static void leave_match(Sweep *sweep, const Match *match, const Match *matches, float reach)
{
    const Match *next = match->next < 0 ? NULL : &matches[match->next];
    sweep->right[match->kind][match->family] = next ? (float)next->token + reach : INFINITY;
    if (match->kind == LIKENESS && next)
        sweep->next_like[match->family] = next->strength;
}

/* Raise the values of families to those of the nearer of the last and the next match of a kind. */
static void weigh(float token, const float *restrict left, const float *restrict right,
                  const float *restrict strength, float *restrict value, int32_t number)
{
    for (int32_t i = 0; i < number; i++) {
        float far = token - left[i], ahead = right[i] - token;
        float worth = strength[i] / (far < ahead ? far : ahead);
        value[i] = worth > value[i] ? worth : value[i];
    }
}

/* The same for those that are only spelt alike, each of which counts for itself. */
static void weigh_alike(float token, const Sweep *sweep, int32_t number)
{
    for (int32_t i = 0; i < number; i++) {
        float far = sweep->last_like[i] / (token - sweep->left[LIKENESS][i]);
        float ahead = sweep->next_like[i] / (sweep->right[LIKENESS][i] - token);
        float worth = (far > ahead ? far : ahead) * sweep->strength[LIKENESS][i];
        sweep->value[i] = worth > sweep->value[i] ? worth : sweep->value[i];
    }
}

/* Return what all words of the query add up to at a token. */
static float nearness(const Sweep *sweep, float token, int32_t number, int kinds)
{
    memset(sweep->value, 0, (size_t)number * sizeof(float));
    for (int kind = 0; kind < LIKENESS; kind++)
        if (kinds & 1 << kind)
            weigh(token, sweep->left[kind], sweep->right[kind], sweep->strength[kind], sweep->value, number);
    if (kinds & ALIKE)
        weigh_alike(token, sweep, number);
    float total = 0;
    for (int32_t i = 0; i < number; i++)
        total += sweep->value[i];
    return total;
}

/* Return the best passage of an article whose matches were collected; mark its tokens. */
static Passage sweep_matches(Reading *reading, int64_t title)
{
    Sweep *sweep = &reading->sweep;
    Match *matches = reading->matches;
    Passage best = {0, -1};
    float best_of_body = -1;
    int kinds = 0;
    begin(sweep, reading->number, matches, reading->found, reading->reach);
    for (int32_t i = 0; i < reading->number; i++)
        kinds |= sweep->seen[i];
    for (Py_ssize_t first = 0, end; first < reading->found; first = end) {
        int32_t token = matches[first].token;
        int marked = 0;
        for (end = first; end < reading->found && matches[end].token == token; end++) {
            int meant = sweep->seen[matches[end].family] & (SAME | STEM) ? SAME | STEM : ROOT;
            marked |= matches[end].closeness & meant;
            reach_match(sweep, &matches[end], reading->reach);
        }
        float tilt = reading->tilt[token < reading->tilts ? token : reading->tilts - 1];
        float weight = nearness(sweep, (float)token, reading->number, kinds) * tilt;
        if (weight > best.weight)
            best.weight = weight;
        if (token >= title && weight > best_of_body) {
            best_of_body = weight;
            best.anchor = token - title;
        }
        for (Py_ssize_t i = first; i < end; i++)
            leave_match(sweep, &matches[i], matches, reading->reach);
        if (marked)
            reading->marks[reading->marked++] = token;
    }
    return best;
}

/* Read articles one after the other; 0 where there is no memory. */
static int read_all(Reading *reading, const Text *texts, Py_ssize_t count, float *weights, int64_t *anchors,
                    int64_t *borders)
{
    borders[0] = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!collect(reading, &texts[i]) || !make_room((void **)&reading->marks, &reading->marks_room,
                                                       reading->marked + reading->found, sizeof(int32_t)))
            return 0;
        Passage best = sweep_matches(reading, texts[i].title);
        weights[i] = best.weight;
        anchors[i] = best.anchor;
        borders[i + 1] = reading->marked;
    }
    return 1;
}

/* What a call is given, by the number of its array; after these come three of each segment and of each family. */
enum { BASES, WORD_BASES, DOCUMENTS, IDF, TILT, WEIGHTS, ANCHORS, BORDERS, PLAIN };

/* Open the three arrays of a tuple; 0 where they are not of these sizes. */
static int open_three(Array *arrays, PyObject *sequence, Py_ssize_t place, const Py_ssize_t sizes[3])
{
    PyObject *given[3], *tuple = PySequence_GetItem(sequence, place);
    int opened = tuple && PyArg_ParseTuple(tuple, "OOO", &given[0], &given[1], &given[2]);
    for (int i = 0; opened && i < 3; i++)
        opened = array_open(&arrays[i], given[i], sizes[i], READ);
    Py_XDECREF(tuple);
    return opened;
}

static int refuse(const char *why)
{
    PyErr_SetString(PyExc_ValueError, why);
    return 0;
}

/* Find the texts of documents in the columns of their segments, of which only those are opened that are needed. */
static int find_texts(const Array *plain, PyObject *segments, Array *columns, Text *texts)
{
    static const Py_ssize_t sizes[3] = {sizeof(int32_t), sizeof(int64_t), sizeof(uint32_t)};
    const int64_t *documents = plain[DOCUMENTS].view.buf, *bases = plain[BASES].view.buf;
    Py_ssize_t at = 0, all = plain[WORD_BASES].count;
    for (Py_ssize_t i = 0; i < plain[DOCUMENTS].count; i++) {
        while (at < all && documents[i] >= bases[at + 1])
            at++;
        if (at == all || documents[i] < bases[at])
            return refuse("the documents have to be ascending, and of these segments");
        Array *of = &columns[3 * at];
        if (!of->view.obj && !open_three(of, segments, at, sizes))
            return 0;
        int64_t number = documents[i] - bases[at];
        if (number + 1 >= of[1].count || number >= of[2].count)
            return refuse("a segment has fewer documents than it is said to have");
        const int64_t *offset = (const int64_t *)of[1].view.buf + number;
        if (offset[0] < 0 || offset[1] < offset[0] || offset[1] > of[0].count || offset[1] - offset[0] > INT32_MAX)
            return refuse("the tokens of a document lie outside of their column");
        texts[i] = (Text){
            .words = (const int32_t *)of[0].view.buf + offset[0],
            .count = offset[1] - offset[0],
            .title = ((const uint32_t *)of[2].view.buf)[number],
            .base = ((const int64_t *)plain[WORD_BASES].view.buf)[at],
        };
    }
    return 1;
}

/* Open the families, and put a bit for each into the sieve. */
static int take_families(PyObject *sequence, Array *arrays, Py_ssize_t number, Family *families, uint8_t *sieve)
{
    static const Py_ssize_t sizes[3] = {sizeof(int64_t), sizeof(uint8_t), sizeof(float)};
    for (Py_ssize_t i = 0; i < number; i++, arrays += 3) {
        if (!open_three(arrays, sequence, i, sizes))
            return 0;
        if (arrays[1].count != arrays[0].count || arrays[2].count != arrays[0].count)
            return refuse("a family has to have a closeness and a strength for each word");
        families[i] = (Family){arrays[0].view.buf, arrays[1].view.buf, arrays[2].view.buf, arrays[0].count};
        for (Py_ssize_t place = 0; place < families[i].size; place++)
            sieve[families[i].words[place] & (SIEVE - 1)] |= (uint8_t)(1 << i % 8);
    }
    return 1;
}

/* The arrays of a sweep lie in one piece of memory of so many floats a family. */
enum { FLOATS = 4 * KINDS + 4 };

static void lay_out(Sweep *sweep, float *memory, Py_ssize_t number)
{
    for (int kind = 0; kind < KINDS; kind++, memory += 4 * number) {
        sweep->left[kind] = memory;
        sweep->right[kind] = memory + number;
        sweep->strength[kind] = memory + 2 * number;
        sweep->head[kind] = (int32_t *)(memory + 3 * number);
    }
    sweep->last_like = memory;
    sweep->next_like = memory + number;
    sweep->value = memory + 2 * number;
    sweep->seen = (uint8_t *)(memory + 3 * number);
}

/* passages(segments: of each its words int32, offsets int64 and titles uint32 from the forward columns;
 *          bases int64[segments + 1] of documents; word_bases int64[segments]; documents int64[n], ascending;
 *          families: of each its words int64, ascending, closeness uint8 and strength float32;
 *          idf float32[families]; by_stem, by_root, reach: see `Ranking`;
 *          tilt float32[1 or more] by token, beyond them as at the last;
 *          weights float32[n], anchors int64[n], borders int64[n + 1], to be written)
 *
 * Returns the tokens to mark as bytes of int32: those of a document lie between its borders. */
PyObject *passages(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *objects[PLAIN], *segments, *sequence, *marks = NULL;
    float by_stem, by_root;
    Reading reading = {0};
    if (!PyArg_ParseTuple(args, "OOOOOOfffOOOO", &segments, &objects[BASES], &objects[WORD_BASES], &objects[DOCUMENTS],
                          &sequence, &objects[IDF], &by_stem, &by_root, &reading.reach, &objects[TILT],
                          &objects[WEIGHTS], &objects[ANCHORS], &objects[BORDERS]))
        return NULL;
    static const Py_ssize_t sizes[PLAIN] = {8, 8, 8, 4, 4, 4, 8, 8};
    Array plain[PLAIN] = {0}, *arrays = NULL;
    Text *texts = NULL;
    Family *families = NULL;
    float *memory = NULL;
    uint8_t *sieve = NULL;
    int opened = 0, read = 0;
    for (int i = 0; i < PLAIN; i++)
        if (!array_open(&plain[i], objects[i], sizes[i], i < WEIGHTS ? READ : WRITE))
            goto end;
    Py_ssize_t all = plain[WORD_BASES].count, number = plain[IDF].count, count = plain[DOCUMENTS].count;
    if (PySequence_Size(segments) != all || plain[BASES].count != all + 1 || PySequence_Size(sequence) != number ||
        number > INT32_MAX || plain[WEIGHTS].count != count || plain[ANCHORS].count != count ||
        plain[BORDERS].count != count + 1 || !plain[TILT].count) {
        if (!PyErr_Occurred())
            refuse("arrays that belong together have to be of one length");
        goto end;
    }
    opened = (int)(3 * (all + number));
    arrays = calloc((size_t)opened + 1, sizeof(Array));
    texts = malloc((size_t)(count + 1) * sizeof(Text));
    families = malloc((size_t)(number + 1) * sizeof(Family));
    memory = malloc((size_t)(number + 1) * FLOATS * sizeof(float));
    sieve = calloc(SIEVE, 1);
    if (!arrays || !texts || !families || !memory || !sieve) {
        PyErr_NoMemory();
        goto end;
    }
    if (!find_texts(plain, segments, arrays, texts) ||
        !take_families(sequence, arrays + 3 * all, number, families, sieve))
        goto end;
    reading.families = families;
    reading.number = (int32_t)number;
    reading.sieve = sieve;
    reading.tilt = plain[TILT].view.buf;
    reading.tilts = plain[TILT].count;
    lay_out(&reading.sweep, memory, number);
    for (Py_ssize_t i = 0; i < number; i++) {
        float weight = ((const float *)plain[IDF].view.buf)[i] * reading.reach;
        reading.sweep.strength[0][i] = weight;
        reading.sweep.strength[1][i] = by_stem * weight;
        reading.sweep.strength[2][i] = by_root * weight;
        reading.sweep.strength[LIKENESS][i] = weight;
    }
    Py_BEGIN_ALLOW_THREADS
    read = read_all(&reading, texts, count, plain[WEIGHTS].view.buf, plain[ANCHORS].view.buf, plain[BORDERS].view.buf);
    Py_END_ALLOW_THREADS
    if (read)
        marks = PyBytes_FromStringAndSize((const char *)reading.marks, reading.marked * (Py_ssize_t)sizeof(int32_t));
    else
        PyErr_NoMemory();
end:
    free(reading.matches);
    free(reading.marks);
    free(sieve);
    free(memory);
    free(families);
    free(texts);
    if (arrays)
        arrays_close(arrays, opened);
    free(arrays);
    arrays_close(plain, PLAIN);
    return marks;
}
