/* The fleet as a whole: making, looking, and what concerns no company. */
#include "config.h"

#include "model/fleet.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "model/fleet_internal.h"

struct fleet *fleet_new(void)
{
    struct fleet *f = xcalloc(1, sizeof *f);
    for (int i = 0; i < QUEUE_COUNT; i++)
        f->queues[i] = (struct company_queue){NOBODY, NOBODY};
    f->list.total = -1;
    f->quota = (struct quota){-1, -1, TIME_NONE};
    return f;
}

void fleet_free(struct fleet **fleet)
{
    struct fleet *f = *fleet;
    if (!f)
        return;
    companies_free(f);
    knowledge_free(&f->list.known);
    knowledge_free(&f->profile_known);
    knowledge_free(&f->service);
    free(f->profile);
    free(f);
    *fleet = NULL;
}

size_t fleet_size(const struct fleet *f)
{
    return f->count;
}

const struct fleet_company *fleet_at(const struct fleet *f, size_t i)
{
    return i < f->count ? &f->companies[i] : NULL;
}

const struct fleet_company *fleet_find(const struct fleet *f, const char *company_id)
{
    uint32_t index = company_index(f, company_id);
    return index == NOBODY ? NULL : &f->companies[index];
}

const struct fleet_list *fleet_list_state(const struct fleet *f)
{
    return &f->list;
}

const struct fleet_company *fleet_queue_head(const struct fleet *f,
                                             enum fleet_queue queue)
{
    uint32_t head = f->queues[queue].head;
    return head == NOBODY ? NULL : &f->companies[head];
}

const struct fleet_counts *fleet_counts(const struct fleet *f)
{
    return &f->counts;
}

const struct profile *fleet_profile(const struct fleet *f)
{
    return f->profile;
}

const struct knowledge *fleet_profile_known(const struct fleet *f)
{
    return &f->profile_known;
}

const struct knowledge *fleet_service(const struct fleet *f)
{
    return &f->service;
}

int64_t fleet_statuses_asked(const struct fleet *f)
{
    return f->statuses_asked;
}

const struct quota *fleet_quota(const struct fleet *f)
{
    return &f->quota;
}

uint64_t fleet_changes(const struct fleet *f)
{
    return f->changes;
}

const struct fleet_change *fleet_change(const struct fleet *f, uint64_t number)
{
    bool kept = number < f->changes && f->changes - number <= KEPT_CHANGES;
    return kept ? &f->recent[number % KEPT_CHANGES] : NULL;
}

int64_t fleet_clock_offset(const struct fleet *f)
{
    return f->clock_offset;
}

const struct pull *fleet_find_pull(const struct fleet *f, const char *company_id,
                                   const char *pull_id)
{
    const struct fleet_company *c = fleet_find(f, company_id);
    if (!c || !c->detail)
        return NULL;
    const struct company_detail *d = c->detail;
    size_t at = detail_find_pull(d, pull_id);
    if (at != SIZE_MAX)
        return d->pulls[at];
    at = found_pull(&d->found, pull_id);
    return at == SIZE_MAX ? NULL : d->found.pulls[at];
}

const struct connection *fleet_needs_relink(const struct fleet *f, const char *company_id)
{
    static const enum connection_status worst_first[] = {CONNECTION_DEAUTHORIZED,
                                                         CONNECTION_PENDING_AUTH};
    const struct fleet_company *c = fleet_find(f, company_id);
    for (size_t s = 0; c && s < 2; s++) {
        for (size_t i = 0; i < c->record->connection_count; i++)
            if (c->record->connections[i].status == worst_first[s])
                return &c->record->connections[i];
    }
    return NULL;
}

void fleet_put_profile(struct fleet *f, struct profile *profile, int64_t now)
{
    knowledge_read(f, &f->profile_known, now);
    free(f->profile);
    f->profile = profile;
}

/* An answer that says nothing of the quota leaves what is known. */
void fleet_put_quota(struct fleet *f, const struct quota *quota)
{
    if (quota->limit >= 0)
        f->quota.limit = quota->limit;
    if (quota->remaining >= 0)
        f->quota.remaining = quota->remaining;
    if (quota->reset != TIME_NONE)
        f->quota.reset = quota->reset;
}

/* A Date header counts whole seconds and is half a second old on average; what is within
 * its error is no difference, and a difference that is known moves only by more than it.
 */
void fleet_put_server_date(struct fleet *f, int64_t server_date, int64_t wall)
{
    const int64_t error_ms = 1500;
    if (server_date == TIME_NONE)
        return;
    int64_t offset = server_date + 500 - wall;
    if (llabs(offset) <= error_ms)
        offset = 0;
    if (llabs(offset - f->clock_offset) > error_ms)
        f->clock_offset = offset;
}
