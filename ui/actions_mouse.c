/* What the mouse does: the wheel scrolls what is under it; a click selects a row, sorts
 * by a column, or is the key of a hint; a double click shows details. */
#include "config.h"

#include "ui/actions.h"
#include "ui/command.h"
#include "ui/state.h"

#define WHEEL_ROWS 3
#define DOUBLE_MS 400 /* between two clicks that are one double click */

void act_mouse(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    ui->config.mouse = !ui->config.mouse;
    screen_mouse(ui->screen, ui->config.mouse);
    ui_notice(ui, view,
              ui->config.mouse ? "The mouse is on: most terminals select text with Shift."
                               : "The mouse is off.");
}

/* --- where it is ------------------------------------------------------------------ */

static bool inside(const struct rect *r, const struct pointer *at)
{
    return at->y >= r->y && at->y < r->y + r->h && at->x >= r->x && at->x < r->x + r->w;
}

/* PANE_COUNT: over none. Where two panes share an edge it is the lower one's. */
static enum pane_id pane_under(const struct ui *ui, const struct pointer *at)
{
    enum pane_id found = PANE_COUNT;
    for (int i = 0; i < PANE_COUNT; i++)
        if (inside(&ui->layout.pane[i], at))
            found = (enum pane_id)i;
    return found;
}

/* --- the wheel -------------------------------------------------------------------- */

static void wheel(struct ui *ui, const struct ui_view *view, const struct pointer *at)
{
    bool down = at->what == POINTER_WHEEL_DOWN;
    if (ui->dialog) {
        for (int i = 0; i < WHEEL_ROWS; i++)
            dialog_scroll(ui->dialog, down ? LIST_DOWN : LIST_UP);
        return;
    }
    ui_sync(ui, view);
    enum pane_id id = pane_under(ui, at);
    if (id == PANE_COUNT)
        return;
    struct pane *p = &ui->panes[id];
    size_t before = p->list.cursor;
    list_scroll(&p->list, &p->source, down ? WHEEL_ROWS : -WHEEL_ROWS);
    if (id == PANE_COMPANIES && p->list.cursor != before)
        ui->selected_at = view->now;
}

/* --- clicks ----------------------------------------------------------------------- */

static void focus_pane(struct ui *ui, const struct ui_view *view, enum pane_id id)
{
    ui->focus = id;
    if (id != PANE_COMPANIES)
        ui_settle(ui, view);
}

static bool is_double(const struct ui *ui, const struct ui_view *view,
                      const struct pointer *at)
{
    return view->now - ui->clicked.at <= DOUBLE_MS && ui->clicked.y == at->y &&
           ui->clicked.x == at->x;
}

static void click_row(struct ui *ui, const struct ui_view *view, enum pane_id id,
                      size_t row, bool twice, struct ui_intent *intent)
{
    struct pane *p = &ui->panes[id];
    size_t before = p->list.cursor;
    list_go(&p->list, &p->source, row);
    if (id == PANE_COMPANIES && p->list.cursor != before)
        ui->selected_at = view->now;
    if (twice)
        ui_run(ui, view, command_named("details"), intent);
}

/* Sorts by the column, and the other way round by the one that it is sorted by. */
static void click_title(struct pane *p, int x)
{
    size_t at = pane_column_at(p, x);
    if (at == COLUMN_NONE || !column_sorts(&p->ops->columns.items[at]))
        return;
    const struct sort *now = &p->arrangement.sort;
    bool again = now->at == at;
    struct sort sort = {at, again ? !now->descending : p->ops->columns.items[at].falls};
    pane_set_sort(p, &sort);
}

static void click_pane(struct ui *ui, const struct ui_view *view,
                       const struct pointer *at, bool twice, struct ui_intent *intent)
{
    ui_sync(ui, view);
    enum pane_id id = pane_under(ui, at);
    if (id == PANE_COUNT)
        return;
    focus_pane(ui, view, id);
    struct pane *p = &ui->panes[id];
    size_t row = p->list.top + (size_t)(at->y > p->rows.y ? at->y - p->rows.y : 0);
    if (at->y >= p->rows.y && at->y < p->rows.y + p->rows.h && row < p->list.count)
        click_row(ui, view, id, row, twice, intent);
    else if (p->titled && at->y == p->rows.y - 1)
        click_title(p, at->x);
}

static void click(struct ui *ui, const struct ui_view *view, const struct pointer *at,
                  struct ui_intent *intent)
{
    bool twice = is_double(ui, view, at);
    ui->clicked.at = twice ? 0 : view->now; /* a third click begins anew */
    ui->clicked.y = at->y;
    ui->clicked.x = at->x;
    const struct command *hint = hints_at(ui, at->y, at->x);
    if (hint)
        ui_run(ui, view, hint, intent);
    else if (!ui->dialog)
        click_pane(ui, view, at, twice, intent);
}

void ui_pointer(struct ui *ui, const struct ui_view *view, const struct pointer *at,
                struct ui_intent *intent)
{
    bool waits = ui->config.mouse && !ui->prompt && !ui->layout.too_small;
    if (!waits || at->what == POINTER_NOTHING)
        return;
    if (at->what == POINTER_PRESS)
        click(ui, view, at, intent);
    else
        wheel(ui, view, at);
}
