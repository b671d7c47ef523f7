/* The reads that fail. */
#include "config.h"

#include "model/troubles.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/xmalloc.h"

#define KEPT 64
/* What failed and was not tried for longer is not wanted any more. Reads on screen are
 * tried every five minutes at least. */
#define FORGET_MS 600000

struct trouble {
    struct call *call;
    enum error_kind kind;
    int64_t at; /* when it failed last */
};

struct troubles {
    struct trouble items[KEPT]; /* oldest first */
    size_t count;
};

struct troubles *troubles_new(void)
{
    return xcalloc(1, sizeof(struct troubles));
}

static void drop(struct troubles *t, size_t at)
{
    record_free(&t->items[at].call);
    for (size_t i = at + 1; i < t->count; i++)
        t->items[i - 1] = t->items[i];
    t->count--;
}

void troubles_free(struct troubles **t)
{
    if (!*t)
        return;
    while ((*t)->count > 0)
        drop(*t, (*t)->count - 1);
    free(*t);
    *t = NULL;
}

static void forget_old(struct troubles *t, int64_t now)
{
    for (size_t i = t->count; i-- > 0;)
        if (now - t->items[i].at > FORGET_MS)
            drop(t, i);
}

/* Pages of one list count as one read. */
static bool same_read(const struct call *a, const struct call *b)
{
    return a->op == b->op && a->raw == b->raw &&
           text_same(a->company_id, b->company_id) &&
           text_same(a->pull_id, b->pull_id) && text_same(a->query, b->query);
}

static size_t find(const struct troubles *t, const struct call *call)
{
    size_t i = 0;
    while (i < t->count && !same_read(t->items[i].call, call))
        i++;
    return i;
}

/* What is not found says nothing of anything else. */
static bool is_common(enum error_kind kind)
{
    return kind != ERROR_NOT_FOUND;
}

static bool was_told(const struct troubles *t, enum error_kind kind)
{
    for (size_t i = 0; is_common(kind) && i < t->count; i++)
        if (t->items[i].kind == kind)
            return true;
    return false;
}

bool troubles_failed(struct troubles *t, const struct api_error *error, int64_t now)
{
    forget_old(t, now);
    size_t at = find(t, &error->call);
    if (at < t->count && t->items[at].kind == error->kind) {
        t->items[at].at = now;
        return false;
    }
    bool told = was_told(t, error->kind);
    if (at < t->count)
        drop(t, at);
    if (t->count == KEPT)
        drop(t, 0);
    t->items[t->count++] = (struct trouble){call_copy(&error->call), error->kind, now};
    return !told;
}

bool troubles_ended(struct troubles *t, const struct call *call, int64_t now)
{
    forget_old(t, now);
    size_t at = find(t, call);
    if (at == t->count)
        return false;
    bool common = is_common(t->items[at].kind);
    drop(t, at);
    for (size_t i = 0; i < t->count; i++)
        common = common && !is_common(t->items[i].kind);
    return common;
}
