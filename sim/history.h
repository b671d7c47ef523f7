/* The pulls of a company that were made before the simulation started, from the seed. */
#ifndef CODATOP_SIM_HISTORY_H
#define CODATOP_SIM_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "sim/pulls.h"

struct pull_list { /* zeros are an empty list */
    struct pull *items;
    size_t count, cap;
};

void pull_list_add(struct pull_list *list, const struct pull *pull);
void pull_list_free(struct pull_list *list);
/* Newest first: by the moment they were requested, then by id. */
void pull_list_sort(struct pull_list *list);

/* Appends the company's past pulls, in no particular order. */
void history_add(const struct fleet *fleet, const struct company *company,
                 struct pull_list *out);
/* When the connection's newest successful pull before the start ended; TIME_NONE where
 * there is none. Agrees with history_add, but is much faster. */
int64_t history_last_sync(const struct fleet *fleet, const struct company *company,
                          unsigned connection);

#endif
