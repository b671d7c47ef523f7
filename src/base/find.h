/* Looking for one text in many, without regard to the case of ASCII letters. */
#ifndef CODATOP_BASE_FIND_H
#define CODATOP_BASE_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FINDER_NOWHERE ((size_t)-1)

struct finder { /* zeros ({0}) are found in every text */
    char *text; /* in lower case; NULL where len is 0 */
    size_t len;
    uint64_t byte[2], fold[2]; /* private: its first two bytes, eight times */
};

/* Looks for the len bytes at text. */
void finder_set(struct finder *f, const char *text, size_t len);
void finder_free(struct finder *f);
/* NULL holds nothing. */
bool finder_in(const struct finder *f, const char *s);
/* Where it is in s, from byte from on: a byte of s, or FINDER_NOWHERE. What is looked for
 * must not be empty. */
size_t finder_at(const struct finder *f, const char *s, size_t from);
/* The whole of s, not a part of it. */
bool finder_is(const struct finder *f, const char *s);

#endif
