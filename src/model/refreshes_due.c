/* Which followed refresh wants its read first: a heap by the time at which each is due,
 * so that a thousand of them cost no more than one. A key may be too early, never too
 * late: the time is worked out anew when the entry comes to the top. Entries whose read
 * is under way wait aside, for they are few. */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "model/refreshes_internal.h"

#define ASIDE ((size_t)-2)

struct due_queue {
    struct entry **heap, **aside;
    size_t count, cap, aside_count, aside_cap;
};

struct due_queue *due_new(void)
{
    return xcalloc(1, sizeof(struct due_queue));
}

void due_free(struct due_queue *q)
{
    free(q->heap);
    free(q->aside);
    free(q);
}

/* --- the heap ----------------------------------------------------------------------- */

static void put(struct due_queue *q, size_t at, struct entry *e)
{
    q->heap[at] = e;
    e->due_at = at;
}

static void rise(struct due_queue *q, size_t at)
{
    struct entry *e = q->heap[at];
    while (at > 0 && e->due < q->heap[(at - 1) / 2]->due) {
        put(q, at, q->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    put(q, at, e);
}

static void sink(struct due_queue *q, size_t at)
{
    struct entry *e = q->heap[at];
    for (;;) {
        size_t child = 2 * at + 1;
        if (child + 1 < q->count && q->heap[child + 1]->due < q->heap[child]->due)
            child++;
        if (child >= q->count || q->heap[child]->due >= e->due)
            break;
        put(q, at, q->heap[child]);
        at = child;
    }
    put(q, at, e);
}

static void push(struct due_queue *q, struct entry *e)
{
    if (q->count == q->cap) {
        q->cap = q->cap ? q->cap * 2 : 16;
        q->heap = xreallocarray(q->heap, q->cap, sizeof *q->heap);
    }
    put(q, q->count++, e);
    rise(q, q->count - 1);
}

static void set_aside(struct due_queue *q, struct entry *e)
{
    if (q->aside_count == q->aside_cap) {
        q->aside_cap = q->aside_cap ? q->aside_cap * 2 : 16;
        q->aside = xreallocarray(q->aside, q->aside_cap, sizeof *q->aside);
    }
    q->aside[q->aside_count++] = e;
    e->due_at = ASIDE;
}

static void leave_aside(struct due_queue *q, const struct entry *e)
{
    for (size_t i = 0; i < q->aside_count; i++) {
        if (q->aside[i] != e)
            continue;
        q->aside[i] = q->aside[--q->aside_count];
        return;
    }
}

void due_drop(struct due_queue *q, struct entry *e)
{
    size_t at = e->due_at;
    e->due_at = DUE_NOWHERE;
    if (at == ASIDE) {
        leave_aside(q, e);
        return;
    }
    if (at == DUE_NOWHERE)
        return;
    struct entry *last = q->heap[--q->count];
    if (last == e)
        return;
    put(q, at, last);
    rise(q, at);
    sink(q, last->due_at);
}

void due_again(struct due_queue *q, struct entry *e)
{
    due_drop(q, e);
    e->due = 0;
    push(q, e);
}

/* --- what is due -------------------------------------------------------------------- */

static int64_t history_due(const struct entry *e, const struct company_detail *d)
{
    if (d && d->pulls_known.asked)
        return INT64_MAX;
    int64_t read = time_later(e->history_read, d ? d->pulls_known.read : 0);
    return time_later(time_later(e->since, read) + e->interval,
                      d ? d->pulls_known.not_before : 0);
}

static int64_t lone_due(const struct entry *e, const struct company_detail *d)
{
    if (!e->lone || !d || d->pull_known.asked)
        return INT64_MAX;
    const struct api_error *error = d->pull_known.error;
    bool failed = error && text_same(error->call.pull_id, e->lone);
    return time_later(time_later(e->since, e->lone_read) + e->interval,
                      failed ? d->pull_known.not_before : 0);
}

/* The read that it needs next, and when; INT64_MAX where that is under way, or the
 * company is gone. */
static int64_t entry_due(const struct entry *e, const struct fleet *f, struct call *call)
{
    const char *company = e->pub.call->company_id;
    const struct fleet_company *c = fleet_find(f, company);
    if (!c)
        return INT64_MAX;
    int64_t history = history_due(e, c->detail), lone = lone_due(e, c->detail);
    int64_t status = entry_status_due(e, c->detail);
    if (status != INT64_MAX && c->detail->statuses_known.asked)
        return INT64_MAX;
    if (status < history && status < lone) {
        *call = (struct call){.op = OP_DATA_STATUS, .company_id = company};
        return status;
    }
    if (lone < history) {
        *call =
            (struct call){.op = OP_GET_PULL, .company_id = company, .pull_id = e->lone};
        return lone;
    }
    *call = (struct call){.op = OP_LIST_PULLS,
                          .company_id = company,
                          .page = 1,
                          .page_size = FOLLOW_PAGE,
                          .order_by = FOLLOW_ORDER};
    return history;
}

static void take_back(struct due_queue *q, const struct fleet *f)
{
    struct call call;
    for (size_t i = q->aside_count; i-- > 0;) {
        struct entry *e = q->aside[i];
        int64_t due = entry_due(e, f, &call);
        if (due == INT64_MAX)
            continue;
        q->aside[i] = q->aside[--q->aside_count];
        e->due = due;
        push(q, e);
    }
}

int64_t due_first(struct due_queue *q, const struct fleet *f, struct call *call)
{
    take_back(q, f);
    while (q->count > 0) {
        struct entry *e = q->heap[0];
        int64_t due = entry_due(e, f, call);
        if (due <= e->due)
            return due;
        if (due == INT64_MAX) {
            due_drop(q, e);
            set_aside(q, e);
        } else {
            e->due = due;
            sink(q, 0);
        }
    }
    return INT64_MAX;
}
