/* The bulk refresh: how far it is while it runs, what became of it when it has ended. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/timefmt.h"
#include "ui/dialog.h"

#define LABEL_CELLS 9
#define INDENT 2        /* of a company's name below its reason */
#define MOST_NAMED 1000 /* companies of one group; nobody scrolls through more */

static void add_count(struct buf *b, size_t n, const char *what)
{
    buf_add_count(b, n);
    buf_addf(b, "%s%s", *what ? " " : "", what);
}

/* --- how far it is ----------------------------------------------------------------- */

static void write_what(const struct scene *s, const struct bulk *b, struct page *page)
{
    struct buf text = {0};
    const char *type = bulk_data_type(b);
    buf_addf(&text, "%s of ", type ? type : "All data types");
    add_count(&text, bulk_total(b), bulk_total(b) == 1 ? "company" : "companies");
    if (s->environment && *s->environment)
        buf_addf(&text, " in %s", s->environment);
    page_text(page, ROLE_STRONG, buf_str(&text));
    buf_free(&text);
}

static void write_state(const struct scene *s, const struct bulk *b, struct page *page)
{
    static const char *const words[] = {
        [BULK_SENDING] = "sending",
        [BULK_PAUSED] = "paused",
        [BULK_ASKING] = "stopped: go on, or cancel it?",
        [BULK_FOLLOWING] = "all is sent; pulls are still moving",
        [BULK_ENDED] = "ended",
    };
    enum bulk_state state = bulk_state(b);
    const char *word = words[state];
    if (bulk_was_cancelled(b))
        word = state == BULK_ENDED ? "cancelled" : "cancelled; what was sent is followed";
    else if (state == BULK_SENDING && s->view->limited)
        word = "sending; waits until Codat takes requests again";
    page_field(page, "State", state == BULK_ASKING ? ROLE_WARNING : ROLE_TEXT, word);
    if (bulk_trouble(b))
        page_field(page, "Why", ROLE_ERROR, bulk_trouble(b));
}

static int percent(size_t part, size_t whole)
{
    return whole > 0 ? (int)((double)part * 100 / (double)whole) : 100;
}

static void write_part(struct page *page, const char *label, size_t part, size_t whole,
                       const char *more)
{
    struct buf text = {0};
    add_count(&text, part, "of ");
    add_count(&text, whole, more);
    page_item(page, ROLE_DIM, label, ROLE_TEXT, buf_str(&text), percent(part, whole));
    buf_free(&text);
}

static void write_counts(const struct bulk *b, struct page *page)
{
    static const struct {
        enum bulk_fate fate;
        const char *text;
    } rows[] = {
        {BULK_POSTED, "not answered yet"}, {BULK_CHECKING, "being looked up"},
        {BULK_RUNNING, "running"},         {BULK_COMPLETE, "complete"},
        {BULK_FAILED, "failed"},           {BULK_FRUITLESS, "brought nothing"},
    };
    struct buf text = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n = bulk_with(b, rows[i].fate);
        if (n == 0)
            continue;
        buf_adds(&text, text.len > 0 ? ", " : "");
        add_count(&text, n, rows[i].text);
    }
    if (text.len > 0)
        page_field(page, "Of these", ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

static void write_left(const struct scene *s, const struct bulk *b, struct page *page)
{
    size_t left = bulk_with(b, BULK_UNSENT);
    char time[32];
    struct buf text = {0};
    if (left == 0)
        return;
    int64_t ms = bulk_time_left(b, s->view->now);
    time_format_duration(ms + 999, time, sizeof time);
    add_count(&text, left, "to be sent");
    buf_addf(&text, ", about %s", time);
    if (bulk_state(b) == BULK_SENDING)
        draw_changes_at(s->draw, s->view->now + 1000);
    page_field(page, "Left", ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

static void write_keys(const struct scene *s, const struct bulk *b, struct page *page)
{
    static const char *const keys[] = {
        [BULK_SENDING] = "[{bulk-pause}] pause  [{bulk-cancel}] cancel  [{close}] close: "
                         "it goes on",
        [BULK_PAUSED] = "[{bulk-pause}] go on  [{bulk-cancel}] cancel  [{close}] close",
        [BULK_ASKING] = "[{bulk-pause}] go on  [{bulk-cancel}] cancel  [{close}] close: "
                        "it waits",
        [BULK_FOLLOWING] = "[{close}] close: they are followed",
        [BULK_ENDED] = "[{close}] close",
    };
    char *text = scene_expand(s, keys[bulk_state(b)]);
    page_text(page, ROLE_KEY, text);
    free(text);
}

/* --- what became of it ------------------------------------------------------------- */

static enum role role_of(enum bulk_fate fate)
{
    return fate == BULK_FAILED ? ROLE_FAILED : ROLE_STRONG;
}

static void write_title(const struct bulk_group *group, struct page *page)
{
    static const char *const words[BULK_FATES] = {
        [BULK_FAILED] = "failed",
        [BULK_FRUITLESS] = "brought nothing",
        [BULK_LEFT_OUT] = "left out",
        [BULK_CANCELLED] = "not sent, because it was cancelled",
    };
    struct buf text = {0};
    add_count(&text, group->count, words[group->fate]);
    if (group->reason)
        buf_addf(&text, ": %s", group->reason);
    page_text(page, ROLE_TEXT, "");
    page_text(page, role_of(group->fate), buf_str(&text));
    if (group->remedy)
        page_text(page, ROLE_TEXT, group->remedy);
    buf_free(&text);
}

static void write_company(const struct bulk_item *item, struct page *page)
{
    struct buf text = {0};
    buf_adds(&text, item->company->name);
    if (item->text && *item->text)
        buf_addf(&text, " – %s", item->text);
    page_field(page, "", ROLE_TEXT, buf_str(&text));
    buf_free(&text);
}

static void write_group(const struct bulk *b, const struct bulk_group *group,
                        struct page *page)
{
    size_t named = 0;
    write_title(group, page);
    for (size_t i = 0; i < bulk_count(b) && named < MOST_NAMED; i++) {
        if (!bulk_is_in(bulk_at(b, i), group))
            continue;
        write_company(bulk_at(b, i), page);
        named++;
    }
    if (named < group->count) {
        struct buf text = {0};
        buf_adds(&text, "and ");
        add_count(&text, group->count - named, "more");
        page_field(page, "", ROLE_DIM, buf_str(&text));
        buf_free(&text);
    }
}

static void write(const struct dialog *d, const struct scene *s, struct page *page)
{
    (void)d;
    const struct bulk *b = s->view->bulk;
    if (!b)
        return;
    page_labels(page, LABEL_CELLS);
    write_what(s, b, page);
    write_state(s, b, page);
    write_part(page, "Sent", bulk_handed(b), bulk_total(b), "");
    write_part(page, "Ended", bulk_settled(b), bulk_handed(b), "");
    write_counts(b, page);
    write_left(s, b, page);
    write_keys(s, b, page);
    page_labels(page, INDENT - 1);
    struct bulk_group *groups;
    size_t count = bulk_groups(b, &groups);
    for (size_t i = 0; i < count; i++)
        write_group(b, &groups[i], page);
    free(groups);
}

struct dialog *dialog_bulk(int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_BULK, "Bulk refresh", now);
    d->write = write;
    return d;
}
