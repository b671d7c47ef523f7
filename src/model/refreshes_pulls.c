/* Which pulls belong to a refresh, and how they do. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/refreshes_internal.h"

static bool holds(char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

void entry_add_pull(struct entry *e, const char *pull_id)
{
    size_t n = e->pub.pull_count++;
    e->pub.pull_ids = xreallocarray(e->pub.pull_ids, n + 1, sizeof *e->pub.pull_ids);
    e->done = xreallocarray(e->done, n + 1, sizeof *e->done);
    e->pub.pull_ids[n] = xstrdup(pull_id);
    e->done[n] = false;
}

/* --- whose pull is it --------------------------------------------------------------- */

static const struct company_detail *detail_of(const struct entry *e,
                                              const struct fleet *f)
{
    const struct fleet_company *c = fleet_find(f, e->pub.call->company_id);
    return c ? c->detail : NULL;
}

/* The kind of pull that it asked for. */
static bool is_of_kind(const struct entry *e, const struct pull *p)
{
    const struct call *call = e->pub.call;
    if (call->op == OP_REFRESH_ALL)
        return true;
    return text_same(call->data_type, p->data_type) &&
           (!call->connection_id || text_same(call->connection_id, p->connection_id));
}

static bool is_recent(const struct entry *e, const struct pull *p)
{
    return p->requested != TIME_NONE &&
           p->requested >= e->pub.sent_server - CLOCK_TOLERANCE_MS;
}

void entry_remember_before(struct entry *e, const struct fleet *f)
{
    const struct company_detail *d = detail_of(e, f);
    for (size_t i = 0; d && i < d->pull_count && is_recent(e, d->pulls[i]); i++) {
        if (!is_of_kind(e, d->pulls[i]))
            continue;
        e->before = xreallocarray(e->before, e->before_count + 1, sizeof *e->before);
        e->before[e->before_count++] = xstrdup(d->pulls[i]->id);
    }
}

/* A pull that this refresh has caused, as far as anybody can tell. Pulls that come much
 * later than its answer were caused by somebody else. */
static bool is_its_own(const struct entry *e, const struct pull *p)
{
    return is_of_kind(e, p) && is_recent(e, p) &&
           p->requested <= e->asked_server + (e->since - e->pub.asked) + AWAITED_MS &&
           !holds(e->before, e->before_count, p->id);
}

/* One data type has one pull, the first that came; all data types have many. */
bool entry_adopt_own(struct entry *e, const struct company_detail *d)
{
    bool all = e->pub.call->op == OP_REFRESH_ALL, any = false;
    const struct pull *first = NULL;
    for (size_t i = 0; i < d->pull_count && is_recent(e, d->pulls[i]); i++) {
        const struct pull *p = d->pulls[i];
        if (!is_its_own(e, p) || holds(e->pub.pull_ids, e->pub.pull_count, p->id))
            continue;
        first = p;
        if (all)
            entry_add_pull(e, p->id);
        any = true;
    }
    if (first && !all)
        entry_add_pull(e, first->id);
    return any;
}

void entry_adopt_moving(struct entry *e, const struct company_detail *d)
{
    for (size_t i = 0; d->moving > 0 && i < d->pull_count; i++)
        if (!pull_ended(d->pulls[i]) && is_of_kind(e, d->pulls[i]))
            entry_add_pull(e, d->pulls[i]->id);
}

/* --- how its pulls do --------------------------------------------------------------- */

struct sighting entry_sighting(const struct company_detail *d, const char *pull_id)
{
    const struct found_pulls *found = &d->found;
    for (size_t i = 0; i < d->pull_count; i++)
        if (strcmp(d->pulls[i]->id, pull_id) == 0)
            return (struct sighting){d->pulls[i], d->pulls_read[i]};
    for (size_t i = 0; i < found->count; i++)
        if (strcmp(found->pulls[i]->id, pull_id) == 0)
            return (struct sighting){found->pulls[i], found->pulls_read[i]};
    return (struct sighting){NULL, 0};
}

static void count_failed(struct entry *e, const struct pull *p)
{
    if (e->pub.failed++ > 0)
        return;
    const char *text = p->error_message ? p->error_message : p->status_description;
    e->pub.failed_status = p->status;
    e->pub.failed_text = xstrdup(text);
}

void entry_count_end(struct entry *e, size_t i, const struct pull *p)
{
    e->done[i] = true;
    enum state state = pull_state(p);
    e->pub.complete += state == STATE_COMPLETE;
    if (state == STATE_FAILED || state == STATE_ATTENTION)
        count_failed(e, p);
    e->relink = e->relink || p->status == PULL_AUTH_ERROR;
}

/* The newest page of the history was read later than this pull: it does not reach it. */
static void note_lone(struct entry *e, const struct company_detail *d, size_t i,
                      const struct sighting *seen)
{
    bool lone = seen->pull ? seen->read < d->pulls_known.read
                           : d->pulls_known.read_asked >= e->since;
    if (!lone || e->lone)
        return;
    e->lone = e->pub.pull_ids[i];
    e->lone_read = seen->pull ? seen->read : d->pull_known.read;
}

bool entry_look_at_pulls(struct entry *e, const struct company_detail *d)
{
    bool changed = false;
    e->lone = NULL;
    for (size_t i = 0; i < e->pub.pull_count; i++) {
        if (e->done[i])
            continue;
        struct sighting seen = entry_sighting(d, e->pub.pull_ids[i]);
        if (seen.pull && pull_ended(seen.pull)) {
            entry_count_end(e, i, seen.pull);
            changed = true;
        } else {
            note_lone(e, d, i, &seen);
        }
    }
    return changed;
}

bool entry_all_done(const struct entry *e)
{
    for (size_t i = 0; i < e->pub.pull_count; i++)
        if (!e->done[i])
            return false;
    return e->pub.pull_count > 0;
}
