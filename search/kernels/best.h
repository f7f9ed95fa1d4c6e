/* The best so far: documents in a heap with the worst of them at its root.
 *
 * Mostly the root is all that a document has to be compared with.
 */

#ifndef FIHRIS_BEST_H
#define FIHRIS_BEST_H

#include "../../index/kernels/arrays.h"

typedef struct {
    float score;
    int64_t document;
} Rival;

/* Room for so many; `size` of them are taken. */
typedef struct {
    Rival *heap;
    Py_ssize_t size, room;
} Best;

/* Whether one document comes after another: it scores less or, where they tie, stands later in the index. */
static inline int after(Rival one, Rival other)
{
    return one.score < other.score || (one.score == other.score && one.document > other.document);
}

/* Put a rival at `place`, or as far below as there is one that comes after it. */
static inline void sink(Rival *heap, Py_ssize_t size, Py_ssize_t place, Rival sinking)
{
    for (Py_ssize_t child; (child = 2 * place + 1) < size; place = child) {
        if (child + 1 < size && after(heap[child + 1], heap[child]))
            child++;
        if (!after(heap[child], sinking))
            break;
        heap[place] = heap[child];
    }
    heap[place] = sinking;
}

/* Put a rival at `place`, or as far above as it comes after what is there. */
static inline void rise(Rival *heap, Py_ssize_t place, Rival rising)
{
    for (Py_ssize_t parent; place && after(rising, heap[parent = (place - 1) / 2]); place = parent)
        heap[place] = heap[parent];
    heap[place] = rising;
}

/* Take a rival up, if it is among the best. */
static inline void offer(Best *best, Rival rival)
{
    if (best->size < best->room)
        rise(best->heap, best->size++, rival);
    else if (best->room && after(best->heap[0], rival))
        sink(best->heap, best->size, 0, rival);
}

/* Write the documents from the best to the worst, and their scores; the heap is none any more. */
static inline void write_best(Best *best, int64_t *documents, float *scores)
{
    for (Py_ssize_t size = best->size; size--;) {
        documents[size] = best->heap[0].document;
        scores[size] = best->heap[0].score;
        sink(best->heap, size, 0, best->heap[size]);
    }
}

#endif
