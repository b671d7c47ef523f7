/* The list of companies, round by round. A round ends by itself whatever the server does:
 * pages that are empty, repeat, shrink, grow or never end. */
#include "config.h"

#include <stdlib.h>

#include "model/fleet_internal.h"

#define MOST_COMPANIES 1000000
#define MOST_PAGES 2000

/* --- rounds ------------------------------------------------------------------------- */

static void begin_at(struct fleet *f, int page_size, bool preview)
{
    f->list.round++;
    f->list.next_page = 1;
    f->list.page_size = page_size;
    f->list.preview = preview;
}

/* The very first round is one small page, painted at once; the next one starts again at
 * the front with large pages. */
void fleet_list_begin(struct fleet *f)
{
    if (f->list.next_page != 0)
        return;
    bool first = f->list.round == 0;
    f->list.stale = false;
    begin_at(f, first ? FLEET_FIRST_PAGE : FLEET_PAGE, first);
}

struct call fleet_list_call(const struct fleet *f)
{
    bool running = f->list.next_page != 0;
    int fresh_size = f->list.round == 0 ? FLEET_FIRST_PAGE : FLEET_PAGE;
    return (struct call){
        .op = OP_LIST_COMPANIES,
        .page = running ? f->list.next_page : 1,
        .page_size = running ? f->list.page_size : fresh_size,
    };
}

static void end_round(struct fleet *f, bool whole, int64_t now)
{
    f->list.next_page = 0;
    f->list.preview = false;
    f->list.partial = !whole;
    if (!whole)
        return;
    f->list.completed = now;
    companies_forget_unseen(f);
}

/* A total below what came is nonsense; zero with companies on the page is, too. */
static bool total_reached(const struct fleet_list *l)
{
    return (int64_t)(l->seen + l->skipped) >= l->total;
}

void list_give_up(struct fleet *f, int page, int64_t now)
{
    if (page == f->list.next_page)
        end_round(f, f->list.total >= 0 && total_reached(&f->list), now);
}

/* --- pages -------------------------------------------------------------------------- */

enum verdict { READ_ON, END_WHOLE, END_PARTIAL };

/* What a page brought. */
struct page {
    size_t items; /* unusable ones included */
    size_t fresh; /* companies that this round had not seen yet, and unusable ones */
    int64_t size; /* how many it might have held */
    bool has_next;
};

/* A server may serve smaller pages than were asked for; then it says so. */
static int64_t size_of_page(int asked, int64_t answered)
{
    return answered > 0 && answered < asked ? answered : asked;
}

static enum verdict judge_page(const struct fleet_list *l, const struct page *p)
{
    bool total_known = l->total >= 0;
    bool whole = !total_known || total_reached(l);
    bool full = (int64_t)p->items >= p->size;
    if (p->items == 0)
        return whole ? END_WHOLE : END_PARTIAL;
    if (p->fresh == 0)
        return total_known && whole ? END_WHOLE : END_PARTIAL;
    if (!p->has_next && (total_known ? whole : !full))
        return END_WHOLE;
    if (l->seen >= MOST_COMPANIES || l->next_page >= MOST_PAGES)
        return END_PARTIAL;
    return READ_ON;
}

/* One empty list may be an accident, and would clear the screen: it is believed when the
 * next round finds the same. */
static bool suspicious(const struct fleet *f, const struct page *p)
{
    return p->items == 0 && f->list.next_page == 1 && f->count > 0 && !f->list.partial;
}

static void judge(struct fleet *f, const struct page *p, int64_t now)
{
    enum verdict verdict = suspicious(f, p) ? END_PARTIAL : judge_page(&f->list, p);
    if (verdict != READ_ON)
        end_round(f, verdict == END_WHOLE, now);
    else if (f->list.preview)
        begin_at(f, FLEET_PAGE, false);
    else
        f->list.next_page++;
}

/* Marks the company as seen in this round; true the first time. */
static bool see(struct fleet *f, uint32_t index)
{
    if (index == NOBODY || f->companies[index].round == f->list.round)
        return false;
    f->companies[index].round = f->list.round;
    return true;
}

static void begin_counting(struct fleet *f)
{
    f->list.seen = 0;
    f->list.skipped = 0;
}

void fleet_put_companies(struct fleet *f, const struct call *call, struct company **items,
                         size_t count, size_t skipped, const struct paging *paging,
                         int64_t now)
{
    struct fleet_list *l = &f->list;
    bool awaited = call->page == l->next_page && call->page_size == l->page_size;
    if (awaited && call->page == 1)
        begin_counting(f);
    service_answered(f, now);
    size_t fresh = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t index = company_put(f, items[i]);
        items[i] = NULL;
        if (awaited && see(f, index))
            fresh++;
    }
    knowledge_read(f, &l->known, now);
    if (!awaited)
        return;
    l->seen += fresh;
    l->skipped += skipped;
    l->total =
        paging->total > 0 || (paging->total == 0 && count == 0) ? paging->total : -1;
    struct page page = {
        .items = count + skipped,
        .fresh = fresh + skipped,
        .size = size_of_page(call->page_size, paging->page_size),
        .has_next = paging->has_next,
    };
    judge(f, &page, now);
}

void fleet_put_company(struct fleet *f, struct company *company, int64_t now)
{
    service_answered(f, now);
    uint32_t index = company_put(f, company);
    if (f->list.next_page > 1 && see(f, index))
        f->list.seen++;
}
