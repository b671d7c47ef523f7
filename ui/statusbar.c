/* The last row: the newest message for a while, else hints; and what is in flight. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/state.h"
#include "ui/table.h"

#define BULK_CELLS 8 /* of the bulk refresh's bar */
#define SLOW_MS 500  /* reads that take longer are told */

/* How long a message stays, in milliseconds. */
static const int64_t stays[] = {
    [MESSAGE_INFO] = 5000,
    [MESSAGE_GOOD] = 8000,
    [MESSAGE_WARNING] = 12000,
    [MESSAGE_ERROR] = 20000,
};

/* What is to be said now and how, or NULL. */
static const char *current(const struct ui *ui, const struct scene *s, enum role *role)
{
    int64_t now = s->view->now;
    if (ui->notice.text && now < ui->notice.until) {
        draw_changes_at(s->draw, ui->notice.until);
        *role = ROLE_WARNING;
        return ui->notice.text;
    }
    if (!s->view->messages || messages_count(s->view->messages) == 0)
        return NULL;
    const struct message *m = messages_at(s->view->messages, 0);
    int64_t until = m->mono + stays[m->level];
    if (now >= until)
        return NULL;
    draw_changes_at(s->draw, until);
    *role = theme_level_role(m->level);
    return m->text;
}

static void draw_message(const struct ui *ui, struct draw *d, int y, int x, int cells,
                         enum role role, const char *text)
{
    char *more = ui_expand(ui, " {messages}: all of it");
    int tail = draw_width(d, more);
    bool fits = draw_width(d, text) <= cells || cells < 3 * tail;
    if (fits)
        tail = 0;
    draw_text(d, y, x, cells - tail, role, text);
    draw_text(d, y, x + cells - tail, tail, ROLE_DIM, more);
    free(more);
}

/* What is in flight and worth telling: what a key sent, at once; reads, where they keep a
 * person waiting. Most are answered sooner, and a number that flickers tells nothing. */
static int in_flight(struct ui *ui, const struct scene *s)
{
    int reads = s->view->reads_under_way, posts = s->view->posts_under_way;
    if (reads == 0)
        ui->reading_since = 0;
    else if (ui->reading_since == 0)
        ui->reading_since = s->view->now;
    if (reads > 0 && s->view->now - ui->reading_since < SLOW_MS) {
        draw_changes_at(s->draw, ui->reading_since + SLOW_MS);
        reads = 0;
    }
    return reads + posts;
}

/* When the first of the refreshes that wait is tried again; 0: none waits. */
static int64_t first_try(const struct scene *s)
{
    const struct refreshes *refreshes = s->view->refreshes;
    int64_t first = 0;
    for (size_t i = 0; i < refreshes_count(refreshes); i++) {
        const struct refresh *r = refreshes_at(refreshes, i);
        bool waits = r->phase == REFRESH_SENDING && r->waits_until > s->view->now;
        if (waits && (first == 0 || r->waits_until < first))
            first = r->waits_until;
    }
    return first;
}

/* What waits for its next try: refreshes first, for somebody pressed a key. */
static void write_waits(const struct scene *s, char *out, size_t size)
{
    int64_t post = first_try(s), read = s->view->limited ? 0 : s->view->retry_at;
    char wait[16];
    *out = '\0';
    if (post == 0 && read <= s->view->now)
        return;
    draw_until(s->draw, post ? post : read, wait, sizeof wait);
    snprintf(out, size, "%s %s", post ? "refresh waits" : "retrying in", wait);
}

/* "bulk ███░░░░░ 120/341" */
static void write_bulk(const struct scene *s, const struct bulk *b, char *out,
                       size_t size)
{
    static const char *const words[] = {
        [BULK_SENDING] = "bulk",
        [BULK_PAUSED] = "bulk paused",
        [BULK_ASKING] = "bulk stopped",
        [BULK_FOLLOWING] = "bulk, following",
        [BULK_ENDED] = "",
    };
    bool sent = bulk_state(b) == BULK_FOLLOWING;
    size_t part = sent ? bulk_settled(b) : bulk_handed(b);
    size_t whole = sent ? bulk_handed(b) : bulk_total(b);
    int percent = whole > 0 ? (int)((double)part * 100 / (double)whole) : 100;
    char bar[3 * BULK_CELLS + 1], parts[32], wholes[32];
    bar_format(percent, BULK_CELLS, s->draw->ascii, bar);
    format_count(part, parts, sizeof parts);
    format_count(whole, wholes, sizeof wholes);
    snprintf(out, size, "%s %s %s/%s", words[bulk_state(b)], bar, parts, wholes);
}

/* How far refreshes of all data types are. */
static void write_refreshed(const struct scene *s, char *out, size_t size)
{
    const struct refreshes *refreshes = s->view->refreshes;
    size_t ended = 0, pulls = 0;
    for (size_t i = 0; i < refreshes_count(refreshes); i++) {
        const struct refresh *r = refreshes_at(refreshes, i);
        if (r->call->op != OP_REFRESH_ALL || r->phase != REFRESH_FOLLOWING || r->tag)
            continue;
        ended += r->complete + r->failed;
        pulls += r->pull_count;
    }
    if (pulls > 0)
        snprintf(out, size, "refreshed %zu/%zu", ended, pulls);
}

/* How far refreshes of more than one data type are, and what is in flight or waits. */
static void write_traffic(struct ui *ui, const struct scene *s, char *out, size_t size)
{
    const struct bulk *bulk = s->view->bulk;
    bool many = bulk && bulk_state(bulk) != BULK_ENDED;
    int under_way = many ? 0 : in_flight(ui, s);
    char waits[48];
    *out = '\0';
    if (many)
        write_bulk(s, bulk, out, size);
    else
        write_refreshed(s, out, size);
    write_waits(s, waits, sizeof waits);
    size_t n = strlen(out);
    if (*waits)
        snprintf(out + n, size - n, "%s%s", n > 0 ? "  " : "", waits);
    else if (under_way > 0)
        snprintf(out + n, size - n, "%s%d in flight", n > 0 ? "  " : "", under_way);
}

int statusbar_draw(struct ui *ui, const struct scene *s)
{
    struct draw *d = s->draw;
    ui->hint_count = 0;
    int y = ui->layout.rows - 1, cols = ui->layout.cols;
    int margin = cols >= 60 ? 1 : 0, right = 0;
    if (ui->prompt) {
        prompt_draw_list(ui->prompt, d, y, margin, cols - 2 * margin);
        return prompt_draw(ui->prompt, d, y, margin, cols - 2 * margin);
    }
    char traffic[128];
    write_traffic(ui, s, traffic, sizeof traffic);
    if (*traffic && cols >= 60) {
        right = draw_width(d, traffic) + 2;
        draw_text_right(d, y, cols - margin - right, right, ROLE_DIM, traffic);
    }
    enum role role = ROLE_TEXT;
    /* A question's answers stay in sight whatever happens meanwhile. */
    bool asks = ui->dialog && ui->dialog->kind == DIALOG_QUESTION;
    bool noticed = ui->notice.text && s->view->now < ui->notice.until;
    /* A question leaves room only for what is said of it. */
    const char *message = asks && !noticed ? NULL : current(ui, s, &role);
    int cells = cols - 2 * margin - right;
    if (message)
        draw_message(ui, d, y, margin, cells, role, message);
    else
        hints_draw(ui, d, y, margin, cells);
    return -1;
}
