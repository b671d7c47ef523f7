/* The refreshes as a list: begun, sent, answered, kept for a while after their end. */
#include "config.h"

#include "base/text.h"
#include "model/refreshes.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "model/refreshes_internal.h"

struct refreshes *refreshes_new(void)
{
    return xcalloc(1, sizeof(struct refreshes));
}

static void entry_free(struct entry *e)
{
    for (size_t i = 0; i < e->pub.pull_count; i++)
        free(e->pub.pull_ids[i]);
    for (size_t i = 0; i < e->before_count; i++)
        free(e->before[i]);
    free(e->pub.pull_ids);
    free(e->before);
    free(e->done);
    free(e->pub.call);
    free(e->pub.company_name);
    free(e->pub.error);
    free(e);
}

void refreshes_free(struct refreshes **r)
{
    if (!*r)
        return;
    for (size_t i = 0; i < (*r)->count; i++)
        entry_free((*r)->entries[i]);
    free((*r)->entries);
    free(*r);
    *r = NULL;
}

/* --- looking ------------------------------------------------------------------------ */

size_t refreshes_count(const struct refreshes *r)
{
    return r->count;
}

const struct refresh *refreshes_at(const struct refreshes *r, size_t i)
{
    return i < r->count ? &r->entries[i]->pub : NULL;
}

size_t refreshes_active(const struct refreshes *r)
{
    return r->active;
}

/* A refresh of all concerns every data type. */
const struct refresh *refreshes_find(const struct refreshes *r, const char *company_id,
                                     const char *data_type)
{
    for (size_t i = r->count; r->active > 0 && i-- > 0;) {
        const struct refresh *refresh = &r->entries[i]->pub;
        const struct call *call = refresh->call;
        bool type = !data_type || call->op == OP_REFRESH_ALL ||
                    text_same(call->data_type, data_type);
        if (refresh_is_active(refresh) && type && text_same(call->company_id, company_id))
            return refresh;
    }
    return NULL;
}

static struct entry *find_request(const struct refreshes *r, uint64_t request)
{
    for (size_t i = r->count; request != 0 && i-- > 0;)
        if (r->entries[i]->pub.request == request)
            return r->entries[i];
    return NULL;
}

/* --- beginning ---------------------------------------------------------------------- */

static const struct refresh *find_same(const struct refreshes *r, const struct call *call)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct refresh *other = &r->entries[i]->pub;
        if (refresh_is_active(other) && other->call->op == call->op &&
            text_same(other->call->company_id, call->company_id) &&
            text_same(other->call->data_type, call->data_type) &&
            text_same(other->call->connection_id, call->connection_id))
            return other;
    }
    return NULL;
}

static struct entry *entry_new(struct refreshes *r, const struct call *call,
                               const struct fleet *f)
{
    const struct fleet_company *c = fleet_find(f, call->company_id);
    const char *name = c && c->record->name ? c->record->name : call->company_id;
    struct entry *e = xcalloc(1, sizeof *e);
    e->pub.id = ++r->last_id;
    e->pub.call = call_copy(call);
    e->pub.company_name = xstrdup(name ? name : "?");
    e->interval = FIRST_INTERVAL_MS;
    return e;
}

static void list_add(struct refreshes *r, struct entry *e)
{
    if (r->count == r->cap) {
        r->cap = r->cap ? r->cap * 2 : 16;
        r->entries = xreallocarray(r->entries, r->cap, sizeof *r->entries);
    }
    r->entries[r->count++] = e;
    r->active++;
}

struct refresh *refreshes_begin(struct refreshes *r, const struct call *call,
                                const struct fleet *f, int64_t now, int64_t wall,
                                struct messages *m)
{
    const struct refresh *same = find_same(r, call);
    if (same) {
        notice_twice(same, m);
        return NULL;
    }
    struct entry *e = entry_new(r, call, f);
    e->pub.phase = REFRESH_SENDING;
    e->pub.asked = now;
    e->asked_wall = wall;
    e->asked_server = wall + fleet_clock_offset(f);
    e->pub.sent_server = e->asked_server;
    entry_remember_before(e, f);
    list_add(r, e);
    return &e->pub;
}

void refreshes_sent(struct refreshes *r, uint64_t id, uint64_t request)
{
    for (size_t i = r->count; i-- > 0;)
        if (r->entries[i]->pub.id == id)
            r->entries[i]->pub.request = request;
}

/* --- answers ------------------------------------------------------------------------ */

/* What was known of the server's clock when the key went down stays in force: what has
 * been learned since may be true of a later moment than that of the POST. */
void refreshes_left(struct refreshes *r, uint64_t request, int64_t sent_wall)
{
    struct entry *e = find_request(r, request);
    if (e && sent_wall > e->asked_wall)
        e->pub.sent_server = e->asked_server + (sent_wall - e->asked_wall);
}

/* A refresh of one type that was accepted without saying its pull is looked up like one
 * of which nobody knows. */
void refreshes_accepted(struct refreshes *r, uint64_t request, const struct pull *pull,
                        int64_t now, struct messages *m)
{
    struct entry *e = find_request(r, request);
    if (!e || e->pub.phase != REFRESH_SENDING)
        return;
    notice_queued(&e->pub, m);
    if (pull && pull->id)
        entry_add_pull(e, pull->id);
    bool known = e->pub.pull_count > 0 || e->pub.call->op == OP_REFRESH_ALL;
    entry_follow(e, known ? REFRESH_FOLLOWING : REFRESH_CHECKING, now);
}

/* Where Codat does not say which pull is running, the history may know. */
static void join(struct entry *e, const struct api_error *error, const struct fleet *f,
                 int64_t now, struct messages *m)
{
    const struct fleet_company *c = fleet_find(f, e->pub.call->company_id);
    e->pub.joined = true;
    if (error->pull_id)
        entry_add_pull(e, error->pull_id);
    else if (c && c->detail)
        entry_adopt_moving(e, c->detail);
    entry_follow(e, REFRESH_FOLLOWING, now);
    notice_joined(&e->pub, m);
}

void refreshes_rejected(struct refreshes *r, uint64_t request,
                        const struct api_error *error, const struct fleet *f, int64_t now,
                        struct messages *m)
{
    struct entry *e = find_request(r, request);
    if (!e || e->pub.phase != REFRESH_SENDING)
        return;
    if (error->kind == ERROR_IN_PROGRESS) {
        join(e, error, f, now, m);
        return;
    }
    e->pub.error = api_error_copy(error);
    notice_rejected(&e->pub, error, m);
    if (error->outcome_unknown)
        entry_follow(e, REFRESH_CHECKING, now);
    else
        entry_end(r, e, REFRESH_FAILED, now);
}

/* --- ending ------------------------------------------------------------------------- */

static void drop_oldest_ended(struct refreshes *r)
{
    size_t at = 0;
    while (at < r->count && refresh_is_active(&r->entries[at]->pub))
        at++;
    entry_free(r->entries[at]);
    r->count--;
    memmove(r->entries + at, r->entries + at + 1, (r->count - at) * sizeof *r->entries);
}

void entry_end(struct refreshes *r, struct entry *e, enum refresh_phase phase,
               int64_t now)
{
    e->pub.phase = phase;
    e->pub.ended = now;
    r->active--;
}

void refreshes_trim(struct refreshes *r)
{
    while (r->count - r->active > REFRESHES_KEPT)
        drop_oldest_ended(r);
}
