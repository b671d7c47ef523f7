/* Commands that show why: details, connections, validation results, JSON, and the pulls
 * before and after. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/command.h"
#include "ui/state.h"
#include "ui/subject.h"

/* Opens it, unless the same thing is on top already. */
static void open_dialog(struct ui *ui, struct dialog *dialog)
{
    const struct dialog *top = ui->dialog;
    if (top && top->reads && dialog->reads && top->write == dialog->write &&
        call_same(top->reads, dialog->reads))
        dialog_free(&dialog);
    else
        ui_push_dialog(ui, dialog);
}

void act_details(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    const struct subject s = subject_of(ui, view);
    struct dialog *d;
    if (ui->focus == PANE_COMPANIES)
        d = dialog_company(s.company_id, view->now);
    else if (ui->focus == PANE_TYPES)
        d = dialog_type(s.company_id, s.data_type, s.pull_id, view->now);
    else
        d = dialog_pull(s.company_id, s.data_type, s.connection_id, s.pull_id, view->now);
    open_dialog(ui, d);
}

void act_connections(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    const struct subject s = subject_of(ui, view);
    open_dialog(ui, dialog_connections(s.company_id, view->now));
}

void act_validation(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    const struct subject s = subject_of(ui, view);
    if (s.pull_id)
        open_dialog(ui, dialog_validation(s.company_id, s.data_type, s.connection_id,
                                          s.pull_id, view->now));
    else
        ui_notice(ui, view, "No pull of this data type is known: it was never synced.");
}

void act_json(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    open_dialog(ui, dialog_raw(ui->dialog, view->now));
}

/* --- neighbours ------------------------------------------------------------------- */

/* The next known pull of the dialog's company, and where it is about a data type of that
 * type; older ones for a step of 1, newer ones for -1. NULL: there is none. */
static const struct pull *next_known(const struct dialog *d, const struct ui_view *view,
                                     int step)
{
    const struct fleet_company *c = fleet_find(view->fleet, d->company_id);
    size_t at = subject_place(view, d->company_id, d->pull_id);
    if (at == SIZE_MAX)
        return NULL;
    /* Before the first comes SIZE_MAX. */
    for (at += (size_t)step; at < c->detail->pull_count; at += (size_t)step) {
        const struct pull *p = c->detail->pulls[at];
        if (!d->of_type || text_same(p->data_type, d->data_type))
            return p;
    }
    return NULL;
}

/* The row of the history that shows the dialog's pull, or LIST_NOT_FOUND. */
static size_t listed_at(const struct ui *ui, const struct dialog *d)
{
    const struct list_source *rows = &ui->panes[PANE_HISTORY].source;
    if (d->of_type || !text_same(ui->shown, d->company_id))
        return LIST_NOT_FOUND;
    for (size_t i = 0; i < rows->count; i++)
        if (text_same(rows->id_at(rows->ctx, i), d->pull_id))
            return i;
    return LIST_NOT_FOUND;
}

/* Goes on to a neighbour: in the history as it is listed, filtered and sorted; of a data
 * type, and where the list does not show the pull, among those that are known. */
static void walk(struct ui *ui, const struct ui_view *view, int step, const char *which)
{
    struct dialog *d = ui->dialog;
    if (!d->walks) { /* from a data type the way leads to its newest pull */
        struct dialog *pull = dialog_pull(d->company_id, d->data_type, d->connection_id,
                                          d->pull_id, view->now);
        pull->of_type = true;
        open_dialog(ui, pull);
        return;
    }
    ui_sync(ui, view);
    const struct list_source *rows = &ui->panes[PANE_HISTORY].source;
    size_t at = listed_at(ui, d);
    bool listed = at != LIST_NOT_FOUND;
    const struct pull *p = NULL;
    if (!listed)
        p = next_known(d, view, step);
    else if (at + (size_t)step < rows->count)
        p = fleet_find_pull(view->fleet, d->company_id,
                            rows->id_at(rows->ctx, at + (size_t)step));
    if (p) {
        dialog_pull_of(d, p->data_type, p->connection_id, p->id);
        d->painted = false;
    } else if (d->of_type)
        ui_notice(ui, view, "No %s pull of %s is known.", which, d->data_type);
    else if (listed && !pane_is_plain(&ui->panes[PANE_HISTORY]))
        ui_notice(ui, view, "The history as it is listed ends here.");
    else
        ui_notice(ui, view, "No %s pull of the company is known.", which);
}

void act_older_pull(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    walk(ui, view, 1, "older");
}

void act_newer_pull(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    walk(ui, view, -1, "newer");
}
