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

/* The known pull so many places further down the history of the dialog's company, or
 * NULL. */
static const struct pull *neighbour(const struct ui *ui, const struct ui_view *view,
                                    int step)
{
    const struct dialog *d = ui->dialog;
    size_t at = subject_place(view, d->company_id, d->pull_id);
    const struct fleet_company *c = fleet_find(view->fleet, d->company_id);
    if (at == SIZE_MAX || (step < 0 && at == 0) ||
        at + 1 >= c->detail->pull_count + (step < 0))
        return NULL;
    return c->detail->pulls[step < 0 ? at - 1 : at + 1];
}

static void walk(struct ui *ui, const struct ui_view *view, int step, const char *end)
{
    struct dialog *d = ui->dialog;
    /* From a data type the way leads to its newest pull. */
    if (!d->walks) {
        open_dialog(ui, dialog_pull(d->company_id, d->data_type, d->connection_id,
                                    d->pull_id, view->now));
        return;
    }
    const struct pull *p = neighbour(ui, view, step);
    if (p)
        dialog_pull_of(d, p->data_type, p->connection_id, p->id);
    else
        ui_notice(ui, view, "%s", end);
}

void act_older_pull(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    walk(ui, view, 1, "No older pull of the company is known.");
}

void act_newer_pull(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    walk(ui, view, -1, "No newer pull of the company is known.");
}
