/* Everything random in the simulator comes from hashes of the seed and of what is asked
 * for, so that any company, connection or pull can be made again at any time without
 * having been stored. Ids are version 4 UUIDs made the same way. */
#ifndef CODATOP_SIM_IDS_H
#define CODATOP_SIM_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UUID_TEXT 37 /* bytes of a formatted id with its NUL */

struct uuid {
    uint64_t hi, lo;
};

/* A hash of two numbers; chain it for more. */
uint64_t ids_hash(uint64_t seed, uint64_t value);
/* A number from 0 to bound - 1 drawn from hash; bound must not be 0. */
unsigned ids_pick(uint64_t hash, unsigned bound);

struct uuid ids_uuid(uint64_t seed);
void ids_format(struct uuid id, char out[UUID_TEXT]);
/* Upper and lower case; false where text is no UUID. */
bool ids_parse(const char *text, struct uuid *id);
bool ids_equal(struct uuid a, struct uuid b);

/* The id of number n of a seeded family, and back: ids_unnumber answers the number that
 * such an id would have; the caller compares ids_number of it with the id. */
struct uuid ids_number(uint64_t seed, uint32_t n);
uint32_t ids_unnumber(uint64_t seed, struct uuid id);

#endif
