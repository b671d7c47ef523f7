/* Settings of how the rows of panes show: columns and sorting. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "ui/state.h"

/* --- as configured ---------------------------------------------------------------- */

static bool set_columns(struct pane_setup *setups, enum pane_id pane, const char *value,
                        char **error)
{
    return columns_parse(&pane_kinds[pane]->columns, value, &setups[pane].columns, error);
}

static bool set_sort(struct pane_setup *setups, enum pane_id pane, const char *value,
                     char **error)
{
    if (!sort_parse(&pane_kinds[pane]->columns, value, &setups[pane].sort, error))
        return false;
    setups[pane].sorted = true;
    return true;
}

bool settings_set_columns(struct ui_config *c, const char *name, const char *value,
                          char **error)
{
    return set_columns(c->panes, pane_named(name, strlen(name)), value, error);
}

bool settings_set_sort(struct ui_config *c, const char *name, const char *value,
                       char **error)
{
    return set_sort(c->panes, pane_named(name, strlen(name)), value, error);
}

static bool pane_at(size_t i, struct ui_setting_name *out, const char *fallback)
{
    out->name = pane_kinds[i]->name;
    out->help = NULL;
    snprintf(out->fallback, sizeof out->fallback, "%s", fallback);
    return true;
}

bool settings_columns_at(size_t i, struct ui_setting_name *out)
{
    return i < PANE_COUNT && pane_at(i, out, pane_kinds[i]->columns.usual);
}

bool settings_sort_at(size_t i, struct ui_setting_name *out)
{
    return i < PANE_COUNT && pane_at(i, out, pane_kinds[i]->columns.usual_sort);
}

/* --- as arranged ------------------------------------------------------------------ */

static const struct arranged {
    const char *name;
    enum pane_id pane;
    bool sort; /* else the columns */
} arranged[] = {
    {"companies-columns", PANE_COMPANIES, false},
    {"companies-sort", PANE_COMPANIES, true},
    {"types-columns", PANE_TYPES, false},
    {"types-sort", PANE_TYPES, true},
    {"history-columns", PANE_HISTORY, false},
    {"history-sort", PANE_HISTORY, true},
};

static const struct arranged *arranged_named(const char *name)
{
    const struct arranged *a = arranged;
    while (strcmp(a->name, name) != 0)
        a++;
    return a;
}

bool settings_arranged_at(size_t i, struct ui_setting_name *out)
{
    if (i >= sizeof arranged / sizeof *arranged)
        return false;
    *out = (struct ui_setting_name){.name = arranged[i].name};
    return true;
}

bool settings_set_arranged(struct ui_config *c, const char *name, const char *value,
                           char **error)
{
    const struct arranged *a = arranged_named(name);
    return (a->sort ? set_sort : set_columns)(c->arranged, a->pane, value, error);
}

/* What is as it was configured is not worth remembering. */
char *settings_get_arranged(const struct ui *ui, const char *name)
{
    const struct arranged *a = arranged_named(name);
    const struct pane *p = &ui->panes[a->pane];
    const struct sort *now = &p->arrangement.sort, *then = &p->setup.sort;
    if (a->sort && (now->at != then->at || now->descending != then->descending))
        return sort_text(&p->ops->columns, now);
    if (!a->sort && !columns_same(&p->columns, &p->setup.columns))
        return columns_text(&p->ops->columns, &p->columns);
    return NULL;
}
