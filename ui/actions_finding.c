/* What the commands do that find something: filters and sorting of the panes. */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/actions.h"
#include "ui/prompt.h"
#include "ui/state.h"

/* While somebody types, Codat is asked when the keys have rested for so long. */
#define QUERY_REST_MS 400

/* Dates in a query grow old. */
#define QUERY_OLD_MS 60000

/* --- filtering ------------------------------------------------------------------- */

/* Other rows come under the cursor: nobody has seen them yet. */
static bool set_filter(struct ui *ui, const struct ui_view *view, enum pane_id id,
                       const char *text, int64_t rest, struct filter_error *error)
{
    if (!pane_set_filter(&ui->panes[id], text, error))
        return false;
    ui->shown_is_painted = false;
    if (id == PANE_HISTORY)
        ui->finding.query_due = view->now + rest;
    return true;
}

/* True where the text is a filter; where it is wrong, the prompt shows what and why. */
static bool take_text(struct ui *ui, const struct ui_view *view, struct prompt *p,
                      int64_t rest)
{
    struct filter_error error = {0};
    if (set_filter(ui, view, ui->finding.pane, prompt_text(p), rest, &error))
        return true;
    prompt_mark(p, error.start, error.len, error.message);
    filter_error_free(&error);
    return false;
}

static void filter_changed(struct ui *ui, const struct ui_view *view, struct prompt *p)
{
    take_text(ui, view, p, QUERY_REST_MS);
}

static void filter_done(struct ui *ui, const struct ui_view *view, struct prompt *p,
                        bool accepted, struct ui_intent *intent)
{
    (void)intent;
    struct filter_error error = {0};
    if (accepted && !take_text(ui, view, p, 0))
        return;
    if (!accepted)
        set_filter(ui, view, ui->finding.pane, ui->finding.before, 0, &error);
    filter_error_free(&error);
    free(ui->finding.before);
    ui->finding.before = NULL;
}

static const struct prompt_ops filter_prompt = {
    .label = "/",
    .changed = filter_changed,
    .done = filter_done,
};

void act_filter(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    const struct pane *p = &ui->panes[ui->focus];
    ui->finding.pane = ui->focus;
    free(ui->finding.before);
    ui->finding.before = xstrdup(p->filter_text);
    ui_open_prompt(ui, &filter_prompt, p->filter_text);
}

bool filter_back(struct ui *ui, const struct ui_view *view)
{
    struct filter_error error = {0};
    if (!ui->panes[ui->focus].filter)
        return false;
    set_filter(ui, view, ui->focus, NULL, 0, &error);
    return true;
}

void finding_sync(struct ui *ui, const struct ui_view *view)
{
    struct finding *f = &ui->finding;
    if (f->query_due == 0)
        return;
    if (view->now < f->query_due) {
        draw_changes_at(&ui->draw, f->query_due);
        return;
    }
    const struct filter *filter = ui->panes[PANE_HISTORY].filter;
    int64_t period = filter ? filter_period(filter) : INT64_MAX;
    free(f->query);
    f->query = filter ? filter_query(filter, ui->draw.server_wall) : NULL;
    f->query_due = period == INT64_MAX ? 0 : view->now + QUERY_OLD_MS;
}

/* --- sorting --------------------------------------------------------------------- */

void act_sort(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    struct pane *p = &ui->panes[ui->focus];
    bool shown[TABLE_COLUMNS];
    pane_columns_shown(p, shown);
    struct sort next =
        sort_next(&p->ops->columns, &p->columns, shown, &p->arrangement.sort);
    pane_set_sort(p, &next);
}

void act_sort_reverse(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    struct pane *p = &ui->panes[ui->focus];
    struct sort sort = p->arrangement.sort;
    sort.descending = !sort.descending;
    pane_set_sort(p, &sort);
}
