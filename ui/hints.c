/* The hints: keys of the commands that are most use here and now. Their words are in the
 * table of commands; where something else is meant in some state, a row here says so. */
#include "config.h"

#include <string.h>

#include "ui/command.h"
#include "ui/keys.h"
#include "ui/state.h"
#include "ui/table.h"

#define GAP 2

/* --- states ----------------------------------------------------------------------- */

static bool in_range(const struct ui *ui)
{
    return ui->marks.anchor != NULL;
}

static bool has_marks(const struct ui *ui)
{
    return ui->marks.count > 0;
}

static bool has_filter(const struct ui *ui)
{
    return ui->panes[ui->focus].filter != NULL;
}

static bool away_from_companies(const struct ui *ui)
{
    return ui->focus != PANE_COMPANIES;
}

static bool no_dialog(const struct ui *ui)
{
    return ui->dialog == NULL;
}

/* Of a command's rows the first whose state holds counts. */
static const struct hint {
    const char *command;
    bool (*when)(const struct ui *ui);
    const char *text; /* NULL: no hint */
    int keep;
} hints_now[] = {
    {"mark-range", in_range, "mark up to here", 75},
    {"mark", in_range, NULL, 0},
    {"back", in_range, "leave the range", 74},
    {"back", has_filter, "clear", 46},
    {"back", away_from_companies, "companies", 22},
    {"refresh-all", has_marks, "refresh marked", 62},
    {"refresh-type", has_marks, "refresh this type of marked", 58},
    {"unmark-all", has_marks, "unmark all", 45},
    {"validation", no_dialog, "validation", 8},
    {"copy", no_dialog, "copy", 9},
    {"connections", no_dialog, "connections", 4},
};

static struct hint hint_of(const struct ui *ui, const struct command *c)
{
    for (size_t i = 0; i < sizeof hints_now / sizeof hints_now[0]; i++)
        if (strcmp(hints_now[i].command, c->name) == 0 && hints_now[i].when(ui))
            return hints_now[i];
    return (struct hint){.text = c->hint, .keep = c->keep};
}

/* --- the line --------------------------------------------------------------------- */

struct hints {
    const struct command *commands[HINTS_MOST];
    const char *texts[HINTS_MOST];
    char keys[HINTS_MOST][KEY_LABEL];
    int widths[HINTS_MOST], keep[HINTS_MOST];
    size_t count;
};

static void collect(struct hints *h, const struct ui *ui, const struct draw *d)
{
    unsigned have = ui_have(ui), scope = ui_scope(ui);
    for (size_t i = 0; i < command_count && h->count < HINTS_MOST; i++) {
        const struct command *c = &commands[i];
        if (!(c->scope & scope) || command_missing(c, have))
            continue;
        struct hint hint = scope == IN_PANES
                               ? hint_of(ui, c)
                               : (struct hint){.text = c->hint, .keep = c->keep};
        if (!hint.text)
            continue;
        size_t n = h->count++;
        h->commands[n] = c;
        h->texts[n] = hint.text;
        keymap_label(&ui->config.keymap, c, true, h->keys[n], sizeof h->keys[n]);
        h->widths[n] = draw_width(d, h->keys[n]) + 1 + draw_width(d, hint.text);
        h->keep[n] = hint.keep;
    }
}

void hints_draw(struct ui *ui, struct draw *d, int y, int x, int cells)
{
    struct hints h = {.count = 0};
    bool shown[HINTS_MOST];
    collect(&h, ui, d);
    pieces_fit(h.widths, h.keep, h.count, GAP, cells, shown);
    for (size_t i = 0; i < h.count; i++) {
        if (!shown[i])
            continue;
        int n = draw_run(d, y, x, cells, ROLE_KEY, h.keys[i]);
        draw_run(d, y, x + n + 1, cells, ROLE_DIM, h.texts[i]);
        ui->hints[ui->hint_count++] =
            (struct hint_place){h.commands[i], y, x, h.widths[i]};
        x += h.widths[i] + GAP;
    }
}

const struct command *hints_at(const struct ui *ui, int y, int x)
{
    for (size_t i = 0; i < ui->hint_count; i++) {
        const struct hint_place *h = &ui->hints[i];
        if (h->y == y && x >= h->x && x < h->x + h->cells)
            return h->command;
    }
    return NULL;
}
