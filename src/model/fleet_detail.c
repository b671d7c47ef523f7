/* What was read of single companies: which details are kept, and statuses, connections.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/fleet_internal.h"

/* --- keeping ------------------------------------------------------------------------ */

static struct detail_cache *cache_of(struct fleet *f, const struct detail *d)
{
    return d->visited ? &f->visited : &f->glanced;
}

static void cache_leave(struct detail_cache *cache, struct detail *d)
{
    *(d->older ? &d->older->newer : &cache->oldest) = d->newer;
    *(d->newer ? &d->newer->older : &cache->newest) = d->older;
    cache->count--;
}

static void cache_join(struct detail_cache *cache, struct detail *d)
{
    d->older = cache->newest;
    d->newer = NULL;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = d;
    cache->newest = d;
    cache->count++;
}

struct detail *detail_of(struct fleet *f, uint32_t index)
{
    struct fleet_company *c = &f->companies[index];
    if (!c->detail) {
        struct detail *d = xcalloc(1, sizeof *d);
        d->company = index;
        d->history_newest = TIME_NONE;
        d->known.pulls_total = -1;
        found_begin(&d->known.found, NULL);
        d->known.version = ++f->versions;
        cache_join(cache_of(f, d), d);
        c->detail = &d->known;
    }
    return (struct detail *)c->detail;
}

void detail_touch(struct fleet *f, struct detail *d)
{
    cache_leave(cache_of(f, d), d);
    cache_join(cache_of(f, d), d);
}

void detail_visit(struct fleet *f, struct detail *d)
{
    cache_leave(cache_of(f, d), d);
    d->visited = true;
    cache_join(cache_of(f, d), d);
}

void detail_drop(struct fleet *f, struct detail *d)
{
    cache_leave(cache_of(f, d), d);
    f->companies[d->company].detail = NULL;
    knowledge_free(&d->known.statuses_known);
    knowledge_free(&d->known.pulls_known);
    knowledge_free(&d->known.connections_known);
    knowledge_free(&d->known.pull_known);
    for (size_t i = 0; i < d->known.pull_count; i++)
        free(d->known.pulls[i]);
    free(d->known.pulls);
    free(d->known.pulls_read);
    free(d->known.pulls_changed);
    found_free(&d->known.found);
    free(d->known.statuses_changed);
    free(d->known.statuses);
    free(d);
}

static bool under_way(const struct detail *d)
{
    return d->known.statuses_known.asked != 0 || d->known.pulls_known.asked != 0 ||
           d->known.connections_known.asked != 0 || d->known.pull_known.asked != 0 ||
           d->known.found.known.asked != 0;
}

static void cache_trim(struct fleet *f, struct detail_cache *cache, size_t keep)
{
    while (cache->count > keep && !under_way(cache->oldest))
        detail_drop(f, cache->oldest);
}

void details_trim(struct fleet *f)
{
    cache_trim(f, &f->glanced, KEPT_GLANCED);
    cache_trim(f, &f->visited, KEPT_VISITED);
}

/* --- statuses ----------------------------------------------------------------------- */

/* True where the status tells of a pull that the known history lacks or shows otherwise.
 */
static bool tells_news(const struct detail *d, const struct data_status *s)
{
    if (!s->latest_sync_id)
        return false;
    size_t at = detail_find_pull(&d->known, s->latest_sync_id);
    if (at != SIZE_MAX)
        return d->known.pulls[at]->status != s->status;
    const struct data_status *before =
        data_statuses_find(d->known.statuses, s->data_type);
    return before && !text_same(before->latest_sync_id, s->latest_sync_id);
}

/* A history that was asked for after the statuses will know all that they tell. */
static bool history_is_old(const struct detail *d, const struct data_statuses *statuses)
{
    const struct knowledge *history = &d->known.pulls_known;
    if (history->read == 0 || history->asked >= d->known.statuses_known.read_asked)
        return false;
    for (size_t i = 0; i < statuses->count; i++)
        if (tells_news(d, &statuses->items[i]))
            return true;
    return false;
}

/* When the status became what it is: now, where another one was known before. */
static int64_t changed_at(const struct company_detail *d, const struct data_status *s,
                          int64_t now)
{
    const struct data_status *before = data_statuses_find(d->statuses, s->data_type);
    if (!before)
        return d->statuses ? now : 0;
    bool same = before->status == s->status &&
                text_same(before->status_text, s->status_text) &&
                text_same(before->latest_sync_id, s->latest_sync_id);
    return same ? d->statuses_changed[before - d->statuses->items] : now;
}

static void replace_statuses(struct company_detail *d, struct data_statuses *statuses,
                             int64_t now)
{
    int64_t *changed = xcalloc(statuses->count, sizeof *changed);
    for (size_t i = 0; i < statuses->count; i++)
        changed[i] = changed_at(d, &statuses->items[i], now);
    free(d->statuses);
    free(d->statuses_changed);
    d->statuses = statuses;
    d->statuses_changed = changed;
}

void fleet_put_statuses(struct fleet *f, const char *company_id,
                        struct data_statuses *statuses, int64_t now)
{
    uint32_t index = company_index(f, company_id);
    if (index == NOBODY) {
        free(statuses);
        return;
    }
    struct fleet_company *c = &f->companies[index];
    struct detail *d = detail_of(f, index);
    knowledge_read(f, &d->known.statuses_known, now);
    f->counts.read += c->statuses_read == 0;
    c->statuses_read = now;
    if (history_is_old(d, statuses))
        d->known.pulls_stale = true;
    replace_statuses(&d->known, statuses, now);
    c->types_state = (uint8_t)detail_worst_state(d);
    c->changed = c->changed && d->known.statuses_stale;
    company_queue_up(f, index, d->known.statuses_stale ? QUEUE_CHANGED : QUEUE_OLD);
    company_settle(f, index);
    detail_touch(f, d);
    details_trim(f);
}

/* --- connections -------------------------------------------------------------------- */

/* The connections that a page leaves: a first page replaces them all, a later one adds to
 * them and replaces those of the same id. */
static size_t join_connections(const struct company *record, bool replace,
                               struct connection *const *items, size_t count,
                               struct connection *out)
{
    size_t n = 0;
    for (size_t i = 0; !replace && i < record->connection_count; i++)
        out[n++] = record->connections[i];
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < n && !text_same(out[at].id, items[i]->id))
            at++;
        out[at] = *items[i];
        n += at == n;
    }
    return n;
}

void fleet_put_connections(struct fleet *f, const struct call *call,
                           struct connection **items, size_t count, int64_t now)
{
    uint32_t index = company_index(f, call->company_id);
    if (index != NOBODY) {
        struct detail *d = detail_of(f, index);
        knowledge_read(f, &d->known.connections_known, now);
        detail_touch(f, d);
        struct company joined = *f->companies[index].record;
        struct connection *all = xcalloc(joined.connection_count + count, sizeof *all);
        joined.connection_count =
            join_connections(&joined, call->page <= 1, items, count, all);
        joined.connections = all;
        company_put(f, company_copy(&joined));
        free(all);
    }
    for (size_t i = 0; i < count; i++)
        free(items[i]);
}
