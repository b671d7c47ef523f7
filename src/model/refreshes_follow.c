/* Following: what the history says of the refreshes that are on their way, and which read
 * would tell more. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "model/refreshes_internal.h"

/* --- phases ------------------------------------------------------------------------- */

static void end_with_notice(struct refreshes *r, struct entry *e, const struct fleet *f,
                            int64_t now, struct messages *m)
{
    entry_end(r, e, REFRESH_ENDED, now);
    notice_ended(e, f, now, m);
}

void entry_end_lost(struct refreshes *r, struct entry *e, const char *why, int64_t now,
                    struct messages *m)
{
    e->pub.lost = why;
    entry_end(r, e, REFRESH_ENDED, now);
    notice_lost(&e->pub, why, m);
}

/* Two reads of the history, so far apart that a queue's lag is over, settle it. */
static bool check(struct refreshes *r, struct entry *e, const struct company_detail *d,
                  int64_t now, struct messages *m)
{
    int64_t asked = d->pulls_known.read_asked;
    if (entry_adopt_own(e, d)) {
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
    entry_adopt_moving(e, d);
    if (e->pub.pull_count > 0)
        return true;
    if (d->pulls_known.read == 0 || d->pulls_known.read_asked < e->since)
        return false;
    entry_end_lost(r, e, "the pull that was running has ended meanwhile", now, m);
    return true;
}

/* Pulls of a refresh of all come one by one: it has ended when all that came have ended
 * and a later look brings no more. */
static bool await_all(struct refreshes *r, struct entry *e, const struct fleet *f,
                      const struct company_detail *d, int64_t now, struct messages *m)
{
    bool more = entry_adopt_own(e, d);
    if (more) {
        e->all_done = 0;
        entry_look_at_pulls(e, d);
    }
    if (e->pub.pull_count == 0) {
        if (d->pulls_known.read_asked < e->since + AWAITED_MS)
            return false;
        entry_end_lost(
            r, e, "Codat accepted it, but no pull has appeared within a minute", now, m);
        return true;
    }
    if (!entry_all_done(e))
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
    if (!e->lone || entry_sighting(d, e->lone).pull)
        return false;
    if (k->error && k->error->kind == ERROR_NOT_FOUND &&
        text_same(k->error->call.pull_id, e->lone))
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
    changed = entry_look_at_pulls(e, d) || changed;
    if (e->pub.call->op == OP_REFRESH_ALL && !e->pub.joined)
        return await_all(r, e, f, d, now, m) || changed;
    if (entry_all_done(e)) {
        end_with_notice(r, e, f, now, m);
        return true;
    }
    if (is_nowhere(e, d)) {
        entry_end_lost(r, e, "its pull cannot be found in the history", now, m);
        return true;
    }
    return changed;
}

/* Each read that came when it was due makes the next one wait longer; reads that came
 * early for other reasons do not. */
static void slow_down(struct entry *e, const struct company_detail *d)
{
    const struct knowledge *k = &d->pulls_known;
    if (k->read == e->history_read)
        return;
    int64_t waited_from = time_later(e->since, e->history_read);
    if (k->read_asked >= waited_from + e->interval) {
        e->interval += e->interval / 2;
        if (e->interval > LONGEST_INTERVAL_MS)
            e->interval = LONGEST_INTERVAL_MS;
    }
    e->history_read = k->read;
}

static bool update(struct refreshes *r, struct entry *e, const struct fleet *f,
                   int64_t now, struct messages *m)
{
    if (e->pub.phase != REFRESH_CHECKING && e->pub.phase != REFRESH_FOLLOWING)
        return false;
    const struct fleet_company *c = fleet_find(f, e->pub.call->company_id);
    m = entry_messages(e, m);
    if (!c) {
        entry_end_lost(r, e, "the company is no longer in the list", now, m);
        return true;
    }
    const struct company_detail *d = c->detail;
    bool blind = d && entry_is_blind(e, d, now);
    bool look =
        d && (blind || d->version != e->version ||
              d->pulls_known.read != e->history_read || d->pull_known.failing != 0);
    if (!look)
        return false;
    slow_down(e, d);
    bool changed = e->pub.phase == REFRESH_CHECKING && check(r, e, d, now, m);
    if (e->pub.phase == REFRESH_FOLLOWING)
        changed = follow(r, e, f, d, now, m) || changed;
    if (blind && refresh_is_active(&e->pub))
        changed = entry_follow_blindly(r, e, d, f, now, m) || changed;
    e->version = d->version;
    if (refresh_is_active(&e->pub))
        due_again(r->due, e);
    if (changed)
        entry_changed(r, e);
    return changed;
}

bool refreshes_update(struct refreshes *r, const struct fleet *f, int64_t now,
                      struct messages *m)
{
    bool changed = false;
    for (size_t i = 0; r->active > 0 && i < r->count; i++)
        changed = update(r, r->entries[i], f, now, m) || changed;
    refreshes_trim(r);
    return changed;
}

/* The oldest first, as their notices are read. */
static bool update_from(struct refreshes *r, struct entry *e, const struct fleet *f,
                        int64_t now, struct messages *m)
{
    if (!e)
        return false;
    bool older = update_from(r, e->next_of_company, f, now, m);
    return update(r, e, f, now, m) || older;
}

bool refreshes_update_company(struct refreshes *r, const struct fleet *f,
                              const char *company_id, int64_t now, struct messages *m)
{
    struct entry *newest = company_id ? idmap_get(&r->by_company, company_id) : NULL;
    bool changed = update_from(r, newest, f, now, m);
    refreshes_trim(r);
    return changed;
}

/* --- reads -------------------------------------------------------------------------- */

bool refreshes_next_read(const struct refreshes *r, const struct fleet *f,
                         struct call *call, int64_t *when)
{
    *when = due_first(r->due, f, call);
    return *when != INT64_MAX;
}
