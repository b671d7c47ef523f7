/* The companies that one key is to refresh, and which of them are worth a request. */
#include "config.h"

#include "model/bulk_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

struct bulk_list *bulk_list_new(const char *data_type)
{
    struct bulk_list *list = xcalloc(1, sizeof *list);
    list->data_type = xstrdup(data_type);
    return list;
}

static void company_free(struct bulk_company *c)
{
    free(c->id);
    free(c->name);
}

void bulk_list_free(struct bulk_list **pointer)
{
    struct bulk_list *list = *pointer;
    *pointer = NULL;
    if (!list)
        return;
    for (size_t i = 0; i < list->count; i++)
        company_free(&list->companies[i]);
    free(list->companies);
    free(list->data_type);
    free(list);
}

void bulk_list_add(struct bulk_list *list, const char *id, const char *name, bool shown)
{
    if (list->count == list->cap) {
        list->cap = list->cap ? list->cap * 2 : 16;
        list->companies =
            xreallocarray(list->companies, list->cap, sizeof *list->companies);
    }
    list->companies[list->count++] =
        (struct bulk_company){.id = xstrdup(id), .name = xstrdup(name), .shown = shown};
}

/* --- what it is worth --------------------------------------------------------------- */

/* A connection of a status that nobody knows may well be linked. */
static enum bulk_why connections_why(const struct company *c)
{
    static const enum bulk_why of_status[] = {
        [CONNECTION_UNKNOWN] = BULK_READY,
        [CONNECTION_PENDING_AUTH] = BULK_PENDING,
        [CONNECTION_LINKED] = BULK_READY,
        [CONNECTION_UNLINKED] = BULK_UNLINKED,
        [CONNECTION_DEAUTHORIZED] = BULK_DEAUTHORIZED,
    };
    enum bulk_why worst = BULK_NO_CONNECTION;
    for (size_t i = 0; i < c->connection_count; i++) {
        enum bulk_why why = of_status[c->connections[i].status];
        if (why == BULK_READY)
            return BULK_READY;
        if (why < worst)
            worst = why;
    }
    return worst;
}

static enum bulk_why type_why(const struct fleet *f, const struct fleet_company *c,
                              const char *data_type)
{
    struct type_row *rows;
    enum bulk_why why = BULK_READY;
    if (!c->detail)
        return why;
    size_t count = fleet_type_rows(f, c->record->id, &rows);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].data_type, data_type) != 0)
            continue;
        if (rows[i].status == PULL_NOT_SUPPORTED)
            why = BULK_NOT_SUPPORTED;
        else if (rows[i].state == STATE_MOVING)
            why = BULK_MOVING;
    }
    free(rows);
    return why;
}

static enum bulk_why find_why(const struct bulk_list *list, const char *id,
                              const struct fleet *f, const struct refreshes *r)
{
    const struct fleet_company *c = fleet_find(f, id);
    if (!c)
        return BULK_GONE;
    enum bulk_why why = connections_why(c->record);
    if (why != BULK_READY)
        return why;
    if (refreshes_find(r, id, list->data_type))
        return BULK_REFRESHING;
    if (list->data_type)
        return type_why(f, c, list->data_type);
    return c->state == STATE_MOVING ? BULK_MOVING : BULK_READY;
}

void bulk_list_classify(struct bulk_list *list, const struct fleet *f,
                        const struct refreshes *r)
{
    for (size_t i = 0; i < list->count; i++)
        list->companies[i].why = find_why(list, list->companies[i].id, f, r);
}

/* --- counting ----------------------------------------------------------------------- */

struct bulk_counts bulk_list_count(const struct bulk_list *list, bool only_shown)
{
    struct bulk_counts counts = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (only_shown && !list->companies[i].shown)
            continue;
        counts.all++;
        counts.why[list->companies[i].why]++;
    }
    counts.ready = counts.why[BULK_READY];
    return counts;
}

void bulk_list_drop_hidden(struct bulk_list *list)
{
    size_t stay = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->companies[i].shown)
            list->companies[stay++] = list->companies[i];
        else
            company_free(&list->companies[i]);
    }
    list->count = stay;
}

/* --- words -------------------------------------------------------------------------- */

static const struct {
    const char *text, *remedy;
} words[] = {
    [BULK_READY] = {"ready", NULL},
    [BULK_REFRESHING] = {"being refreshed already",
                         "That refresh is followed to its end."},
    [BULK_MOVING] = {"moving already", "Codat pulls this data at this moment."},
    [BULK_DEAUTHORIZED] = {"deauthorized",
                           "The customer must relink: a refresh will not help."},
    [BULK_PENDING] = {"never linked", "The customer must link an account first."},
    [BULK_UNLINKED] = {"unlinked", "Somebody unlinked the account: the customer must "
                                   "link it again."},
    [BULK_NO_CONNECTION] = {"without a connection",
                            "The customer must link an account first."},
    [BULK_NOT_SUPPORTED] = {"data type not supported",
                            "The platform does not have this data type."},
    [BULK_GONE] = {"no longer in Codat's list", NULL},
};

const char *bulk_why_text(enum bulk_why why)
{
    return words[why].text;
}

const char *bulk_why_remedy(enum bulk_why why)
{
    return words[why].remedy;
}
