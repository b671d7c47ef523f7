/* What happened that is worth a bell: a refresh was followed to its end, a bulk refresh
 * ended or stopped, a company on screen that was well needs somebody. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/state.h"

/* Most changes of companies that are looked at in one frame: a bell tells no more. */
#define CHANGES_MOST 1000

static bool needs_somebody(enum state state)
{
    return state == STATE_FAILED || state == STATE_ATTENTION;
}

static bool was_well(const struct fleet_company *c)
{
    return !needs_somebody((enum state)c->state_before) &&
           c->state_before != STATE_UNKNOWN;
}

static bool is_on_screen(const struct ui *ui, const char *id)
{
    const struct pane *p = &ui->panes[PANE_COMPANIES];
    if (ui->shown && strcmp(ui->shown, id) == 0)
        return true;
    size_t end = p->list.top + (p->rows.h > 0 ? (size_t)p->rows.h : 0);
    for (size_t row = p->list.top; row < p->source.count && row < end; row++)
        if (strcmp(p->source.id_at(p->source.ctx, row), id) == 0)
            return true;
    return false;
}

static void look_at_company(struct ui *ui, const struct fleet_company *c)
{
    if (!c || !needs_somebody(c->state) || !was_well(c) ||
        !is_on_screen(ui, c->record->id))
        return;
    const char *name = c->record->name ? c->record->name : c->record->id;
    char *text = xasprintf("%s %s", name,
                           c->state == STATE_FAILED ? "is failing" : "needs a person");
    notify_add(&ui->notify, text);
    free(text);
}

static void look_at_companies(struct ui *ui, const struct ui_view *view)
{
    struct announced *a = &ui->announced;
    uint64_t until = fleet_changes(view->fleet);
    uint32_t last = UINT32_MAX;
    if (until - a->changes > CHANGES_MOST)
        a->changes = until - CHANGES_MOST;
    for (; a->changes < until; a->changes++) {
        const struct fleet_change *change = fleet_change(view->fleet, a->changes);
        /* Several changes in a row are told once, as what came of them. */
        if (!change || !(change->what & CHANGE_STATE) || change->company == last)
            continue;
        last = change->company;
        look_at_company(ui, fleet_at(view->fleet, last));
    }
}

static void look_at_refreshes(struct ui *ui, const struct ui_view *view)
{
    uint64_t followed = refreshes_followed(view->refreshes);
    if (followed == ui->announced.followed)
        return;
    ui->announced.followed = followed;
    const struct message *m = messages_at(view->messages, 0);
    notify_add(&ui->notify, m ? m->text : "a refresh has ended");
}

static void look_at_bulk(struct ui *ui, const struct ui_view *view)
{
    enum bulk_state state = view->bulk ? bulk_state(view->bulk) : BULK_ENDED;
    if (state == ui->announced.bulk)
        return;
    ui->announced.bulk = state;
    if (state == BULK_ENDED)
        notify_add(&ui->notify, "the bulk refresh has ended");
    if (state == BULK_ASKING)
        notify_add(&ui->notify, "the bulk refresh has stopped, and asks");
}

static void ring(struct ui *ui, const struct ui_view *view)
{
    int64_t again;
    char *happened = notify_take(&ui->notify, view->now, &again);
    draw_changes_at(&ui->draw, again);
    if (!happened)
        return;
    char *said = xasprintf("codatop: %s", happened);
    /* To a terminal that is not UTF-8, a byte of a letter can be a control character. */
    char *text = draw_text_for(&ui->draw, said);
    enum notify_inside inside = notify_inside(getenv("TMUX"), getenv("STY"));
    char *bytes = notify_sequence(ui->config.bell, inside, text);
    if (*bytes)
        screen_send(ui->screen, bytes);
    free(bytes);
    free(text);
    free(said);
    free(happened);
}

void ui_announce(struct ui *ui, const struct ui_view *view)
{
    struct announced *a = &ui->announced;
    if (ui->config.bell == UI_BELL_NONE)
        return;
    if (a->fleet != view->fleet)
        *a = (struct announced){
            .fleet = view->fleet,
            .changes = fleet_changes(view->fleet),
            .followed = refreshes_followed(view->refreshes),
            .bulk = view->bulk ? bulk_state(view->bulk) : BULK_ENDED,
        };
    look_at_companies(ui, view);
    look_at_refreshes(ui, view);
    look_at_bulk(ui, view);
    ring(ui, view);
}
