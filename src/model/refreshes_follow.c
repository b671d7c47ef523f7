/* Following: what the history says of the refreshes that are on their way, and which read
 * would tell more. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "model/refreshes_internal.h"

static bool same_string(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool holds(char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

void entry_follow(struct entry *e, enum refresh_phase phase, int64_t now)
{
    e->pub.phase = phase;
    e->since = now;
    e->interval = FIRST_INTERVAL_MS;
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
    return same_string(call->data_type, p->data_type) &&
           (!call->connection_id || same_string(call->connection_id, p->connection_id));
}

static bool is_recent(const struct entry *e, const struct pull *p)
{
    return p->requested != TIME_NONE &&
           p->requested >= e->pub.asked_server - CLOCK_TOLERANCE_MS;
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
 * later were caused by somebody else. */
static bool is_its_own(const struct entry *e, const struct pull *p)
{
    return is_of_kind(e, p) && is_recent(e, p) &&
           p->requested <= e->pub.asked_server + AWAITED_MS &&
           !holds(e->before, e->before_count, p->id);
}

/* One data type has one pull, the first that came; all data types have many. */
static bool adopt_own(struct entry *e, const struct company_detail *d)
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

static void adopt_moving(struct entry *e, const struct company_detail *d)
{
    for (size_t i = 0; d->moving > 0 && i < d->pull_count; i++)
        if (!pull_ended(d->pulls[i]) && is_of_kind(e, d->pulls[i]))
            entry_add_pull(e, d->pulls[i]->id);
}

/* --- how its pulls do --------------------------------------------------------------- */

static size_t place_of(const struct company_detail *d, const char *pull_id)
{
    for (size_t i = 0; i < d->pull_count; i++)
        if (strcmp(d->pulls[i]->id, pull_id) == 0)
            return i;
    return SIZE_MAX;
}

static void count_end(struct entry *e, const struct pull *p)
{
    enum state state = pull_state(p);
    e->pub.complete += state == STATE_COMPLETE;
    e->pub.failed += state == STATE_FAILED || state == STATE_ATTENTION;
    e->relink = e->relink || p->status == PULL_AUTH_ERROR;
}

/* The newest page of the history was read later than this pull: it does not reach it. */
static void note_lone(struct entry *e, const struct company_detail *d, size_t i,
                      size_t at)
{
    bool lone = at == SIZE_MAX ? d->pulls_known.read_asked >= e->since
                               : d->pulls_read[at] < d->pulls_known.read;
    if (!lone || e->lone)
        return;
    e->lone = e->pub.pull_ids[i];
    e->lone_read = at == SIZE_MAX ? d->pull_known.read : d->pulls_read[at];
}

static bool look_at_pulls(struct entry *e, const struct company_detail *d)
{
    bool changed = false;
    e->lone = NULL;
    for (size_t i = 0; i < e->pub.pull_count; i++) {
        if (e->done[i])
            continue;
        size_t at = place_of(d, e->pub.pull_ids[i]);
        if (at != SIZE_MAX && pull_ended(d->pulls[at])) {
            e->done[i] = true;
            count_end(e, d->pulls[at]);
            changed = true;
        } else {
            note_lone(e, d, i, at);
        }
    }
    return changed;
}

static bool all_done(const struct entry *e)
{
    for (size_t i = 0; i < e->pub.pull_count; i++)
        if (!e->done[i])
            return false;
    return e->pub.pull_count > 0;
}

/* --- phases ------------------------------------------------------------------------- */

static void end_with_notice(struct refreshes *r, struct entry *e, const struct fleet *f,
                            int64_t now, struct messages *m)
{
    entry_end(r, e, REFRESH_ENDED, now);
    notice_ended(e, f, now, m);
}

static void end_lost(struct refreshes *r, struct entry *e, const char *why, int64_t now,
                     struct messages *m)
{
    entry_end(r, e, REFRESH_ENDED, now);
    notice_lost(&e->pub, why, m);
}

/* Two reads of the history, so far apart that a queue's lag is over, settle it. */
static bool check(struct refreshes *r, struct entry *e, const struct company_detail *d,
                  int64_t now, struct messages *m)
{
    int64_t asked = d->pulls_known.read_asked;
    if (adopt_own(e, d)) {
        e->pub.phase = REFRESH_FOLLOWING;
        record_free(&e->pub.error);
        return true;
    }
    if (d->pulls_known.read == 0 || asked < e->since)
        return false;
    if (e->missed == 0) {
        e->missed = asked;
        return false;
    }
    if (asked < e->missed + QUEUE_LAG_MS)
        return false;
    entry_end(r, e, REFRESH_FAILED, now);
    notice_not_carried_out(&e->pub, m);
    return true;
}

/* Codat said that a pull is running already, but not which. */
static bool await_joined(struct refreshes *r, struct entry *e,
                         const struct company_detail *d, int64_t now, struct messages *m)
{
    adopt_moving(e, d);
    if (e->pub.pull_count > 0)
        return true;
    if (d->pulls_known.read == 0 || d->pulls_known.read_asked < e->since)
        return false;
    end_lost(r, e, "the pull that was running has ended meanwhile", now, m);
    return true;
}

/* Pulls of a refresh of all come one by one: it has ended when all that came have ended
 * and a later look brings no more. */
