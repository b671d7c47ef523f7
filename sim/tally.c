/* One counter for each different request. */
#include "config.h"

#include "sim/tally.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

struct tally_row {
    struct tally_row *next;
    char *name; /* "GET /companies" */
    size_t method_len;
    size_t count;
};

void tally_add(struct tally *tally, const char *method, const char *path)
{
    bool full = tally->distinct >= TALLY_DISTINCT;
    char *name = xasprintf("%s %s", method, path);
    struct tally_row *row = idmap_get(&tally->by_name, name);
    if (row == NULL && full) {
        name[strlen(method) + 1] = '\0';
        row = idmap_get(&tally->by_name, name);
    }
    if (row != NULL) {
        row->count++;
        free(name);
        return;
    }
    row = xcalloc(1, sizeof *row);
    row->name = name;
    row->method_len = strlen(method);
    row->count = 1;
    row->next = tally->rows;
    tally->rows = row;
    tally->distinct++;
    idmap_put(&tally->by_name, row->name, row);
}

static bool fits(const struct tally_row *row, const char *method, const char *part)
{
    if (method != NULL && (strlen(method) != row->method_len ||
                           strncmp(method, row->name, row->method_len) != 0))
        return false;
    return part == NULL || strstr(row->name + row->method_len + 1, part) != NULL;
}

size_t tally_count(const struct tally *tally, const char *method, const char *part)
{
    size_t count = 0;
    for (const struct tally_row *row = tally->rows; row != NULL; row = row->next)
        count += fits(row, method, part) ? row->count : 0;
    return count;
}

void tally_free(struct tally *tally)
{
    for (struct tally_row *row = tally->rows, *next; row != NULL; row = next) {
        next = row->next;
        free(row->name);
        free(row);
    }
    idmap_free(&tally->by_name);
    *tally = (struct tally){0};
}
