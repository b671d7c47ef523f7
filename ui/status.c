/* How the status of a data type or a pull shows. */
#include "config.h"

#include <stdio.h>

#include "ui/status.h"

#define BAR_CELLS 8     /* longest bar */
#define BAR_LEAST 4     /* shorter ones say nothing */
#define PERCENT_CELLS 5 /* " 100%" */

static struct status sending(const struct scene *s, const struct refresh *r)
{
    struct status status = {.word = "sending…", .state = STATE_MOVING, .progress = -1};
    if (r->waits_until > s->view->now) {
        char wait[16];
        draw_until(s->draw, r->waits_until, wait, sizeof wait);
        snprintf(status.waits, sizeof status.waits, "waits %s", wait);
        status.word = NULL;
    }
    return status;
}

struct status status_of_type(const struct scene *s, const struct type_row *row)
{
    struct status status = {
        .word = row->status_text ? row->status_text : "never synced",
        .state = row->state,
        .progress = row->state == STATE_MOVING ? row->progress : -1,
    };
    const struct refresh *r =
        refreshes_find(s->view->refreshes, s->company_id, row->data_type);
    if (!r || r->call->op != OP_REFRESH_TYPE)
        return status;
    if (r->phase == REFRESH_SENDING)
        return sending(s, r);
    if (r->phase == REFRESH_CHECKING)
        return (struct status){
            .word = "checking…", .state = STATE_MOVING, .progress = -1};
    return status;
}

struct status status_of_pull(const struct pull *p)
{
    enum state state = pull_state(p);
    return (struct status){
        .word = p->status_text ? p->status_text : "?",
        .state = state,
        .progress = state == STATE_MOVING ? p->progress : -1,
    };
}

/* The last cells of a status: bar of them are a bar, the others the number. */
static void draw_bar(struct draw *d, int percent, int bar, int y, int x, int cells)
{
    char picture[3 * BAR_CELLS + 1], text[16];
    bar_format(percent, (size_t)bar, d->ascii, picture);
    draw_text(d, y, x, bar, ROLE_BAR, picture);
    snprintf(text, sizeof text, "%d%%", percent);
    draw_text_right(d, y, x + bar, cells - bar, ROLE_TEXT, text);
}

void status_draw(struct draw *d, const struct status *s, const struct cell *to)
{
    const char *text = s->word ? s->word : s->waits;
    int word = draw_width(d, text);
    enum role role = theme_word_role(s->state);
    int spare = to->cells - word - 1 - PERCENT_CELLS;
    /* Where there is not even room for "100%", there may be for "46%". */
    int digits = s->progress < 10 ? 1 : s->progress < 100 ? 2 : 3;
    if (s->progress < 0 || word + digits + 2 > to->cells) {
        draw_text(d, to->y, to->x, to->cells, role, text);
        return;
    }
    /* Bars stand under each other: their place does not depend on the word. */
    int bar = spare > BAR_CELLS ? BAR_CELLS : spare < BAR_LEAST ? 0 : spare;
    int right = spare >= -1 ? bar + PERCENT_CELLS : digits + 2;
    draw_text(d, to->y, to->x, to->cells - right, role, text);
    draw_bar(d, s->progress, bar, to->y, to->x + to->cells - right, right);
}
