/* Commands about how the screen looks: sizes of panes, themes. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ui/actions.h"
#include "ui/candidates.h"
#include "ui/state.h"

void ui_show_look(struct ui *ui)
{
    theme_apply(&ui->draw.theme, &ui->config.look);
    screen_repaint(ui->screen);
}

/* --- sizes of panes --------------------------------------------------------------- */

#define CELLS 2 /* a step to the side; up and down it is one row */

static void resize(struct ui *ui, const struct ui_view *view, enum pane_id pane,
                   int steps)
{
    ui_sync(ui, view);
    int by = ui->layout.size[pane].width ? CELLS * steps : steps;
    if (layout_resize(&ui->layout, ui->focus, pane, by, &ui->config.sizes))
        return;
    ui_notice(ui, view,
              ui->config.sizes.zoom      ? "One pane has it all: {zoom} ends that."
              : ui->layout.size[pane].of ? "That is as far as it goes."
                                         : "There is no room here to change sizes.");
}

void act_narrower(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    resize(ui, view, PANE_COMPANIES, -1);
}

void act_wider(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    resize(ui, view, PANE_COMPANIES, 1);
}

void act_shorter(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    resize(ui, view, PANE_TYPES, -1);
}

void act_taller(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)intent;
    resize(ui, view, PANE_TYPES, 1);
}

void act_usual_sizes(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    ui->config.sizes = (struct layout_sizes){0};
}

void act_zoom(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    ui->config.sizes.zoom = !ui->config.sizes.zoom;
}

/* --- themes ----------------------------------------------------------------------- */

void act_theme(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    (void)intent;
    char *error = NULL;
    if (look_choose(&ui->config.look, ui->argument, &error))
        ui_show_look(ui);
    else
        ui_wrong_argument(ui, "%s", error);
    free(error);
}

size_t complete_theme(struct ui *ui, const struct ui_view *view, const char *argument,
                      struct candidates *out)
{
    (void)ui;
    (void)view;
    for (size_t i = 0; look_theme_name(i); i++)
        candidates_add(out, look_theme_name(i), argument, strlen(argument));
    return 0;
}
