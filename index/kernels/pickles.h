/* Instructions of pickle, as Python's pickletools describe them. */

#ifndef FIHRIS_PICKLES_H
#define FIHRIS_PICKLES_H

#include <stdint.h>
#include <string.h>

enum { PROTOCOL = 0x80, MARK = '(', TUPLE = 't', TUPLE3 = 0x87, NONE = 'N', FLOAT = 'G', STOP = '.' };
enum { EMPTY_LIST = ']', APPENDS = 'e', INT1 = 'K', INT2 = 'M', INT4 = 'J', BYTES1 = 'C', BYTES4 = 'B' };
enum { INT_MOST = 5, FLOAT_SIZE = 9 }; /* bytes */

static inline uint8_t *put_lowest_first(uint8_t *out, uint32_t number, int size)
{
    for (int i = 0; i < size; i++)
        *out++ = (uint8_t)(number >> 8 * i);
    return out;
}

static inline uint8_t *put_highest_first(uint8_t *out, uint64_t number, int size)
{
    for (int i = size - 1; i >= 0; i--)
        *out++ = (uint8_t)(number >> 8 * i);
    return out;
}

/* A number below 2^31 in as few bytes as it takes. */
static inline uint8_t *put_int(uint8_t *out, uint32_t number)
{
    int size = number > 0xFFFF ? 4 : number > 0xFF ? 2 : 1;
    *out++ = size == 4 ? INT4 : size == 2 ? INT2 : INT1;
    return put_lowest_first(out, number, size);
}

static inline uint8_t *put_int4(uint8_t *out, uint32_t number)
{
    *out++ = INT4;
    return put_lowest_first(out, number, 4);
}

static inline uint8_t *put_byte(uint8_t *out, uint8_t number)
{
    *out++ = INT1;
    *out++ = number;
    return out;
}

static inline uint8_t *put_float(uint8_t *out, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    *out++ = FLOAT;
    return put_highest_first(out, bits, 8);
}

#endif
