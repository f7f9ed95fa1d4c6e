/* How the stems of a segment sound, where they can be names; the twin of `sound_keys` in search/sounds.py.
 *
 * It does to all stems what `skeleton` there does to one: of the letters that are heard it makes a number.
 */

#include "kernels.h"

enum {
    FIRST = 0x621, /* hamza, the first of the Arabic letters */
    LETTERS = 42,
    SHORTEST = 4
};

/* What letters say, by their number: 0 is none. */
typedef struct {
    uint8_t opening[LETTERS], silent_before[LETTERS], silent_last[LETTERS], sound[LETTERS];
} Sounds;

/* Return the number of a letter that is written in two bytes, 1 for hamza; 0 where it is not Arabic. */
static int letter_at(const uint8_t *bytes)
{
    int code = (bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
    return bytes[0] >> 5 == 6 && code >= FIRST && code < FIRST + LETTERS ? code - FIRST + 1 : 0;
}

static int can_be_name(const uint8_t *term, int64_t length)
{
    if (length % 2 || length < 2 * SHORTEST)
        return 0;
    for (int64_t i = 0; i < length; i += 2)
        if (!letter_at(term + i))
            return 0;
    return 1;
}

static void hear(uint64_t *key, uint64_t *power, int sound)
{
    *key += *power * (uint64_t)sound;
    *power *= 0x9E3779B97F4A7C15u;
}

static uint64_t key_of(const uint8_t *term, int64_t length, const Sounds *sounds)
{
    uint64_t key = 0, power = 1;
    int before = 0;
    for (int64_t i = 0; i < length; i += 2) {
        int letter = letter_at(term + i), last = i + 2 == length, place = letter - 1;
        if (!last && sounds->silent_before[place] == letter_at(term + i + 2))
            continue;
        if (!before && sounds->opening[place])
            hear(&key, &power, sounds->opening[place]);
        if (letter != before && !(last && sounds->silent_last[place]) && sounds->sound[place])
            hear(&key, &power, sounds->sound[place]);
        before = letter;
    }
    return key;
}

/* Write the keys of those wanted stems that can be names, and which they are; return how many, -1 where a term ends
 * outside of the blob. */
static Py_ssize_t write_keys(const Array *blob, const int64_t *borders, const Array *wanted, const Sounds *sounds,
                             uint64_t *keys, int32_t *numbers)
{
    Py_ssize_t names = 0;
    for (Py_ssize_t i = 0; i < wanted->count; i++) {
        int64_t first = borders[i], length = borders[i + 1] - first;
        if (!((const uint8_t *)wanted->view.buf)[i])
            continue;
        if (first < 0 || length < 0 || borders[i + 1] > blob->count)
            return -1;
        const uint8_t *term = (const uint8_t *)blob->view.buf + first;
        if (can_be_name(term, length)) {
            keys[names] = key_of(term, length, sounds);
            numbers[names++] = (int32_t)i;
        }
    }
    return names;
}

/* sound_keys(blob uint8[b], borders int64[n + 1], wanted bool[n], letters uint8[4 * 42], keys uint64[n],
 *            numbers int32[n])
 * -> how many of the wanted stems can be names; writes the last two */
PyObject *sound_keys(PyObject *module, PyObject *args)
{
    (void)module;
    Array arrays[6] = {0};
    Py_ssize_t names = 0;
    if (!arrays_open(arrays, args, "181184", 4))
        goto end;
    Py_ssize_t terms = arrays[2].count;
    if (arrays[1].count != terms + 1 || arrays[3].count != sizeof(Sounds) || arrays[4].count < terms ||
        arrays[5].count < terms) {
        PyErr_SetString(PyExc_ValueError, "there are not as many keys as terms");
        goto end;
    }
    Py_BEGIN_ALLOW_THREADS
    names = write_keys(&arrays[0], arrays[1].view.buf, &arrays[2], arrays[3].view.buf, arrays[4].view.buf,
                       arrays[5].view.buf);
    Py_END_ALLOW_THREADS
    if (names < 0)
        PyErr_SetString(PyExc_ValueError, "a term ends outside of its dictionary");
end:
    arrays_close(arrays, 6);
    return PyErr_Occurred() ? NULL : PyLong_FromSsize_t(names);
}
