/* What open dialogs read for themselves. */
#include "config.h"

#include "model/documents.h"

#include <stdlib.h>

#include "base/xmalloc.h"

struct documents {
    struct document items[DOCUMENTS_MAX]; /* the uppermost first */
    size_t count;
    uint64_t versions;
};

struct documents *documents_new(void)
{
    return xcalloc(1, sizeof(struct documents));
}

static void release(struct document *d)
{
    record_free(&d->call);
    knowledge_free(&d->known);
    record_free(&d->validation);
    record_free(&d->raw);
}

void documents_free(struct documents **documents)
{
    struct documents *d = *documents;
    *documents = NULL;
    if (!d)
        return;
    for (size_t i = 0; i < d->count; i++)
        release(&d->items[i]);
    free(d);
}

static struct document *find(const struct documents *d, const struct call *call)
{
    for (size_t i = 0; d && i < d->count; i++)
        if (d->items[i].call && call_same(d->items[i].call, call))
            return (struct document *)&d->items[i];
    return NULL;
}

static bool unchanged(const struct documents *d, const struct call *const *calls,
                      size_t count)
{
    if (d->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!call_same(d->items[i].call, calls[i]))
            return false;
    return true;
}

void documents_keep(struct documents *d, const struct call *const *calls, size_t count)
{
    struct document kept[DOCUMENTS_MAX];
    size_t n = 0;
    if (count > DOCUMENTS_MAX)
        count = DOCUMENTS_MAX;
    if (unchanged(d, calls, count))
        return;
    for (size_t i = 0; i < count; i++) {
        struct document *former = find(d, calls[i]);
        kept[n++] = former ? *former : (struct document){.call = call_copy(calls[i])};
        if (former)
            *former = (struct document){0};
    }
    for (size_t i = 0; i < d->count; i++)
        release(&d->items[i]);
    for (size_t i = 0; i < n; i++)
        d->items[i] = kept[i];
    d->count = n;
}

const struct document *documents_top(const struct documents *d)
{
    return d->count > 0 ? &d->items[0] : NULL;
}

const struct document *documents_find(const struct documents *d, const struct call *call)
{
    return find(d, call);
}

void documents_asked(struct documents *d, const struct call *call, int64_t now)
{
    struct document *document = find(d, call);
    if (!document)
        return;
    document->known.asked = now;
    document->stale = false;
}

void documents_answered(struct documents *d, const struct call *call,
                        struct validation **validation, char **raw, int64_t now)
{
    struct document *document = find(d, call);
    if (!document)
        return;
    knowledge_answered(&document->known, now);
    record_free(&document->validation);
    record_free(&document->raw);
    document->validation = *validation;
    document->raw = *raw;
    *validation = NULL;
    *raw = NULL;
    document->version = ++d->versions;
}

void documents_failed(struct documents *d, const struct call *call,
                      const struct api_error *error, bool final, int64_t now)
{
    struct document *document = find(d, call);
    if (!document)
        return;
    if (error->kind == ERROR_CANCELLED)
        document->known.asked = 0;
    else
        knowledge_failed(&document->known, error, final, now);
}

void documents_mark_stale(struct documents *d)
{
    for (size_t i = 0; i < d->count; i++) {
        d->items[i].stale = true;
        knowledge_hurry(&d->items[i].known);
    }
}
