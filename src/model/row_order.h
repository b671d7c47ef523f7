/* Data types and pulls, sorted by what their columns show. Rows without the thing that is
 * sorted by come last both ways; ties stay in the order in which they came: worst first
 * and by name from fleet_type_rows, newest first in a company's history. Pure. */
#ifndef CODATOP_MODEL_ROW_ORDER_H
#define CODATOP_MODEL_ROW_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fleet.h"

/* Ascending: worst first, A to Z (without regard to ASCII case), oldest first. */
enum type_order {
    TYPE_BY_STATE, /* the default, and the order of fleet_type_rows */
    TYPE_BY_NAME,
    TYPE_BY_STATUS, /* its text */
    TYPE_BY_SUCCESS,
    TYPE_ORDERS
};

/* Ascending: oldest first, A to Z, worst first, shortest first. */
enum pull_order {
    PULL_BY_REQUESTED, /* the default, descending: the order of a company's history */
    PULL_BY_TYPE,
    PULL_BY_STATUS, /* its state, and then its text */
    PULL_BY_TOOK,
    PULL_BY_PLATFORM,
    PULL_ORDERS
};

void type_rows_sort(struct type_row *rows, size_t count, enum type_order by,
                    bool descending);
/* company: whose pulls they are, for the platform; may be NULL. server_wall: for how long
 * the moving ones took so far. */
void pulls_sort(const struct pull **pulls, size_t count, enum pull_order by,
                bool descending, const struct company *company, int64_t server_wall);

#endif
