/* How well things are known: reads asked for, ended, failed, and when to try again. */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "model/fleet_internal.h"

void fleet_answered(struct fleet *f, int64_t now)
{
    service_answered(f, now);
}

void service_answered(struct fleet *f, int64_t now)
{
    knowledge_answered(&f->service, now);
}

void knowledge_read(struct fleet *f, struct knowledge *k, int64_t now)
{
    knowledge_answered(k, now);
    service_answered(f, now);
}

/* True where the failure says nothing of the one thing that was asked for: everything
 * else would fail too. */
static bool concerns_all(enum error_kind kind)
{
    static const bool table[] = {
        [ERROR_CONFIG] = true,     [ERROR_AUTH] = true,
        [ERROR_FORBIDDEN] = true,  [ERROR_ACCOUNT_LIMIT] = true,
        [ERROR_RATE_LIMIT] = true, [ERROR_SERVER] = true,
        [ERROR_DNS] = true,        [ERROR_NETWORK] = true,
        [ERROR_TIMEOUT] = true,    [ERROR_TLS] = true,
        [ERROR_PROTOCOL] = true,   [ERROR_READ_ONLY] = false,
    };
    return (size_t)kind < sizeof table / sizeof *table && table[kind];
}

/* Reads that were under way together fail together: that counts as one failure. */
static void service_failed(struct knowledge *k, const struct api_error *error, bool final,
                           int64_t now)
{
    bool again = k->failing != 0 && now < k->not_before;
    knowledge_failed(k, error, final && !again, now);
    if (!final && k->not_before < now + knowledge_wait(k, error))
        k->not_before = now + knowledge_wait(k, error);
}

/* The detail that the call reads of, or NULL; made where make says so. */
static struct detail *detail_for(struct fleet *f, const struct call *call, bool make)
{
    uint32_t index = company_index(f, call->company_id);
    if (index == NOBODY || (!make && !f->companies[index].detail))
        return NULL;
    return detail_of(f, index);
}

/* What is read as it is goes past the fleet. */
static struct knowledge *knowledge_of(struct fleet *f, const struct call *call, bool make)
{
    if (call->raw)
        return NULL;
    if (call->op == OP_PROFILE)
        return &f->profile_known;
    if (call->op == OP_LIST_COMPANIES)
        return &f->list.known;
    bool read_of_detail = call->op == OP_DATA_STATUS || call->op == OP_LIST_PULLS ||
                          call->op == OP_LIST_CONNECTIONS || call->op == OP_GET_PULL;
    struct detail *d = read_of_detail ? detail_for(f, call, make) : NULL;
    if (!d)
        return NULL;
    if (call->query)
        return text_same(call->query, d->known.found.query) ? &d->known.found.known
                                                            : NULL;
    return call->op == OP_DATA_STATUS        ? &d->known.statuses_known
           : call->op == OP_LIST_PULLS       ? &d->known.pulls_known
           : call->op == OP_LIST_CONNECTIONS ? &d->known.connections_known
                                             : &d->known.pull_known;
}

/* What was known to be stale is covered by the read that is asked for now. */
static void statuses_asked(struct fleet *f, uint32_t index, int64_t now)
{
    struct detail *d = detail_of(f, index);
    d->wanted = f->companies[index].queue == QUEUE_CHANGED;
    d->known.statuses_stale = false;
    f->statuses_asked = now;
    company_queue_up(f, index, QUEUE_OLD);
}

static void found_asked(struct fleet *f, uint32_t index, const struct call *call)
{
    struct detail *d = detail_of(f, index);
    struct found_pulls *found = &d->known.found;
    if (!text_same(call->query, found->query)) {
        found_begin(found, call->query);
        d->known.version = ++f->versions;
    }
    if (call->page <= 1)
        found->stale = false;
}

void fleet_asked(struct fleet *f, const struct call *call, int64_t now)
{
    if (call->op == OP_LIST_COMPANIES && f->list.next_page == 0 && call->page <= 1)
        fleet_list_begin(f);
    uint32_t index = company_index(f, call->company_id);
    if (call->op == OP_LIST_PULLS && call->query && index != NOBODY)
        found_asked(f, index, call);
    struct knowledge *k = knowledge_of(f, call, true);
    if (!k)
        return;
    k->asked = now;
    if (call->op == OP_DATA_STATUS)
        statuses_asked(f, index, now);
    if (call->op == OP_LIST_PULLS || call->op == OP_GET_PULL)
        detail_visit(f, detail_of(f, index));
    if (call->op == OP_LIST_PULLS && call->page <= 1 && !call->query)
        f->companies[index].detail->pulls_stale = false;
}

/* Without an answer it stays as worth reading as it was. */
static void statuses_missed(struct fleet *f, uint32_t index)
{
    struct fleet_company *c = &f->companies[index];
    c->detail->statuses_stale = true;
    bool wanted = ((struct detail *)c->detail)->wanted;
    company_queue_up(f, index,
                     wanted                  ? QUEUE_CHANGED
                     : c->statuses_read == 0 ? QUEUE_NEW
                                             : QUEUE_OLD);
}

static void read_ended_badly(struct fleet *f, const struct call *call,
                             const struct api_error *error, int64_t now)
{
    uint32_t index = company_index(f, call->company_id);
    if (call->op == OP_DATA_STATUS)
        statuses_missed(f, index);
    if (call->op == OP_LIST_PULLS && call->page <= 1 && !call->query)
        f->companies[index].detail->pulls_stale = true;
    if (call->op == OP_LIST_COMPANIES && call->page > 1 &&
        (error->kind == ERROR_NOT_FOUND || error->kind == ERROR_REQUEST))
        list_give_up(f, call->page, now);
}

void fleet_failed(struct fleet *f, const struct call *call, const struct api_error *error,
                  bool final, int64_t now)
{
    bool cancelled = error->kind == ERROR_CANCELLED;
    if (concerns_all(error->kind))
        service_failed(&f->service, error, final, now);
    struct knowledge *k = call_is_post(call) ? NULL : knowledge_of(f, call, false);
    if (!k)
        return;
    if (cancelled)
        k->asked = 0;
    else
        knowledge_failed(k, error, final, now);
    if (final || cancelled)
        read_ended_badly(f, call, error, now);
}

static void detail_stale(struct detail *d)
{
    d->known.statuses_stale = true;
    d->known.pulls_stale = true;
    d->known.found.stale = true;
    knowledge_hurry(&d->known.statuses_known);
    knowledge_hurry(&d->known.pulls_known);
    knowledge_hurry(&d->known.connections_known);
    knowledge_hurry(&d->known.pull_known);
    knowledge_hurry(&d->known.found.known);
}

static void everything_stale(struct fleet *f)
{
    f->list.stale = true;
    knowledge_hurry(&f->list.known);
    knowledge_hurry(&f->profile_known);
    knowledge_hurry(&f->service);
    for (struct detail *d = f->visited.oldest; d; d = d->newer)
        detail_stale(d);
    for (struct detail *d = f->glanced.oldest; d; d = d->newer)
        detail_stale(d);
}

void fleet_mark_stale(struct fleet *f, const char *company_id)
{
    uint32_t index = company_index(f, company_id);
    if (!company_id)
        everything_stale(f);
    if (index == NOBODY)
        return;
    detail_stale(detail_of(f, index));
    company_stale(f, index);
}
