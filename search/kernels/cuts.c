/* Where the snippets of articles are cut, and the places of what is marked in them and in their titles; the twin of
 * `_cut` in search/snippets.py.
 *
 * Where characters cannot be told by their places, in articles that are `far` or `wide`, nothing is told either.
 */

#include "bits.h"
#include "kernels.h"
#include "segments.h"
#include <stdlib.h>

enum { UNCUT = -1, UNTOLD = -2 };  /* see search/snippets.py */
enum { SNIPPET = 512, LINE = 64 }; /* bytes of a body that are mostly read, and how many come at once */

/* The columns of a segment. */
enum { STARTS, LENGTHS, OFFSETS, TITLES, FAR, WIDE, BLOB, BODY, COLUMNS };

typedef struct {
    const uint16_t *starts; /* of the tokens, title first */
    const uint8_t *lengths, *body;
    int64_t count, title, bytes; /* of tokens, of the title's, and of the body in UTF-16 */
    const int32_t *marks;
    int64_t marked, anchor;
    int told; /* whether it can be cut here */
} Text;

typedef struct {
    int32_t begin, stop;    /* characters of the body */
    int32_t title_end, end; /* of the places: up to where are the title's, and the body's */
} Cut;

static int64_t end_of(const Text *text, int64_t token)
{
    return text->starts[token] + text->lengths[token];
}

/* Whether a sentence ends at a character of the body: SENTENCE_END in search/snippets.py. */
static int ends_sentence(const Text *text, int64_t place)
{
    if (2 * place + 1 >= text->bytes)
        return 0;
    switch (text->body[2 * place] | text->body[2 * place + 1] << 8) {
    case '.':
    case '!':
    case '?':
    case ':':
    case '\n':
    case 0x61F: /* ؟ */
    case 0x61B: /* ؛ */
        return 1;
    default:
        return 0;
    }
}

/* Return the token at which the sentence of the anchor begins, `first` if it does not begin after that. */
static int64_t begin_sentence(const Text *text, int64_t first, int64_t anchor)
{
    int64_t token = anchor;
    for (int64_t place = (int64_t)text->starts[anchor] - 1; place >= end_of(text, first); place--) {
        if (!ends_sentence(text, place))
            continue;
        while (token > first + 1 && text->starts[token - 1] > place)
            token--;
        if (end_of(text, token - 1) <= place) /* not a point inside a number */
            return token;
    }
    return first;
}

/* Put the places of marked tokens from `first` to before `last` down, and go on to the mark after them. */
static void put_places(const Text *text, const int32_t *marks, int64_t count, int64_t *mark, int64_t first, int64_t last,
                       int32_t *places, int32_t *put)
{
    while (*mark < count && marks[*mark] < first)
        ++*mark;
    for (; *mark < count && marks[*mark] < last; ++*mark) {
        places[(*put)++] = text->starts[marks[*mark]];
        places[(*put)++] = (int32_t)end_of(text, marks[*mark]);
    }
}

/* Cut a text at tokens around its anchor; -1 is the first marked token of the body, or its first of all. */
static Cut cut(const Text *text, const int32_t *marks, int64_t count, int64_t anchor, int64_t lead, int64_t tokens,
               int32_t *places, int32_t *put)
{
    Cut made = {UNCUT, UNCUT, *put, *put};
    int64_t mark = 0;
    put_places(text, marks, count, &mark, 0, text->title, places, put);
    made.title_end = *put;
    if (text->count > text->title) {
        anchor = anchor >= 0 ? text->title + anchor : mark < count ? marks[mark] : text->title;
        int64_t first = anchor - lead > text->title ? anchor - lead : text->title;
        int64_t begin = begin_sentence(text, first, anchor);
        int64_t end = begin + tokens < text->count ? begin + tokens : text->count;
        if (begin > text->title)
            made.begin = text->starts[begin];
        if (end < text->count)
            made.stop = (int32_t)end_of(text, end - 1);
        put_places(text, marks, count, &mark, begin, end, places, put);
    }
    made.end = *put;
    return made;
}

/* Find a text in the columns of its segment: 1, or 0 where it cannot be told, or -1 where the columns are damaged. */
static int find_text(const Segments *segments, int64_t document, Text *text)
{
    int64_t number, first, byte;
    const Array *of = columns_of(segments, document, &number);
    if (!of)
        return -1;
    if (number >= of[TITLES].count || number >= of[FAR].count || number >= of[WIDE].count) {
        refuse("a segment has fewer documents than it is said to have");
        return -1;
    }
    Py_ssize_t tokens = of[STARTS].count < of[LENGTHS].count ? of[STARTS].count : of[LENGTHS].count;
    if (!slice_of(&of[OFFSETS], number, tokens, &first, &text->count) ||
        !slice_of(&of[BODY], number, of[BLOB].count, &byte, &text->bytes))
        return -1;
    text->starts = (const uint16_t *)of[STARTS].view.buf + first;
    text->lengths = (const uint8_t *)of[LENGTHS].view.buf + first;
    text->body = (const uint8_t *)of[BLOB].view.buf + byte;
    text->title = ((const uint32_t *)of[TITLES].view.buf)[number];
    if (text->title > text->count) {
        refuse("a title has more tokens than its document");
        return -1;
    }
    return !((const uint8_t *)of[FAR].view.buf)[number] && !((const uint8_t *)of[WIDE].view.buf)[number];
}

