/* Asks before many companies are refreshed: where, what, how many of them are worth it,
 * who they are, and what it costs. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/timefmt.h"
#include "ui/dialog.h"

#define LABEL_CELLS 9
#define MOST_LABEL 28 /* cells of a line that names come behind */

static void add_count(struct buf *b, size_t n, const char *one, const char *many)
{
    buf_add_count(b, n);
    buf_addf(b, " %s", n == 1 ? one : many);
}

static void write_what(const struct dialog *d, const struct scene *s, struct page *page)
{
    struct buf b = {0};
    const char *type = d->list->data_type;
    buf_addf(&b, "Refresh %s%s of ", type ? "" : "all data types", type ? type : "");
    add_count(&b, d->list->count, "company", "companies");
    if (s->environment && *s->environment)
        buf_addf(&b, " in %s%s", s->environment,
                 s->production ? ", the production environment" : "");
    buf_addc(&b, '?');
    page_text(page, s->production ? ROLE_WARNING : ROLE_STRONG, buf_str(&b));
    buf_free(&b);
}

static void write_hidden(const struct dialog *d, struct page *page)
{
    struct buf b = {0};
    if (d->hidden == 0)
        return;
    add_count(&b, d->list->count, "marked", "marked");
    buf_adds(&b, ", ");
    add_count(&b, d->hidden, "of them not shown", "of them not shown");
    buf_addc(&b, '.');
    page_text(page, ROLE_ATTENTION, buf_str(&b));
    buf_free(&b);
}

static void write_judged(const struct dialog *d, struct page *page)
{
    struct buf b = {0};
    if (d->judged_of == 0)
        return;
    buf_adds(&b, "Filtered by status, and only ");
    add_count(&b, d->judged, "of", "of");
    buf_addc(&b, ' ');
    add_count(&b, d->judged_of, "company is", "companies are");
    buf_adds(&b, " read so far.");
    page_text(page, ROLE_ATTENTION, buf_str(&b));
    buf_free(&b);
}

/* The first names of those that are in this state, as many as fit on two lines. */
static void add_names(struct buf *b, const struct dialog *d, const struct page *page,
                      enum bulk_why why, size_t count)
{
    int room = 2 * (page->cells - LABEL_CELLS) - MOST_LABEL - 16;
    size_t named = 0;
    for (size_t i = 0; i < d->list->count && room > 0 && named < count; i++) {
        const struct bulk_company *c = &d->list->companies[i];
        if (c->why != why)
            continue;
        room -= draw_width(page->draw, c->name) + 2;
        if (named > 0 && room < 0)
            break;
        buf_addf(b, "%s%s", named > 0 ? ", " : ": ", c->name);
        named++;
    }
    if (named < count) {
        buf_adds(b, " and ");
        add_count(b, count - named, "more", "more");
    }
}

static void write_class(const struct dialog *d, struct page *page, const char *label,
                        enum bulk_why why, size_t count)
{
    struct buf b = {0};
    buf_add_count(&b, count);
    if (why != BULK_READY)
        buf_addf(&b, " %s", bulk_why_text(why));
    if (count > 0)
        add_names(&b, d, page, why, count);
    page_field(page, label, why == BULK_READY ? ROLE_STRONG : ROLE_TEXT, buf_str(&b));
    buf_free(&b);
}

static void write_cost(const struct scene *s, struct page *page, size_t requests)
{
    char time[32];
    struct buf b = {0};
    int per_minute = s->view->per_minute > 0 ? s->view->per_minute : 600;
    add_count(&b, requests, "request", "requests");
    buf_addf(&b, ", at most %d a minute and %d at once; reads follow them",
             per_minute * 2 / 5, BULK_UNANSWERED);
    page_field(page, "Cost", ROLE_TEXT, buf_str(&b));
    buf_clear(&b);
    time_format_duration(bulk_expected(requests, per_minute) + 999, time, sizeof time);
    buf_addf(&b, "about %s to send them", time);
    page_field(page, "Time", ROLE_TEXT, buf_str(&b));
    buf_free(&b);
}

static void write_answers(const struct dialog *d, const struct scene *s,
                          struct page *page, const struct bulk_counts *counts)
{
    struct buf b = {0};
    char ready[32], shown[32];
    size_t seen = bulk_list_count(d->list, true).ready;
    format_count(counts->ready, ready, sizeof ready);
    format_count(seen, shown, sizeof shown);
    if (counts->ready > 0 && counts->ready < counts->all)
        buf_addf(&b, "[{yes}] refresh the %s that %s ready  ", ready,
                 counts->ready == 1 ? "is" : "are");
    else if (counts->ready > 0)
        buf_adds(&b, "[{yes}] yes  ");
    if (d->hidden > 0 && seen > 0)
        buf_addf(&b, "[{only-shown}] only the %s shown  ", shown);
    buf_addf(&b, "[{no}] %s", counts->ready > 0 ? "no" : "leave it: none is ready");
    char *answers = scene_expand(s, buf_str(&b));
    page_text(page, ROLE_TEXT, "");
    page_text(page, ROLE_KEY, answers);
    free(answers);
    buf_free(&b);
}

static void write(const struct dialog *d, const struct scene *s, struct page *page)
{
    struct bulk_counts counts = bulk_list_count(d->list, false);
    page_labels(page, LABEL_CELLS);
    write_what(d, s, page);
    write_hidden(d, page);
    write_judged(d, page);
    write_class(d, page, "Ready", BULK_READY, counts.ready);
    const char *label = "Left out";
    for (enum bulk_why why = BULK_READY + 1; why < BULK_WHY_COUNT; why++) {
        if (counts.why[why] == 0)
            continue;
        write_class(d, page, label, why, counts.why[why]);
        label = "";
    }
    if (counts.ready > 0)
        write_cost(s, page, counts.ready);
    write_answers(d, s, page, &counts);
}

struct dialog *dialog_bulk_question(struct bulk_list *list, int64_t now)
{
    struct dialog *d = dialog_new(DIALOG_QUESTION, "Refresh many", now);
    d->list = list;
    d->hidden = list->count - bulk_list_count(list, true).all;
    d->write = write;
    return d;
}
