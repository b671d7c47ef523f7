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
    struct refreshes *r = xcalloc(1, sizeof *r);
    r->due = due_new();
    return r;
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
    free(e->pub.failed_text);
    free(e);
}

void refreshes_free(struct refreshes **r)
{
    if (!*r)
        return;
    for (size_t i = 0; i < (*r)->count; i++)
        entry_free((*r)->entries[i]);
    free((*r)->entries);
    idmap_free(&(*r)->by_company);
    due_free((*r)->due);
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

uint64_t refreshes_followed(const struct refreshes *r)
{
    return r->followed;
}

static struct entry *newest_of(const struct refreshes *r, const char *company_id)
{
    return company_id ? idmap_get(&r->by_company, company_id) : NULL;
}

/* A refresh of all concerns every data type. */
const struct refresh *refreshes_find(const struct refreshes *r, const char *company_id,
                                     const char *data_type)
{
    const struct entry *e = newest_of(r, company_id);
    for (; e; e = e->next_of_company)
        if (!data_type || e->pub.call->op == OP_REFRESH_ALL ||
            text_same(e->pub.call->data_type, data_type))
            return &e->pub;
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
    const struct entry *e = newest_of(r, call->company_id);
    for (; e; e = e->next_of_company)
        if (e->pub.call->op == call->op &&
            text_same(e->pub.call->data_type, call->data_type) &&
            text_same(e->pub.call->connection_id, call->connection_id))
            return &e->pub;
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
    e->due_at = DUE_NOWHERE;
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

/* The map's key is the newest one's. */
static void index_add(struct refreshes *r, struct entry *e)
{
    e->next_of_company = newest_of(r, e->pub.call->company_id);
    if (e->pub.call->company_id)
        idmap_put(&r->by_company, e->pub.call->company_id, e);
}

static void index_drop(struct refreshes *r, struct entry *e)
{
    struct entry *at = newest_of(r, e->pub.call->company_id);
    if (!at)
        return;
    if (at != e) {
        while (at->next_of_company != e)
            at = at->next_of_company;
        at->next_of_company = e->next_of_company;
    } else if (e->next_of_company) {
        idmap_put(&r->by_company, e->next_of_company->pub.call->company_id,
                  e->next_of_company);
    } else {
        idmap_remove(&r->by_company, e->pub.call->company_id);
    }
}

struct refresh *refreshes_begin(struct refreshes *r, const struct call *call,
                                const struct fleet *f, int64_t now, int64_t wall,
                                struct messages *m)
{
    const struct refresh *same = find_same(r, call);
    if (!same)
        return refreshes_begin_part(r, call, 0, f, now, wall);
    notice_twice(same, m);
    return NULL;
}

struct refresh *refreshes_begin_part(struct refreshes *r, const struct call *call,
                                     uint64_t tag, const struct fleet *f, int64_t now,
                                     int64_t wall)
{
    if (find_same(r, call))
        return NULL;
    struct entry *e = entry_new(r, call, f);
    e->pub.tag = tag;
    e->pub.phase = REFRESH_SENDING;
    e->pub.asked = now;
    e->asked_wall = wall;
    e->asked_server = wall + fleet_clock_offset(f);
    e->pub.sent_server = e->asked_server;
    entry_remember_before(e, f);
    list_add(r, e);
    index_add(r, e);
    return &e->pub;
}

void refreshes_sent(struct refreshes *r, uint64_t id, uint64_t request)
{
    for (size_t i = r->count; i-- > 0;)
        if (r->entries[i]->pub.id == id)
            r->entries[i]->pub.request = request;
}

/* --- answers ------------------------------------------------------------------------ */

bool refreshes_waits(struct refreshes *r, uint64_t request, int64_t until)
{
    struct entry *e = find_request(r, request);
    if (!e || e->pub.phase != REFRESH_SENDING)
        return false;
    e->pub.waits_until = until;
    return e->pub.tag == 0;
}

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
    notice_queued(&e->pub, entry_messages(e, m));
    if (pull && pull->id)
        entry_add_pull(e, pull->id);
    bool known = e->pub.pull_count > 0 || e->pub.call->op == OP_REFRESH_ALL;
    entry_follow(r, e, known ? REFRESH_FOLLOWING : REFRESH_CHECKING, now);
}

/* Where Codat does not say which pull is running, the history may know. */
static void join(struct refreshes *r, struct entry *e, const struct api_error *error,
                 const struct fleet *f, int64_t now, struct messages *m)
{
    const struct fleet_company *c = fleet_find(f, e->pub.call->company_id);
    e->pub.joined = true;
    if (error->pull_id)
        entry_add_pull(e, error->pull_id);
    else if (c && c->detail)
        entry_adopt_moving(e, c->detail);
    entry_follow(r, e, REFRESH_FOLLOWING, now);
    notice_joined(&e->pub, entry_messages(e, m));
}

void refreshes_rejected(struct refreshes *r, uint64_t request,
                        const struct api_error *error, const struct fleet *f, int64_t now,
                        struct messages *m)
{
    struct entry *e = find_request(r, request);
    if (!e || e->pub.phase != REFRESH_SENDING)
        return;
    if (error->kind == ERROR_IN_PROGRESS) {
        join(r, e, error, f, now, m);
        return;
    }
    e->pub.error = api_error_copy(error);
    if (error->kind == ERROR_CANCELLED)
        notice_given_up(&e->pub, entry_messages(e, m));
    else
        notice_rejected(&e->pub, error, entry_messages(e, m));
    if (error->outcome_unknown)
        entry_follow(r, e, REFRESH_CHECKING, now);
    else
        entry_end(r, e, REFRESH_FAILED, now);
}

/* --- following ---------------------------------------------------------------------- */

void entry_changed(struct refreshes *r, struct entry *e)
{
    if (!e->pub.tag || e->changed)
        return;
    e->changed = true;
    e->next_changed = NULL;
    if (r->changed_last)
        r->changed_last->next_changed = e;
    else
        r->changed_first = e;
    r->changed_last = e;
}

const struct refresh *refreshes_take_changed(struct refreshes *r)
{
    struct entry *e = r->changed_first;
    if (!e)
        return NULL;
    r->changed_first = e->next_changed;
    if (!r->changed_first)
        r->changed_last = NULL;
    e->changed = false;
    r->spent += !refresh_is_active(&e->pub);
    return &e->pub;
}

void entry_follow(struct refreshes *r, struct entry *e, enum refresh_phase phase,
                  int64_t now)
{
    e->pub.phase = phase;
    e->since = now;
    bool many = e->pub.tag && r->active > FEW_ACTIVE;
    e->interval = many ? FIRST_INTERVAL_OF_MANY_MS : FIRST_INTERVAL_MS;
    due_again(r->due, e);
    entry_changed(r, e);
}

/* --- ending ------------------------------------------------------------------------- */

void entry_end(struct refreshes *r, struct entry *e, enum refresh_phase phase,
               int64_t now)
{
    r->followed += e->pub.phase != REFRESH_SENDING && e->pub.tag == 0;
    e->pub.phase = phase;
    e->pub.ended = now;
    r->active--;
    due_drop(r->due, e);
    index_drop(r, e);
    entry_changed(r, e);
}

static bool is_kept(const struct entry *e, size_t ended)
{
    if (refresh_is_active(&e->pub) || e->changed)
        return true;
    return !e->pub.tag && ended <= REFRESHES_KEPT;
}

/* Ended ones of which somebody else keeps account go first, then the oldest. */
void refreshes_trim(struct refreshes *r)
{
    size_t ended = r->count - r->active, stay = 0;
    if (ended <= REFRESHES_KEPT && r->spent == 0)
        return;
    ended -= r->spent;
    for (size_t i = 0; i < r->count; i++) {
        struct entry *e = r->entries[i];
        bool kept = is_kept(e, ended);
        if (kept)
            r->entries[stay++] = e;
        else if (!e->pub.tag)
            ended--;
        if (!kept)
            entry_free(e);
    }
    r->count = stay;
    r->spent = 0;
}
