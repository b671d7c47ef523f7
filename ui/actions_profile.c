/* Going on with another profile, by name alone: nobody changes environments by a slip. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/actions.h"
#include "ui/candidates.h"
#include "ui/state.h"

static bool is_known(const struct ui *ui, const char *name)
{
    for (char *const *p = ui->config.profiles; p && *p; p++)
        if (strcmp(*p, name) == 0)
            return true;
    return false;
}

static void refuse(struct ui *ui)
{
    struct buf names = {0};
    for (char *const *p = ui->config.profiles; p && *p; p++)
        buf_addf(&names, "%s%s", names.len > 0 ? ", " : "", *p);
    if (names.len > 0)
        ui_wrong_argument(ui, "no such profile; there are: %s", names.data);
    else
        ui_wrong_argument(ui, "the configuration has no profiles");
    buf_free(&names);
}

void act_profile(struct ui *ui, const struct ui_view *view, struct ui_intent *intent)
{
    (void)view;
    if (ui->argument && !is_known(ui, ui->argument)) {
        refuse(ui);
        return;
    }
    free(ui->asked_name);
    ui->asked_name = xstrdup(ui->argument);
    *intent = (struct ui_intent){.type = UI_PROFILE, .name = ui->asked_name};
}

size_t complete_profile(struct ui *ui, const struct ui_view *view, const char *argument,
                        struct candidates *out)
{
    (void)view;
    for (char *const *p = ui->config.profiles; p && *p; p++)
        candidates_add(out, *p, argument, strlen(argument));
    return 0;
}
