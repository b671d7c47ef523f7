/* The known history of a company: pages and single pulls, merged by id, newest first. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/fleet_internal.h"

size_t detail_find_pull(const struct company_detail *d, const char *pull_id)
{
    for (size_t i = 0; pull_id && i < d->pull_count; i++)
        if (strcmp(d->pulls[i]->id, pull_id) == 0)
            return i;
    return SIZE_MAX;
}

/* --- one pull ----------------------------------------------------------------------- */

static void make_room(struct company_detail *d)
{
    if (d->pull_count < d->pull_cap)
        return;
    d->pull_cap = d->pull_cap ? d->pull_cap * 2 : 16;
    d->pulls = xreallocarray(d->pulls, d->pull_cap, sizeof *d->pulls);
    d->pulls_read = xreallocarray(d->pulls_read, d->pull_cap, sizeof *d->pulls_read);
    d->pulls_changed =
        xreallocarray(d->pulls_changed, d->pull_cap, sizeof *d->pulls_changed);
}

/* Behind all that were requested later or at the same time. */
static size_t place_for(const struct company_detail *d, int64_t requested)
{
    size_t low = 0, high = d->pull_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->pulls[middle]->requested >= requested)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void insert_pull(struct company_detail *d, struct pull *pull, int64_t changed,
                        int64_t now)
{
    make_room(d);
    size_t at = place_for(d, pull->requested), behind = d->pull_count - at;
    memmove(d->pulls + at + 1, d->pulls + at, behind * sizeof *d->pulls);
    memmove(d->pulls_read + at + 1, d->pulls_read + at, behind * sizeof *d->pulls_read);
    memmove(d->pulls_changed + at + 1, d->pulls_changed + at,
            behind * sizeof *d->pulls_changed);
    d->pulls[at] = pull;
    d->pulls_read[at] = now;
    d->pulls_changed[at] = changed;
    d->pull_count++;
}

static void remove_pull(struct company_detail *d, size_t at)
{
    size_t behind = --d->pull_count - at;
    free(d->pulls[at]);
    memmove(d->pulls + at, d->pulls + at + 1, behind * sizeof *d->pulls);
    memmove(d->pulls_read + at, d->pulls_read + at + 1, behind * sizeof *d->pulls_read);
    memmove(d->pulls_changed + at, d->pulls_changed + at + 1,
            behind * sizeof *d->pulls_changed);
}

static void replace_pull(struct company_detail *d, size_t at, struct pull *pull,
                         int64_t now)
{
    const struct pull *before = d->pulls[at];
    bool moved = before->status != pull->status ||
                 !text_same(before->status_text, pull->status_text);
    int64_t changed = moved ? now : d->pulls_changed[at];
    if (before->requested != pull->requested) {
        remove_pull(d, at);
        insert_pull(d, pull, changed, now);
        return;
    }
    free(d->pulls[at]);
    d->pulls[at] = pull;
    d->pulls_read[at] = now;
    d->pulls_changed[at] = changed;
}

/* What a merge brought. */
struct news {
    int64_t newest; /* requested of the newest pull that was known before; TIME_NONE */
    size_t fresh;   /* pulls that were not known */
    size_t ended;   /* pulls that moved before and rest now */
};

/* An answer that was asked for before the end of the pull was learned of is older than
 * what is known. */
static void merge_pull(struct company_detail *d, struct pull *pull, int64_t asked,
                       int64_t now, struct news *news)
{
    size_t at = pull->id ? detail_find_pull(d, pull->id) : SIZE_MAX;
    if (!pull->id) {
        free(pull);
    } else if (at == SIZE_MAX) {
        /* What is older than the newest known one was only not read so far. */
        bool new = news->newest != TIME_NONE && pull->requested > news->newest;
        insert_pull(d, pull, new ? now : 0, now);
        found_forget(&d->found, pull->id);
        news->fresh++;
    } else if (pull_ended(d->pulls[at]) && !pull_ended(pull) &&
               asked < d->pulls_read[at]) {
        free(pull);
    } else {
        news->ended += !pull_ended(d->pulls[at]) && pull_ended(pull);
        replace_pull(d, at, pull, now);
    }
}