/* Whether the marks are ascending tokens of a text, and the anchor is one of its body. */
static int fits(const Text *text, const int32_t *marks, int64_t count, int64_t anchor)
{
    for (int64_t i = 0; i < count; i++)
        if (marks[i] < 0 || marks[i] >= text->count || (i && marks[i] <= marks[i - 1]))
            return refuse("what is marked has to be tokens of the document, ascending");
    return anchor < text->count - text->title || refuse("the anchor has to be a token of the body");
}

/* The token at which an article is mostly cut. */
static int64_t start_of(const Text *text)
{
    return text->title + (text->anchor > 0 ? text->anchor : 0);
}

enum { BASES, DOCUMENTS, ANCHORS, MARKS, BORDERS, CUTS, PLACES, PLAIN };

/* Find all texts, and ask for the part of each that is looked at: what is of one comes while others are looked for. */
static int find_texts(const Array *plain, const Segments *segments, Text *texts)
{
    const int64_t *documents = plain[DOCUMENTS].view.buf, *anchors = plain[ANCHORS].view.buf;
    Py_ssize_t count = plain[DOCUMENTS].count;
    for (Py_ssize_t i = 0; i < count; i++) {
        Text *text = &texts[i];
        int64_t first;
        text->told = find_text(segments, documents[i], text);
        if (text->told < 0 || !slice_of(&plain[BORDERS], i, plain[MARKS].count, &first, &text->marked))
            return 0;
        text->marks = (const int32_t *)plain[MARKS].view.buf + first;
        text->anchor = anchors[i];
        if (!fits(text, text->marks, text->marked, text->anchor))
            return 0;
        prefetch(text->starts + start_of(text));
        prefetch(text->lengths + start_of(text));
    }
    for (Py_ssize_t i = 0; i < count; i++)
        if (texts[i].told && texts[i].count > texts[i].title)
            for (int64_t byte = 0; byte < SNIPPET; byte += LINE)
                prefetch(texts[i].body + 2 * texts[i].starts[start_of(&texts[i])] + byte);
    return 1;
}

static void cut_all(const Text *texts, Py_ssize_t count, int64_t lead, int64_t tokens, Cut *cuts, int32_t *places)
{
    int32_t put = 0;
    for (const Text *text = texts; text < texts + count; text++)
        *cuts++ = text->told ? cut(text, text->marks, text->marked, text->anchor, lead, tokens, places, &put)
                             : (Cut){UNTOLD, UNTOLD, put, put};
}

/* cuts(segments: of each `forward.start`, `forward.length`, `forward.offset`, `forward.title`, `forward.far`,
 *          `document.wide`, `body.blob` and `body.borders`;
 *      bases int64[segments + 1] of documents; documents int64[n]; anchors int64[n], -1 for none;
 *      marks int32[m], tokens that lie for each document between borders int64[n + 1];
 *      lead, tokens: see LEAD and TOKENS in search/snippets.py;
 *      cuts int32[n, 4] and places int32[2 m], to be written) */
PyObject *cuts(PyObject *module, PyObject *args)
{
    (void)module;
    static const Py_ssize_t sizes[PLAIN] = {8, 8, 8, 4, 8, 4, 4}, of_columns[COLUMNS] = {2, 1, 8, 4, 1, 1, 1, 8};
    PyObject *objects[PLAIN], *columns;
    Py_ssize_t lead, tokens;
    if (!PyArg_ParseTuple(args, "OOOOOOnnOO", &columns, &objects[BASES], &objects[DOCUMENTS], &objects[ANCHORS],
                          &objects[MARKS], &objects[BORDERS], &lead, &tokens, &objects[CUTS], &objects[PLACES]))
        return NULL;
    Array plain[PLAIN] = {0}, *arrays = NULL;
    Text *texts = NULL;
    Py_ssize_t opened = 0;
    int done = 0;
    for (int i = 0; i < PLAIN; i++)
        if (!array_open(&plain[i], objects[i], sizes[i], i < CUTS ? READ : WRITE))
            goto end;
    Py_ssize_t all = plain[BASES].count - 1, count = plain[DOCUMENTS].count;
    if (all < 0 || PySequence_Size(columns) != all || plain[ANCHORS].count != count ||
        plain[BORDERS].count != count + 1 || plain[CUTS].count != 4 * count ||
        plain[PLACES].count != 2 * plain[MARKS].count || lead < 0 || tokens <= lead) {
        if (!PyErr_Occurred())
            refuse("arrays that belong together have to be of one length");
        goto end;
    }
    opened = COLUMNS * all;
    arrays = calloc((size_t)opened + 1, sizeof(Array));
    texts = malloc((size_t)(count + 1) * sizeof(Text));
    if (!arrays || !texts) {
        PyErr_NoMemory();
        goto end;
    }
    Segments segments = {columns, plain[BASES].view.buf, all, COLUMNS, of_columns, arrays};
    done = find_texts(plain, &segments, texts);
    if (done)
        cut_all(texts, count, lead, tokens, plain[CUTS].view.buf, plain[PLACES].view.buf);
end:
    free(texts);
    if (arrays)
        arrays_close(arrays, (int)opened);
    free(arrays);
    arrays_close(plain, PLAIN);
    return done ? Py_NewRef(Py_None) : NULL;
}