static bool await_all(struct refreshes *r, struct entry *e, const struct fleet *f,
                      const struct company_detail *d, int64_t now, struct messages *m)
{
    bool more = adopt_own(e, d);
    if (more) {
        e->all_done = 0;
        look_at_pulls(e, d);
    }
    if (e->pub.pull_count == 0) {
        if (d->pulls_known.read_asked < e->since + AWAITED_MS)
            return false;
        end_lost(r, e, "Codat accepted it, but no pull has appeared within a minute", now,
                 m);
        return true;
    }
    if (!all_done(e))
        return more;
    if (e->all_done == 0) {
        e->all_done = now;
        e->interval = QUEUE_LAG_MS;
        return more;
    }
    if (d->pulls_known.read_asked < e->all_done + QUEUE_LAG_MS)
        return more;
    end_with_notice(r, e, f, now, m);
    return true;
}

/* A pull that was read by its id and is still not known does not exist. */
static bool is_nowhere(struct entry *e, const struct company_detail *d)
{
    const struct knowledge *k = &d->pull_known;
    if (!e->lone || place_of(d, e->lone) != SIZE_MAX)
        return false;
    if (k->error && k->error->kind == ERROR_NOT_FOUND &&
        same_string(k->error->call.pull_id, e->lone))
        return true;
    if (k->read != e->pull_read && k->read >= e->since) {
        e->pull_read = k->read;
        e->lookups++;
    }
    return e->lookups >= MOST_LOOKUPS;
}

static bool follow(struct refreshes *r, struct entry *e, const struct fleet *f,
                   const struct company_detail *d, int64_t now, struct messages *m)
{
    bool changed = false;
    if (e->pub.joined && e->pub.pull_count == 0)
        changed = await_joined(r, e, d, now, m);
    if (!refresh_is_active(&e->pub))
        return true;
    changed = look_at_pulls(e, d) || changed;
    if (e->pub.call->op == OP_REFRESH_ALL && !e->pub.joined)
        return await_all(r, e, f, d, now, m) || changed;
    if (all_done(e)) {
        end_with_notice(r, e, f, now, m);
        return true;
    }
    if (is_nowhere(e, d)) {
        end_lost(r, e, "its pull cannot be found in the history", now, m);
        return true;
    }
    return changed;
}

/* Each read of the history makes the next one wait longer. */
static void slow_down(struct entry *e, const struct company_detail *d)
{
    if (d->pulls_known.read == e->history_read)
        return;
    if (d->pulls_known.read > e->since) {
        e->interval += e->interval / 2;
        if (e->interval > LONGEST_INTERVAL_MS)
            e->interval = LONGEST_INTERVAL_MS;
    }
    e->history_read = d->pulls_known.read;
}

static bool update(struct refreshes *r, struct entry *e, const struct fleet *f,
                   int64_t now, struct messages *m)
{
    const struct fleet_company *c = fleet_find(f, e->pub.call->company_id);
    if (!c) {
        end_lost(r, e, "the company is no longer in the list", now, m);
        return true;
    }
    const struct company_detail *d = c->detail;
    bool look =
        d && (d->version != e->version || d->pulls_known.read != e->history_read ||
              d->pull_known.failing != 0);
    if (!look)
        return false;
    slow_down(e, d);
    bool changed = e->pub.phase == REFRESH_CHECKING && check(r, e, d, now, m);
    if (e->pub.phase == REFRESH_FOLLOWING)
        changed = follow(r, e, f, d, now, m) || changed;
    e->version = d->version;
    return changed;
}

bool refreshes_update(struct refreshes *r, const struct fleet *f, int64_t now,
                      struct messages *m)
{
    bool changed = false;
    for (size_t i = 0; r->active > 0 && i < r->count; i++) {
        struct entry *e = r->entries[i];
        if (e->pub.phase == REFRESH_CHECKING || e->pub.phase == REFRESH_FOLLOWING)
            changed = update(r, e, f, now, m) || changed;
    }
    refreshes_trim(r);
    return changed;
}

/* --- reads -------------------------------------------------------------------------- */

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t history_due(const struct entry *e, const struct company_detail *d)
{
    if (d && d->pulls_known.asked)
        return INT64_MAX;
    int64_t read = later(e->history_read, d ? d->pulls_known.read : 0);
    return later(later(e->since, read) + e->interval, d ? d->pulls_known.not_before : 0);
}

static int64_t lone_due(const struct entry *e, const struct company_detail *d)
{
    if (!e->lone || !d || d->pull_known.asked)
        return INT64_MAX;
    const struct api_error *error = d->pull_known.error;
    bool failed = error && same_string(error->call.pull_id, e->lone);
    return later(later(e->since, e->lone_read) + e->interval,
                 failed ? d->pull_known.not_before : 0);
}

bool refreshes_next_read(const struct refreshes *r, const struct fleet *f,
                         struct call *call, int64_t *when)
{
    *when = INT64_MAX;
    for (size_t i = 0; r->active > 0 && i < r->count; i++) {
        const struct entry *e = r->entries[i];
        if (e->pub.phase != REFRESH_CHECKING && e->pub.phase != REFRESH_FOLLOWING)
            continue;
        const struct company_detail *d = detail_of(e, f);
        int64_t history = history_due(e, d), lone = lone_due(e, d);
        if (history < *when) {
            *when = history;
            *call = (struct call){.op = OP_LIST_PULLS,
                                  .company_id = e->pub.call->company_id,
                                  .page = 1,
                                  .page_size = FOLLOW_PAGE,
                                  .order_by = FOLLOW_ORDER};
        }
        if (lone < *when) {
            *when = lone;
            *call = (struct call){.op = OP_GET_PULL,
                                  .company_id = e->pub.call->company_id,
                                  .pull_id = e->lone};
        }
    }
    return *when != INT64_MAX;
}

const char *refreshes_next_check(const struct refreshes *r, const struct fleet *f,
                                 int64_t *when)
{
    struct call call;
    return refreshes_next_read(r, f, &call, when) ? call.company_id : NULL;
}
