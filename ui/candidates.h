/* What a word could become: the words of a completion. Pure. */
#ifndef CODATOP_UI_CANDIDATES_H
#define CODATOP_UI_CANDIDATES_H

#include <stddef.h>

struct candidates {        /* zeros ({0}) are none */
    char **words, **about; /* about: one for each word, NULL where there is nothing */
    size_t count, cap;
};

/* Adds a copy of word if it begins with the first len bytes of typed (in letters of
 * either case). A word ends in a blank where more is to follow. */
void candidates_add(struct candidates *c, const char *word, const char *typed,
                    size_t len);
/* The same with a few words about it (copied; NULL: none). */
void candidates_add_about(struct candidates *c, const char *word, const char *about,
                          const char *typed, size_t len);
/* Bytes that all of them begin with. */
size_t candidates_common(const struct candidates *c);
/* In one line: "name, newest, none". A new string. */
char *candidates_join(const struct candidates *c, const char *between);
void candidates_free(struct candidates *c);

#endif
