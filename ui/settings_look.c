/* The settings of the look: theme, colours by role, mouse, and the sizes of panes. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/value.h"
#include "base/xmalloc.h"
#include "ui/state.h"

bool settings_set_theme(struct ui_config *c, const char *name, const char *value,
                        char **error)
{
    (void)name;
    return look_choose(&c->look, value, error);
}

bool settings_set_mouse(struct ui_config *c, const char *name, const char *value,
                        char **error)
{
    return ui_settings_bool(name, value, &c->mouse, error);
}

bool settings_set_role(struct ui_config *c, const char *name, const char *value,
                       char **error)
{
    return look_set_role(&c->look, name, value, error);
}

bool settings_role_at(size_t i, struct ui_setting_name *out)
{
    if (!look_role_name(i))
        return false;
    out->name = look_role_name(i);
    out->help = look_role_help(i);
    strcpy(out->fallback, "theme");
    return true;
}

/* --- the sizes of panes ----------------------------------------------------------- */

static int *share_of(struct layout_sizes *sizes, const char *name)
{
    return strcmp(name, "companies-share") == 0 ? &sizes->companies : &sizes->types;
}

bool settings_set_share(struct ui_config *c, const char *name, const char *value,
                        char **error)
{
    char *end;
    long share = strtol(value, &end, 10);
    if (end == value || *end || share < 0 || share >= LAYOUT_WHOLE) {
        *error = xasprintf("%s takes thousandths from 1 to %d, or 0 for the usual size, "
                           "not \"%s\".",
                           name, LAYOUT_WHOLE - 1, value);
        return false;
    }
    *share_of(&c->sizes, name) = (int)share;
    return true;
}

char *settings_get_share(const struct ui *ui, const char *name)
{
    struct layout_sizes sizes = ui->config.sizes;
    int share = *share_of(&sizes, name);
    return share > 0 ? xasprintf("%d", share) : NULL;
}
