/* Hashes and ids made from the seed. */
#include "config.h"

#include "sim/ids.h"

#include <string.h>

#include "base/rng.h"

uint64_t ids_hash(uint64_t seed, uint64_t value)
{
    struct rng r = {.state = seed ^ (value * UINT64_C(0xd6e8feb86659fd93))};
    return rng_next(&r);
}

unsigned ids_pick(uint64_t hash, unsigned bound)
{
    return (unsigned)(((hash >> 32) * bound) >> 32);
}

/* Sets the bits that say "version 4, RFC 4122". */
static struct uuid stamped(uint64_t hi, uint64_t lo)
{
    struct uuid id;
    id.hi = (hi & ~UINT64_C(0xf000)) | UINT64_C(0x4000);
    id.lo = (lo & ~(UINT64_C(3) << 62)) | (UINT64_C(1) << 63);
    return id;
}

struct uuid ids_uuid(uint64_t seed)
{
    return stamped(ids_hash(seed, 1), ids_hash(seed, 2));
}

void ids_format(struct uuid id, char out[UUID_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    char *p = out;
    for (int nibble = 0; nibble < 32; nibble++) {
        uint64_t half = nibble < 16 ? id.hi : id.lo;
        if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20)
            *p++ = '-';
        *p++ = digits[(half >> (60 - 4 * (nibble % 16))) & 15];
    }
    *p = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool ids_parse(const char *text, struct uuid *id)
{
    if (strlen(text) != UUID_TEXT - 1)
        return false;
    uint64_t half[2] = {0, 0};
    int nibble = 0;
    for (int i = 0; i < UUID_TEXT - 1; i++) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i] != '-')
                return false;
            continue;
        }
        int value = hex_value(text[i]);
        if (value < 0)
            return false;
        half[nibble / 16] = (half[nibble / 16] << 4) | (uint64_t)value;
        nibble++;
    }
    id->hi = half[0];
    id->lo = half[1];
    return true;
}

bool ids_equal(struct uuid a, struct uuid b)
{
    return a.hi == b.hi && a.lo == b.lo;
}

/* A Feistel network: a permutation of the 32-bit numbers that can be run backwards. */
static uint16_t round_of(uint64_t seed, unsigned round, uint16_t half)
{
    return (uint16_t)ids_hash(seed + round, half);
}

static uint32_t shuffle(uint64_t seed, uint32_t n)
{
    uint16_t left = (uint16_t)(n >> 16), right = (uint16_t)n;
    for (unsigned round = 0; round < 4; round++) {
        uint16_t mixed = left ^ round_of(seed, round, right);
        left = right;
        right = mixed;
    }
    return ((uint32_t)left << 16) | right;
}

static uint32_t unshuffle(uint64_t seed, uint32_t n)
{
    uint16_t left = (uint16_t)(n >> 16), right = (uint16_t)n;
    for (unsigned round = 4; round-- > 0;) {
        uint16_t mixed = right ^ round_of(seed, round, left);
        right = left;
        left = mixed;
    }
    return ((uint32_t)left << 16) | right;
}

struct uuid ids_number(uint64_t seed, uint32_t n)
{
    uint64_t rest = ids_hash(seed ^ UINT64_C(0x636f6d70), n);
    return stamped(((uint64_t)shuffle(seed, n) << 32) | (rest & UINT32_MAX),
                   ids_hash(rest, n));
}

uint32_t ids_unnumber(uint64_t seed, struct uuid id)
{
    return unshuffle(seed, (uint32_t)(id.hi >> 32));
}
