/* Numbers of words: a hash table of places in a blob, where each word stands with its number. */

#ifndef FIHRIS_WORD_TABLE_H
#define FIHRIS_WORD_TABLE_H

#include "words.h"

/* `slots` are 0 where they are free, else eight bits of a hash and the place of an entry in the blob, from 1 on; an
 * entry is a length, a number of two bytes, and the letters. There is at least one free slot. */
typedef struct {
    const uint32_t *slots;
    const uint8_t *blob;
    Py_ssize_t blob_length;
    int bits;
} WordTable;

enum { ENTRY_HEAD = 3, PLACE_BITS = 24 };

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

/* The entry of a word, or NULL; `slot` is where it is or would be. */
static inline const uint8_t *find_entry(const WordTable *table, const Word *word, uint64_t *slot)
{
    uint64_t hash = word_hash(word), last_slot = ((uint64_t)1 << table->bits) - 1, tries = 0;
    uint32_t tag = (uint32_t)(hash & 0xFF);
    for (*slot = hash >> (64 - table->bits); table->slots[*slot] && tries <= last_slot; tries++) {
        uint32_t held = table->slots[*slot];
        Py_ssize_t place = (Py_ssize_t)(held & (((uint32_t)1 << PLACE_BITS) - 1)) - 1;
        if (held >> PLACE_BITS == tag && place >= 0 && place + ENTRY_HEAD + word->length <= table->blob_length) {
            const uint8_t *entry = table->blob + place;
            if (entry[0] == word->length && !memcmp(entry + ENTRY_HEAD, word->letters, (size_t)word->length))
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
    const uint8_t *entry = find_entry(table, word, &slot);
    return entry ? entry[1] | entry[2] << 8 : -1;
}

/* Take slots (uint32) and a blob (uint8) for a table; 0 where they are none, and an exception is set. */
int word_table_open(WordTable *table, const Array *slots, const Array *blob);

#endif
