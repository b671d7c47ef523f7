/* "Did you mean": which of some names is the one that was meant. */
#ifndef CODATOP_BASE_SIMILAR_H
#define CODATOP_BASE_SIMILAR_H

#include <stdbool.h>
#include <stddef.h>

/* Collects the best of the names that are offered one after the other. */
struct similar {
    const char *word; /* what was written */
    const char *best; /* the nearest name so far; NULL: none is near */
    size_t distance;  /* how far best is */
};

void similar_begin(struct similar *s, const char *word);
/* name is borrowed. A name is near where no more than a third of it (one of two), and at
 * most three characters, would have to be changed, case aside. */
void similar_offer(struct similar *s, const char *name);
/* " Did you mean best?", or "" where no name is near. A new string (free() it). */
char *similar_question(const struct similar *s);

#endif
