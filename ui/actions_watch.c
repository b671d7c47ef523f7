/* Keeping watch: what the keys do about reading. */
#include "config.h"

#include "ui/actions.h"
#include "ui/state.h"

void act_pause(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    watch_pause(&ui->watch, view->now);
    if (ui->watch.paused == 0)
        intent->type = UI_READ_NOW;
    else
        ui_notice(ui, view,
                  "Paused: nothing is read but refreshes that are followed. {pause} goes "
                  "on.");
}

void act_read_now(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    if (ui->watch.paused != 0)
        ui_notice(ui, view, "Reading is paused: {pause} goes on.");
    else
        intent->type = UI_READ_NOW;
}
