/* Numbers of words: a hash table of places in a blob, where each word stands with its number. */

#ifndef FIHRIS_WORD_TABLE_H
#define FIHRIS_WORD_TABLE_H

#include "words.h"

/* By slot, some bits of a hash, 0 where it is free, and the place of an entry in the blob. An entry is a length, a number
 * of two bytes, and the letters. Most words that are looked up are in no table, and the marks, which tell that, are few
 * enough to stay in a cache. */
typedef struct {
    const uint8_t *marks;
    const uint32_t *places;
    const uint8_t *blob;
    Py_ssize_t blob_length;
    int bits;
} WordTable;

enum { ENTRY_HEAD = 3 };

static inline uint64_t word_hash(const Word *word)
{
    uint64_t hash = (uint64_t)word->length;
    for (int i = 0; i < word->length; i += 8) {
        uint64_t eight;
        memcpy(&eight, word->letters + i, sizeof eight);
        hash = (hash ^ eight) * 0x9E3779B97F4A7C15;
        hash ^= hash >> 32;
    }
    return hash * 0x9E3779B97F4A7C15;
}

static inline uint8_t mark_of(uint64_t hash)
{
    return (uint8_t)(hash | 0x80);
}

/* The entry of a word, or NULL; `slot` is where it is or would be. */
static inline const uint8_t *find_entry(const WordTable *table, const Word *word, uint64_t hash, uint64_t *slot)
{
    uint64_t last_slot = ((uint64_t)1 << table->bits) - 1, tries = 0;
    for (*slot = hash >> (64 - table->bits); table->marks[*slot] && tries <= last_slot; tries++) {
        if (table->marks[*slot] == mark_of(hash)) {
            Py_ssize_t place = table->places[*slot];
            const uint8_t *entry = table->blob + place;
            if (place + ENTRY_HEAD + word->length <= table->blob_length && entry[0] == word->length &&
                !memcmp(entry + ENTRY_HEAD, word->letters, (size_t)word->length))
                return entry;
        }
        *slot = (*slot + 1) & last_slot;
    }
    return NULL;
}

/* The number of a word, or -1. */
static inline int find_word(const WordTable *table, const Word *word)
{
    uint64_t slot;
    const uint8_t *entry = find_entry(table, word, word_hash(word), &slot);
    return entry ? entry[1] | entry[2] << 8 : -1;
}

/* Take marks (uint8), places (uint32) and a blob (uint8) for a table; 0 where they are none, and an exception is set. */
int word_table_open(WordTable *table, const Array *arrays);

#endif
