/* What the commands do that find something: filters and sorting of the panes. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/actions.h"
#include "ui/candidates.h"
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
    if (id == PANE_HISTORY) {
        ui->finding.query_due = view->now + rest;
        ui->finding.typing = true;
    }
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

/* The filter is kept, and so is the row that it left under the cursor: when the filter is
 * cleared, the cursor stays there. */
static void settle(struct ui *ui, const struct ui_view *view, enum pane_id id)
{
    ui_sync(ui, view);
    if (ui->panes[id].list.id)
        list_settle(&ui->panes[id].list);
}

static void note_how(struct prompt *p)
{
    if (*prompt_text(p) == '\0')
        prompt_note(p, "Tab: what can be written");
}

static void filter_changed(struct ui *ui, const struct ui_view *view, struct prompt *p)
{
    note_how(p);
    take_text(ui, view, p, QUERY_REST_MS);
}

static void filter_done(struct ui *ui, const struct ui_view *view, struct prompt *p,
                        bool accepted, struct ui_intent *intent)
{
    (void)intent;
    struct filter_error error = {0};
    if (accepted && !take_text(ui, view, p, 0))
        return;
    if (accepted)
        settle(ui, view, ui->finding.pane);
    else
        set_filter(ui, view, ui->finding.pane, ui->finding.before, 0, &error);
    filter_error_free(&error);
    free(ui->finding.before);
    ui->finding.before = NULL;
}

static void take_offer(const char *word, const char *about, void *out)
{
    candidates_add_about(out, word, about, "", 0);
}

static size_t filter_complete(struct ui *ui, const struct ui_view *view,
                              const struct prompt *p, struct candidates *out)
{
    (void)view;
    char *typed = xstrndup(prompt_text(p), prompt_cursor(p));
    size_t start =
        filter_suggest(typed, ui->panes[ui->finding.pane].ops->filters, take_offer, out);
    free(typed);
    return start;
}

size_t complete_filter(struct ui *ui, const struct ui_view *view, const char *argument,
                       struct candidates *out)
{
    (void)view;
    return filter_suggest(argument, ui->panes[ui->focus].ops->filters, take_offer, out);
}

static const struct prompt_ops filter_prompt = {
    .label = "/",
    .changed = filter_changed,
    .done = filter_done,
    .complete = filter_complete,
};

static void filter_by(struct ui *ui, const struct ui_view *view, const char *text)
{
    struct filter_error error = {0};
    if (set_filter(ui, view, ui->focus, text, 0, &error))
        settle(ui, view, ui->focus);
    else
        ui_wrong_argument(ui, "%s", error.message);
    filter_error_free(&error);
}

void act_filter(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    if (ui->argument) {
        filter_by(ui, view, ui->argument);
        return;
    }
    const struct pane *p = &ui->panes[ui->focus];
    ui->finding.pane = ui->focus;
    free(ui->finding.before);
    ui->finding.before = xstrdup(p->filter_text);
    ui_open_prompt(ui, &filter_prompt, p->filter_text);
    note_how(ui->prompt);
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
    f->typing = false;
    const struct filter *filter = ui->panes[PANE_HISTORY].filter;
    int64_t period = filter ? filter_period(filter) : INT64_MAX;
    free(f->query);
    f->query = filter ? filter_query(filter, ui->draw.server_wall) : NULL;
    f->query_due = period == INT64_MAX ? 0 : view->now + QUERY_OLD_MS;
}

/* --- sorting --------------------------------------------------------------------- */

static bool sort_by_name(struct ui *ui, const struct pane *p, struct sort *sort)
{
    char *error = NULL;
    if (sort_parse(&p->ops->columns, ui->argument, sort, &error))
        return true;
    ui_wrong_argument(ui, "%s", error);
    free(error);
    return false;
}

void act_sort(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    struct pane *p = &ui->panes[ui->focus];
    struct sort sort;
    bool shown[TABLE_COLUMNS];
    pane_columns_shown(p, shown);
    if (!ui->argument)
        sort = sort_next(&p->ops->columns, &p->columns, shown, &p->arrangement.sort);
    else if (!sort_by_name(ui, p, &sort))
        return;
    pane_set_sort(p, &sort);
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

size_t complete_sort(struct ui *ui, const struct ui_view *view, const char *argument,
                     struct candidates *out)
{
    (void)view;
    const struct column_kinds *kinds = &ui->panes[ui->focus].ops->columns;
    for (size_t i = 0; i < kinds->count; i++)
        if (column_sorts(&kinds->items[i]))
            candidates_add(out, kinds->items[i].name, argument, strlen(argument));
    return 0;
}

/* --- columns --------------------------------------------------------------------- */

#define BLANKS " \t"

/* The pane that the text begins with, or the one with the focus; *rest: what follows. */
static enum pane_id pane_meant(const struct ui *ui, const char *text, const char **rest)
{
    size_t len = strcspn(text, BLANKS);
    enum pane_id named = pane_named(text, len);
    *rest = named == PANE_COUNT ? text : text + len;
    *rest += strspn(*rest, BLANKS);
    return named == PANE_COUNT ? ui->focus : named;
}

/* Without names the usual columns come back: says so, and which there are. */
static void tell_columns(struct ui *ui, const struct ui_view *view, enum pane_id pane)
{
    const struct column_kinds *kinds = &pane_kinds[pane]->columns;
    struct buf names = {0};
    for (size_t i = 0; i < kinds->count; i++)
        buf_addf(&names, "%s%s", i > 0 ? "," : "", kinds->items[i].name);
    ui_notice(ui, view, "The usual columns. There are: %s", buf_str(&names));
    buf_free(&names);
}

void act_columns(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    const char *names;
    char *error = NULL;
    enum pane_id pane = pane_meant(ui, ui->argument ? ui->argument : "", &names);
    if (!pane_set_columns(&ui->panes[pane], names, &error))
        ui_wrong_argument(ui, "%s", error);
    else if (!*names)
        tell_columns(ui, view, pane);
    free(error);
}

size_t complete_columns(struct ui *ui, const struct ui_view *view, const char *argument,
                        struct candidates *out)
{
    (void)view;
    const char *names;
    enum pane_id pane = pane_meant(ui, argument, &names);
    const struct column_kinds *kinds = &pane_kinds[pane]->columns;
    const char *word = names + strlen(names);
    while (word > names && !strchr(", \t", word[-1]))
        word--;
    for (size_t i = 0; i < kinds->count; i++)
        candidates_add(out, kinds->items[i].name, word, strlen(word));
    return (size_t)(word - argument);
}
