/* What the commands about many companies do. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "ui/actions.h"
#include "ui/order.h"
#include "ui/state.h"

/* --- freezing ---------------------------------------------------------------------- */

struct place {
    size_t row; /* LIST_NOT_FOUND: a filter hides it */
    const struct company *company;
};

/* As they stand on the screen, then those that are not shown, by name. */
static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    int names = strcmp(company_title(x->company), company_title(y->company));
    return names ? names : strcmp(x->company->id, y->company->id);
}

static size_t find_places(const struct ui *ui, const struct ui_view *view,
                          struct place *places)
{
    const struct list_source *rows = &ui->panes[PANE_COMPANIES].source;
    bool filtered = rows->count < rows->total;
    size_t count = 0;
    for (size_t i = 0; i < ui->marks.count; i++) {
        const char *id = ui->marks.ids[i];
        const struct fleet_company *c = fleet_find(view->fleet, id);
        if (!c)
            continue;
        size_t row = rows->find(rows->ctx, id);
        /* Without a filter, what is not among the rows yet will be. */
        if (row == LIST_NOT_FOUND && !filtered)
            row = rows->count;
        places[count++] = (struct place){row, c->record};
    }
    qsort(places, count, sizeof *places, compare_places);
    return count;
}

static struct bulk_list *freeze_marked(const struct ui *ui, const struct ui_view *view,
                                       const char *data_type)
{
    struct bulk_list *list = bulk_list_new(data_type);
    struct place *places = xcalloc(ui->marks.count + 1, sizeof *places);
    size_t count = find_places(ui, view, places);
    for (size_t i = 0; i < count; i++)
        bulk_list_add(list, places[i].company->id, company_title(places[i].company),
                      places[i].row != LIST_NOT_FOUND);
    free(places);
    bulk_list_classify(list, view->fleet, view->refreshes);
    return list;
}

/* --- asking ------------------------------------------------------------------------ */

static bool is_busy(struct ui *ui, const struct ui_view *view)
{
    bool busy = view->bulk && bulk_state(view->bulk) != BULK_ENDED;
    if (busy)
        ui_notice(ui, view, "A bulk refresh is under way: {bulk} shows it.");
    return busy;
}

static struct dialog *make_question(struct ui *ui, const struct ui_view *view,
                                    struct bulk_list *list)
{
    const struct pane *companies = &ui->panes[PANE_COMPANIES];
    struct scene s = ui_scene(ui, view);
    struct dialog *d = dialog_bulk_question(list, view->now);
    if (pane_is_half_judged(companies, &s, &d->judged))
        d->judged_of = companies->source.total;
    return d;
}

void ask_bulk(struct ui *ui, const struct ui_view *view, const char *data_type)
{
    if (is_busy(ui, view))
        return;
    marks_settle(ui, view);
    struct bulk_list *list = freeze_marked(ui, view, data_type);
    if (list->count > 0) {
        ui_push_dialog(ui, make_question(ui, view, list));
        return;
    }
    ui_notice(ui, view, "None of the marked companies is in Codat's list any more.");
    bulk_list_free(&list);
}

void act_refresh_type(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    if (!ui_was_seen(ui, view))
        return;
    char *type = xstrdup(ui->panes[PANE_TYPES].list.id);
    ask_bulk(ui, view, type);
    free(type);
}

bool answer_bulk(struct ui *ui, const struct ui_view *view, bool only_shown,
                 struct ui_intent *intent)
{
    struct dialog *d = ui->dialog;
    if (!d->list)
        return false;
    if (bulk_list_count(d->list, only_shown).ready == 0) {
        ui_notice(ui, view, "None of these companies is ready: {no} leaves it.");
        return true;
    }
    if (only_shown)
        bulk_list_drop_hidden(d->list);
    intent->type = UI_BULK;
    intent->bulk = d->list;
    d->list = NULL;
    ui_pop_dialog(ui);
    return true;
}

void act_only_shown(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    if (question_was_seen(ui, view))
        answer_bulk(ui, view, true, intent);
}

/* --- while it runs ----------------------------------------------------------------- */

void act_bulk(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    ui_push_dialog(ui, dialog_bulk(view->now));
}

void act_bulk_pause(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)ui;
    (void)view;
    intent->type = UI_BULK_PAUSE;
}

void act_bulk_cancel(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)ui;
    (void)view;
    intent->type = UI_BULK_CANCEL;
}

bool ask_quit(struct ui *ui, const struct ui_view *view)
{
    if (!view->bulk || bulk_with(view->bulk, BULK_UNSENT) == 0)
        return false;
    char left[32];
    format_count(bulk_with(view->bulk, BULK_UNSENT), left, sizeof left);
    char *question =
        xasprintf("%s requests of the bulk refresh are not sent yet. Quit, and leave "
                  "them unsent? What was sent goes on at Codat.",
                  left);
    ui_push_dialog(ui, dialog_question_intent(question, "Quit", UI_QUIT, view->now));
    free(question);
    return true;
}
