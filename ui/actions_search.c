/* What the commands that search in a dialog do. */
#include "config.h"

#include "ui/actions.h"
#include "ui/prompt.h"
#include "ui/state.h"

static void search_changed(struct ui *ui, const struct ui_view *view, struct prompt *p)
{
    (void)view;
    if (ui->dialog)
        dialog_search(ui->dialog, prompt_text(p));
}

/* Whoever abandons it is where the search began. */
static void search_done(struct ui *ui, const struct ui_view *view, struct prompt *p,
                        bool accepted, struct ui_intent *intent)
{
    (void)view;
    (void)p;
    (void)intent;
    if (!ui->dialog)
        return;
    ui->dialog->search.ended = accepted;
    if (accepted)
        return;
    dialog_search(ui->dialog, "");
    ui->dialog->top = ui->dialog->search.origin;
}

static const struct prompt_ops search_prompt = {
    .label = "search: ",
    .changed = search_changed,
    .done = search_done,
};

void act_search(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    dialog_search(ui->dialog, "");
    ui->dialog->search.origin = ui->dialog->top;
    ui_open_prompt(ui, &search_prompt, NULL);
}

void act_next_match(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    dialog_search_step(ui->dialog, 1);
}

void act_previous_match(struct ui *ui, const struct ui_view *view,
                        struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    dialog_search_step(ui->dialog, -1);
}