static struct news no_news(const struct detail *d)
{
    bool known = d->known.pull_count > 0;
    return (struct news){.newest = known ? d->known.pulls[0]->requested : TIME_NONE};
}

/* --- after a merge ------------------------------------------------------------------ */

static size_t count_moving(const struct company_detail *d)
{
    size_t moving = 0;
    for (size_t i = 0; i < d->pull_count; i++)
        moving += !pull_ended(d->pulls[i]);
    return moving;
}

/* Where a pull ended the statuses say something new. */
static void settle(struct fleet *f, struct detail *d, const struct news *news)
{
    d->known.moving = count_moving(&d->known);
    d->known.version = ++f->versions;
    if (d->known.statuses)
        f->companies[d->company].types_state = (uint8_t)detail_worst_state(d);
    company_settle(f, d->company);
    if (news->ended > 0) {
        bool pulls_stale = d->known.pulls_stale;
        company_stale(f, d->company);
        d->known.pulls_stale = pulls_stale;
    }
    detail_touch(f, d);
    details_trim(f);
}

/* --- pages -------------------------------------------------------------------------- */

/* What a page of the history is like. */
struct page {
    int number;
    size_t count;
    int64_t oldest, newest; /* requested */
    bool full, last;
};

/* The page's own words count where they make sense; some servers serve smaller pages than
 * were asked for, and some always give a next link. */
static struct page describe(const struct call *call, struct pull **items, size_t count,
                            const struct paging *paging)
{
    struct page p = {.number = call->page < 1 ? 1 : call->page, .count = count};
    int64_t asked = call->page_size > 0 ? call->page_size : 100;
    int64_t answered = paging->page_size;
    int64_t size = answered > 0 && answered < asked ? answered : asked;
    int64_t reached = (p.number - 1) * size + (int64_t)count;
    p.full = (int64_t)count >= size;
    p.last = count == 0 || (paging->total > 0 && reached >= paging->total) ||
             (!p.full && !paging->has_next && paging->total <= reached);
    p.oldest = p.newest = count > 0 ? items[0]->requested : TIME_NONE;
    for (size_t i = 1; i < count; i++) {
        int64_t requested = items[i]->requested;
        p.oldest = requested < p.oldest ? requested : p.oldest;
        p.newest = requested > p.newest ? requested : p.newest;
    }
    return p;
}

/* So much came since the last read that a page does not reach back to what is known: the
 * pages in between were never seen, and what lies behind them has no place. */
static void cut_behind_gap(struct detail *d, const struct page *p)
{
    bool gap = d->known.pages_read > 0 && p->full && p->oldest > d->history_newest &&
               d->history_newest != TIME_NONE;
    if (!gap)
        return;
    while (d->known.pull_count > 0 &&
           d->known.pulls[d->known.pull_count - 1]->requested < p->oldest)
        remove_pull(&d->known, d->known.pull_count - 1);
    d->known.pages_read = 0;
    d->known.pulls_end = false;
    /* Some of what went may have been found, too. */
    found_begin(&d->known.found, d->known.found.query);
}

static void count_page(struct detail *d, const struct page *p, const struct news *news)
{
    bool next = p->number == d->known.pages_read + 1;
    if (next)
        d->known.pages_read++;
    if (p->number != d->known.pages_read)
        return;
    bool nothing_new = p->number > 1 && next && news->fresh == 0;
    d->known.pulls_end = p->last || nothing_new;
}

/* --- pages of what a query asks for ---------------------------------------------------
 */

