/* Commands by name, and what those that are only run so do. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/find.h"
#include "base/xmalloc.h"
#include "ui/actions.h"
#include "ui/candidates.h"
#include "ui/command.h"
#include "ui/command_line.h"
#include "ui/prompt.h"
#include "ui/state.h"

#define COMPANIES_OFFERED 50 /* nobody reads more */

/* --- the prompt ------------------------------------------------------------------- */

static bool may_run(struct ui *ui, const struct command_line *line, struct prompt *p)
{
    if (line->error) {
        prompt_mark(p, line->wrong_start, line->wrong_len, line->error);
        return false;
    }
    unsigned missing = command_missing(line->command, ui_have(ui));
    if (!missing)
        return true;
    char *why = ui_expand(ui, command_refusal(missing));
    prompt_mark(p, line->name_start, line->name_len, why);
    free(why);
    return false;
}

static void run(struct ui *ui, const struct ui_view *view, struct ui_intent *intent,
                const struct command_line *line, struct prompt *p)
{
    ui->argument = line->argument;
    ui_carry_out(ui, view, line->command, intent);
    ui->argument = NULL;
    if (!ui->argument_error)
        return;
    prompt_mark(p, line->argument_start, line->argument ? strlen(line->argument) : 0,
                ui->argument_error);
    free(ui->argument_error);
    ui->argument_error = NULL;
}

static void command_done(struct ui *ui, const struct ui_view *view, struct prompt *p,
                         bool accepted, struct ui_intent *intent)
{
    if (!accepted)
        return;
    struct command_line line;
    prompt_mark(p, 0, 0, NULL);
    command_line_read(prompt_text(p), ui_scope(ui), &line);
    if (line.name_len > 0 && may_run(ui, &line, p))
        run(ui, view, intent, &line, p);
    command_line_free(&line);
}

/* Adds the commands that begin like this, with what they do. */
static void offer_commands(struct ui *ui, const char *typed, unsigned scope,
                           struct candidates *out)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *c = &commands[i];
        if (!command_by_name(c, scope))
            continue;
        char *word = xasprintf("%s%s", c->name, c->takes ? " " : "");
        char *help = ui_expand(ui, c->help);
        candidates_add_about(out, word, help, typed, strlen(typed));
        free(word);
        free(help);
    }
}

/* Names, or what the command that was named takes. */
static size_t command_complete(struct ui *ui, const struct ui_view *view,
                               const struct prompt *p, struct candidates *out)
{
    /* What is behind the cursor stays. */
    char *typed = xstrndup(prompt_text(p), prompt_cursor(p));
    struct command_line line;
    command_line_read(typed, ui_scope(ui), &line);
    size_t start = line.name_start;
    if (line.name_start + line.name_len == strlen(typed))
        offer_commands(ui, typed + start, ui_scope(ui), out);
    else if (line.command && line.command->complete)
        start = line.argument_start +
                line.command->complete(ui, view, typed + line.argument_start, out);
    command_line_free(&line);
    free(typed);
    return start;
}

static const struct prompt_ops command_prompt = {
    .label = ":",
    .done = command_done,
    .complete = command_complete,
};

void act_command(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    ui_open_prompt(ui, &command_prompt, NULL);
}

void ui_ask_argument(struct ui *ui, const struct command *command)
{
    char *text = xasprintf("%s ", command->name);
    ui_open_prompt(ui, &command_prompt, text);
    free(text);
}

size_t complete_command(struct ui *ui, const struct ui_view *view, const char *argument,
                        struct candidates *out)
{
    (void)view;
    offer_commands(ui, argument, IN_ALL, out);
    return 0;
}

/* --- to a company by name --------------------------------------------------------- */

static const char *name_of_row(const struct ui *ui, const struct ui_view *view, size_t i)
{
    const struct list_source *rows = &ui->panes[PANE_COMPANIES].source;
    const struct fleet_company *c = fleet_find(view->fleet, rows->id_at(rows->ctx, i));
    return c && c->record->name ? c->record->name : "";
}

/* The first row whose name begins with what is looked for, else the first that contains
 * it; LIST_NOT_FOUND: none. */
static size_t find_row(const struct ui *ui, const struct ui_view *view,
                       const struct finder *wanted)
{
    size_t inside = LIST_NOT_FOUND;
    for (size_t i = 0; i < ui->panes[PANE_COMPANIES].source.count; i++) {
        size_t at = finder_at(wanted, name_of_row(ui, view, i), 0);
        if (at == 0)
            return i;
        if (at != FINDER_NOWHERE && inside == LIST_NOT_FOUND)
            inside = i;
    }
    return inside;
}

void act_company(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    ui_sync(ui, view);
    struct finder wanted = {0};
    finder_set(&wanted, ui->argument, strlen(ui->argument));
    size_t row = find_row(ui, view, &wanted);
    finder_free(&wanted);
    if (row == LIST_NOT_FOUND) {
        ui_wrong_argument(ui, "no company that is shown has this in its name");
        return;
    }
    struct pane *companies = &ui->panes[PANE_COMPANIES];
    list_go(&companies->list, &companies->source, row);
    ui->focus = PANE_COMPANIES;
    ui->selected_at = view->now;
}

size_t complete_company(struct ui *ui, const struct ui_view *view, const char *argument,
                        struct candidates *out)
{
    ui_sync(ui, view);
    size_t count = ui->panes[PANE_COMPANIES].source.count;
    for (size_t i = 0; i < count && out->count < COMPANIES_OFFERED; i++)
        candidates_add(out, name_of_row(ui, view, i), argument, strlen(argument));
    return 0;
}
