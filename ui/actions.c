/* What the commands do. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/actions.h"
#include "ui/command.h"
#include "ui/dialog_copy.h"
#include "ui/keys.h"
#include "ui/state.h"

/* --- moving ---------------------------------------------------------------------- */

static void move_cursor(struct ui *ui, const struct ui_view *view, enum list_move how)
{
    if (ui->dialog && ui->dialog->kind == DIALOG_MENU)
        dialog_copy_move(ui->dialog, how);
    else if (ui->dialog)
        dialog_scroll(ui->dialog, how);
    if (ui->dialog)
        return;
    struct pane *p = &ui->panes[ui->focus];
    char *seen = xstrdup(p->list.id);
    ui_sync(ui, view);
    bool went = seen && !text_same(seen, p->list.id);
    free(seen);
    if (went) { /* and what took its place was on no screen yet */
        ui->shown_is_painted = false;
        return;
    }
    size_t before = p->list.cursor, top = p->list.top;
    list_move(&p->list, &p->source, how);
    if (p->list.cursor < top || p->list.cursor >= top + p->list.rows)
        ui->shown_is_painted = false;
    if (ui->focus == PANE_COMPANIES && p->list.cursor != before)
        ui->selected_at = view->now;
}

void act_down(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    move_cursor(ui, view, LIST_DOWN);
}

void act_up(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    move_cursor(ui, view, LIST_UP);
}

void act_page_down(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    move_cursor(ui, view, LIST_PAGE_DOWN);
}

void act_page_up(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    move_cursor(ui, view, LIST_PAGE_UP);
}

void act_first(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    move_cursor(ui, view, LIST_FIRST);
}

void act_last(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    move_cursor(ui, view, LIST_LAST);
}

/* --- panes ----------------------------------------------------------------------- */

static void focus(struct ui *ui, const struct ui_view *view, enum pane_id pane)
{
    ui->focus = pane;
    if (pane != PANE_COMPANIES)
        ui_settle(ui, view);
}

void act_next_pane(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    focus(ui, view, (ui->focus + 1) % PANE_COUNT);
}

void act_previous_pane(struct ui *ui, const struct ui_view *view,
                       struct ui_intent *intent)
{
    (void)intent;
    focus(ui, view, (ui->focus + PANE_COUNT - 1) % PANE_COUNT);
}

void act_left_pane(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    focus(ui, view, layout_beside(&ui->layout, ui->focus, false));
}

void act_right_pane(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    focus(ui, view, layout_beside(&ui->layout, ui->focus, true));
}

/* --- back ------------------------------------------------------------------------ */

void act_back(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    if (ui->dialog)
        ui_pop_dialog(ui);
    else if (!marks_back(ui, view) && !filter_back(ui, view))
        focus(ui, view, PANE_COMPANIES);
}

/* --- asking Codat ---------------------------------------------------------------- */

/* call's strings are copied. */
static void ask(struct ui *ui, struct ui_intent *intent, const struct call *call)
{
    free(ui->asked);
    ui->asked = call_copy(call);
    intent->type = UI_REFRESH;
    intent->call = *ui->asked;
}

bool ui_was_seen(struct ui *ui, const struct ui_view *view)
{
    bool seen = ui->dialog ? ui->dialog->painted : ui->shown_is_painted;
    if (!seen)
        ui_notice(ui, view, "Nothing was sent: %s was not on screen yet. Press again.",
                  ui->dialog ? "what this is about" : "the row");
    return seen;
}

void act_refresh(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    const char *row = ui->panes[ui->focus].list.id;
    struct call call = {.op = OP_REFRESH_TYPE, .company_id = ui->shown};
    if (!ui->dialog && ui->focus == PANE_COMPANIES) {
        act_refresh_all(ui, view, intent);
        return;
    }
    if (!ui_was_seen(ui, view))
        return;
    if (ui->dialog) {
        call.company_id = ui->dialog->company_id;
        call.data_type = ui->dialog->data_type;
        call.connection_id = ui->dialog->connection_id;
    } else if (ui->focus == PANE_TYPES) {
        call.data_type = row;
    } else {
        const struct pull *p = fleet_find_pull(view->fleet, ui->shown, row);
        call.data_type = p ? p->data_type : NULL;
        call.connection_id = p ? p->connection_id : NULL;
    }
    if (call.data_type)
        ask(ui, intent, &call);
    else
        ui_notice(ui, view, "Nothing was sent: the data type of this pull is not known.");
}

void act_refresh_all(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    if (ui->focus == PANE_COMPANIES && (ui->marks.count > 0 || ui->marks.anchor)) {
        ask_bulk(ui, view, NULL);
        return;
    }
    const char *id = ui->focus == PANE_COMPANIES ? ui_selected(ui) : ui->shown;
    const struct fleet_company *c = id ? fleet_find(view->fleet, id) : NULL;
    if (!c) {
        ui_notice(ui, view, "Codat does not list this company any more.");
        return;
    }
    const char *name = c->record->name ? c->record->name : id;
    const char *environment = ui->config.environment ? ui->config.environment : "";
    char *question =
        xasprintf("Refresh all data types of %s%s%s? Codat pulls those that are set to "
                  "fetch on first link. 1 request.",
                  name, *environment ? " in " : "", environment);
    struct call call = {.op = OP_REFRESH_ALL, .company_id = id};
    ui_push_dialog(ui, dialog_question(question, &call, view->now));
    free(question);
}

bool question_was_seen(struct ui *ui, const struct ui_view *view)
{
    if (!ui->dialog->painted)
        ui_notice(ui, view, "The question was not on screen yet. Press again.");
    return ui->dialog->painted;
}

void act_yes(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    if (!question_was_seen(ui, view))
        return;
    if (answer_bulk(ui, view, false, intent))
        return;
    if (ui->dialog->call)
        ask(ui, intent, ui->dialog->call);
    else
        intent->type = ui->dialog->intent;
    ui_pop_dialog(ui);
}

void act_no(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    ui_pop_dialog(ui);
}

/* --- the rest -------------------------------------------------------------------- */

void act_messages(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    ui_push_dialog(ui, dialog_messages(view->now));
}

/* The command of that name, or of that key: in the panes first. */
static const struct command *named_or_bound(const struct ui *ui, const char *text)
{
    const struct command *c = command_named(text);
    int key = c ? 0 : key_named(text, strlen(text));
    const unsigned scopes[] = {IN_PANES, IN_DIALOG, IN_MENU, IN_QUESTION};
    for (size_t i = 0; !c && key && i < sizeof scopes / sizeof scopes[0]; i++)
        c = keymap_command(&ui->config.keymap, key, scopes[i]);
    return c;
}

void act_help(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    const struct command *c = ui->argument ? named_or_bound(ui, ui->argument) : NULL;
    if (ui->argument && !c)
        ui_wrong_argument(ui, "no such command or key");
    else
        ui_push_dialog(ui, c ? dialog_command(c, view->now) : dialog_help(view->now));
}

void act_quit(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    if (!ask_quit(ui, view))
        intent->type = UI_QUIT;
}

void act_redraw(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    screen_repaint(ui->screen);
}

void act_suspend(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)ui;
    (void)view;
    intent->type = UI_SUSPEND;
}

void act_cancel(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    if (!ui->dialog)
        intent->type = UI_CANCEL;
    while (ui->dialog)
        ui_pop_dialog(ui);
}