static void merge_found(struct company_detail *d, struct pull *pull, int64_t now,
                        struct news *news)
{
    int64_t asked = d->found.known.read_asked;
    if (!pull->id || detail_find_pull(d, pull->id) != SIZE_MAX) {
        merge_pull(d, pull, asked, now, news);
        return;
    }
    news->fresh += found_pull(&d->found, pull->id) == SIZE_MAX;
    found_put(&d->found, pull, asked, now);
}

/* A first page of which nothing was known begins anew: what lies between it and the rest
 * was never seen. */
static void count_found_page(struct found_pulls *found, const struct page *p,
                             const struct news *news)
{
    if (p->number == 1 && p->full && news->fresh == p->count)
        found->pages_read = 0;
    /* It began anew while this page was under way: the first one comes next. */
    if (p->number > 1 && found->pages_read == 0)
        found->stale = true;
    if (p->number != found->pages_read + 1)
        return;
    bool older = found->pages_read == 0 || p->oldest < found->oldest;
    found->brought = (found->pages_read == 0 ? 0 : found->brought) + p->count;
    found->oldest = older ? p->oldest : found->oldest;
    found->pages_read++;
    found->end = p->last || (news->fresh == 0 && !older);
}

static void put_found(struct fleet *f, struct detail *d, const struct call *call,
                      struct pull **items, size_t count, const struct paging *paging,
                      int64_t now)
{
    struct found_pulls *found = &d->known.found;
    struct page page = describe(call, items, count, paging);
    struct news news = no_news(d);
    knowledge_read(f, &found->known, now);
    for (size_t i = 0; i < count; i++) {
        merge_found(&d->known, items[i], now, &news);
        items[i] = NULL;
    }
    count_found_page(found, &page, &news);
    bool sensible = paging->total > 0 || (paging->total == 0 && count == 0);
    found->total = sensible ? paging->total : -1;
    settle(f, d, &news);
}

static void free_pulls(struct pull **items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(items[i]);
        items[i] = NULL;
    }
}

/* --- what was answered ----------------------------------------------------------------
 */

void fleet_put_pulls(struct fleet *f, const struct call *call, struct pull **items,
                     size_t count, const struct paging *paging, int64_t now)
{
    uint32_t index = company_index(f, call->company_id);
    if (index == NOBODY) {
        free_pulls(items, count);
        return;
    }
    struct detail *d = detail_of(f, index);
    if (call->query && text_same(call->query, d->known.found.query)) {
        put_found(f, d, call, items, count, paging, now);
        return;
    }
    if (call->query) { /* it was given up for another one */
        service_answered(f, now);
        free_pulls(items, count);
        return;
    }
    knowledge_read(f, &d->known.pulls_known, now);
    struct page page = describe(call, items, count, paging);
    struct news news = no_news(d);
    if (page.number == 1)
        cut_behind_gap(d, &page);
    for (size_t i = 0; i < count; i++) {
        merge_pull(&d->known, items[i], d->known.pulls_known.read_asked, now, &news);
        items[i] = NULL;
    }
    count_page(d, &page, &news);
    if (page.number == 1 && page.newest > d->history_newest)
        d->history_newest = page.newest;
    bool sensible = paging->total > 0 || (paging->total == 0 && count == 0);
    d->known.pulls_total = sensible ? paging->total : -1;
    settle(f, d, &news);
}

void fleet_put_pull(struct fleet *f, const struct call *call, struct pull *pull,
                    int64_t now)
{
    uint32_t index = company_index(f, call->company_id);
    if (index == NOBODY) {
        free(pull);
        return;
    }
    struct detail *d = detail_of(f, index);
    int64_t asked = now;
    detail_visit(f, d);
    if (call->op == OP_GET_PULL) {
        knowledge_read(f, &d->known.pull_known, now);
        asked = d->known.pull_known.read_asked;
    } else {
        service_answered(f, now);
    }
    struct news news = no_news(d);
    if (found_pull(&d->known.found, pull->id) != SIZE_MAX)
        found_put(&d->known.found, pull, asked, now);
    else
        merge_pull(&d->known, pull, asked, now, &news);
    settle(f, d, &news);
}
