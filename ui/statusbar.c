/* The last row: the newest message for a while, else hints; and what is in flight. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "ui/command.h"
#include "ui/keys.h"
#include "ui/state.h"
#include "ui/table.h"

#define MOST_HINTS 32
#define GAP 2

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

static void draw_message(struct draw *d, int y, int x, int cells, enum role role,
                         const char *text)
{
    static const char more[] = " m: all of it";
    int tail = (int)sizeof more - 1;
    if (draw_width(d, text) <= cells || cells < 3 * tail) {
        draw_text(d, y, x, cells, role, text);
        return;
    }
    draw_text(d, y, x, cells - tail, role, text);
    draw_text(d, y, x + cells - tail, tail, ROLE_DIM, more);
}

struct hints {
    const struct command *commands[MOST_HINTS];
    char keys[MOST_HINTS][16];
    int widths[MOST_HINTS], keep[MOST_HINTS];
    size_t count;
};

static void collect(struct hints *h, const struct ui *ui, unsigned scope, bool ascii)
{
    unsigned have = ui_have(ui);
    for (size_t i = 0; i < command_count && h->count < MOST_HINTS; i++) {
        const struct command *c = &commands[i];
        if (!c->hint || !(c->scope & scope) || command_missing(c, have))
            continue;
        size_t n = h->count++;
        h->commands[n] = c;
        key_label(c->keys[0], ascii, h->keys[n], sizeof h->keys[n]);
        h->widths[n] = (int)strlen(h->keys[n]) + 1 + (int)strlen(c->hint);
        h->keep[n] = c->keep;
    }
}

static void draw_hints(const struct ui *ui, struct draw *d, int y, int x, int cells)
{
    struct hints h = {.count = 0};
    bool shown[MOST_HINTS];
    unsigned scope = !ui->dialog                           ? IN_PANES
                     : ui->dialog->kind == DIALOG_QUESTION ? IN_QUESTION
                                                           : IN_DIALOG;
    collect(&h, ui, scope, true);
    pieces_fit(h.widths, h.keep, h.count, GAP, cells, shown);
    for (size_t i = 0; i < h.count; i++) {
        if (!shown[i])
            continue;
        int n = draw_run(d, y, x, cells, ROLE_KEY, h.keys[i]);
        draw_run(d, y, x + n + 1, cells, ROLE_DIM, h.commands[i]->hint);
        x += h.widths[i] + GAP;
    }
}

void statusbar_draw(struct ui *ui, const struct scene *s)
{
    struct draw *d = s->draw;
    int y = ui->layout.rows - 1, cols = ui->layout.cols;
    int margin = cols >= 60 ? 1 : 0, right = 0;
    int under_way = s->view->reads_under_way + s->view->posts_under_way;
    if (under_way > 0 && cols >= 60) {
        char text[48];
        snprintf(text, sizeof text, "%d in flight", under_way);
        right = draw_width(d, text) + 2;
        draw_text_right(d, y, cols - margin - right, right, ROLE_DIM, text);
    }
    enum role role = ROLE_TEXT;
    const char *message = current(ui, s, &role);
    int cells = cols - 2 * margin - right;
    if (message)
        draw_message(d, y, margin, cells, role, message);
    else
        draw_hints(ui, d, y, margin, cells);
}
