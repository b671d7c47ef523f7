/* What a command is about. */
#include "config.h"

#include "ui/subject.h"

#include <stdlib.h>
#include <string.h>

/* The newest pull of a data type: the newest known one, or the one that its status names.
 */
static const char *newest_pull(const struct ui_view *view, const char *company_id,
                               const char *data_type)
{
    const struct fleet_company *c = fleet_find(view->fleet, company_id);
    const struct company_detail *d = c ? c->detail : NULL;
    for (size_t i = 0; d && i < d->pull_count; i++)
        if (d->pulls[i]->data_type && strcmp(d->pulls[i]->data_type, data_type) == 0)
            return d->pulls[i]->id;
    if (!d || !d->statuses)
        return NULL;
    const struct data_status *s = data_statuses_find(d->statuses, data_type);
    return s ? s->latest_sync_id : NULL;
}

static struct subject of_pull(const struct ui_view *view, const char *company_id,
                              const char *pull_id)
{
    const struct pull *p = fleet_find_pull(view->fleet, company_id, pull_id);
    return (struct subject){
        .company_id = company_id,
        .data_type = p ? p->data_type : NULL,
        .connection_id = p ? p->connection_id : NULL,
        .pull_id = pull_id,
    };
}

struct subject subject_of(const struct ui *ui, const struct ui_view *view)
{
    const struct dialog *d = ui->dialog;
    const char *row = ui->panes[ui->focus].list.id;
    if (d)
        return (struct subject){d->company_id, d->data_type, d->connection_id,
                                d->pull_id};
    if (ui->focus == PANE_COMPANIES || !row || !ui->shown)
        return (struct subject){.company_id = ui_selected(ui)};
    if (ui->focus == PANE_HISTORY)
        return of_pull(view, ui->shown, row);
    struct subject s = of_pull(view, ui->shown, newest_pull(view, ui->shown, row));
    s.data_type = row;
    return s;
}

size_t subject_place(const struct ui_view *view, const char *company_id,
                     const char *pull_id)
{
    const struct fleet_company *c =
        company_id ? fleet_find(view->fleet, company_id) : NULL;
    for (size_t i = 0; pull_id && c && c->detail && i < c->detail->pull_count; i++)
        if (strcmp(c->detail->pulls[i]->id, pull_id) == 0)
            return i;
    return SIZE_MAX;
}
