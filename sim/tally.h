/* Counts the requests by method and path, for tests that ask what was sent. */
#ifndef CODATOP_SIM_TALLY_H
#define CODATOP_SIM_TALLY_H

#include <stddef.h>

#include "base/idmap.h"

struct tally_row;

struct tally {              /* zeros are an empty one */
    struct tally_row *rows; /* newest kind of request first */
    struct idmap by_name;
    size_t distinct;
};

/* After TALLY_DISTINCT different requests, new ones are only counted by method. */
#define TALLY_DISTINCT 20000

void tally_add(struct tally *tally, const char *method, const char *path);
/* Requests with this method (NULL: any) whose path, with "?query=…" behind it where
 * there is one, contains part (NULL: any). */
size_t tally_count(const struct tally *tally, const char *method, const char *part);
void tally_free(struct tally *tally);

#endif
