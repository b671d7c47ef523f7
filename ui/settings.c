/* The table of settings, and the setters of those that belong to nobody else. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/similar.h"
#include "base/value.h"
#include "base/xmalloc.h"
#include "ui/command.h"
#include "ui/ui.h"

/* --- for setters ------------------------------------------------------------------ */

bool ui_settings_choice(const char *name, const char *value, const char *const *words,
                        size_t count, size_t *out, char **error)
{
    if (value_choice(value, words, count, out))
        return true;
    char *choices = value_choices(words, count);
    *error = xasprintf("%s takes %s, not \"%s\".", name, choices, value);
    free(choices);
    return false;
}

bool ui_settings_bool(const char *name, const char *value, bool *out, char **error)
{
    if (value_bool(value, out))
        return true;
    *error = xasprintf("%s takes true or false, not \"%s\".", name, value);
    return false;
}

/* --- [ui] ------------------------------------------------------------------------- */

static bool set_ascii(struct ui_config *c, const char *name, const char *value,
                      char **error)
{
    return ui_settings_bool(name, value, &c->ascii, error);
}

static bool set_color(struct ui_config *c, const char *name, const char *value,
                      char **error)
{
    static const char *const words[] = {[UI_COLOR_AUTO] = "auto",
                                        [UI_COLOR_ALWAYS] = "always",
                                        [UI_COLOR_NEVER] = "never"};
    size_t i;
    if (!ui_settings_choice(name, value, words, sizeof words / sizeof *words, &i, error))
        return false;
    c->color = (enum ui_color)i;
    return true;
}

static bool set_bell(struct ui_config *c, const char *name, const char *value,
                     char **error)
{
    static const char *const words[] = {
        [UI_BELL_NONE] = "none", [UI_BELL_SOUND] = "bell", [UI_BELL_OSC9] = "osc9"};
    size_t i;
    if (!ui_settings_choice(name, value, words, sizeof words / sizeof *words, &i, error))
        return false;
    c->bell = (enum ui_bell)i;
    return true;
}

/* --- [keys] ----------------------------------------------------------------------- */

static bool set_keys(struct ui_config *c, const char *name, const char *value,
                     char **error)
{
    return keymap_bind(&c->keymap, name, value, error);
}

static bool command_at(size_t i, struct ui_setting_name *out)
{
    static const struct keymap standard = {0};
    if (i >= command_count)
        return false;
    out->name = commands[i].name;
    out->help = commands[i].help;
    keymap_labels(&standard, &commands[i], true, out->fallback, sizeof out->fallback);
    if (out->fallback[0] == '\0')
        strcpy(out->fallback, "none");
    return true;
}

/* --- the table -------------------------------------------------------------------- */

const struct ui_setting ui_settings[] = {
    {.section = "ui",
     .name = "ascii",
     .fallback = "false",
     .help = "Draw with ASCII characters alone, as a locale without UTF-8 does",
     .set = set_ascii},
    {.section = "ui",
     .name = "color",
     .fallback = "auto",
     .help = "auto (where the terminal has colours, and NO_COLOR is not set), always or "
             "never",
     .set = set_color},
    {.section = "ui",
     .name = "bell",
     .fallback = "none",
     .help =
         "What happens when a followed refresh ends, or a company on screen begins to "
         "fail: none, bell, or osc9 (a notification on the desktop, where the "
         "terminal shows them; tmux needs allow-passthrough)",
     .set = set_bell},
    {.section = "ui",
     .name = "theme",
     .fallback = "default",
     .help = "default (readable on light and on dark), light, dark, high-contrast or mono",
     .set = settings_set_theme},
    {.section = "ui",
     .name = "mouse",
     .fallback = "false",
     .help = "Wheel, clicks on rows, titles of columns and hints; off, the mouse selects "
             "text as anywhere",
     .set = settings_set_mouse},
    {.section = "theme",
     .name = "*",
     .fallback = "",
     .help = "As the theme has it, or any of plain, bold, dim, reverse, underline, a "
             "colour (red, 0 to 255), and \"on\" with a colour: \"bold red on 230\"",
     .set = settings_set_role,
     .name_at = settings_role_at},
    {.section = "columns",
     .name = "*",
     .fallback = "",
     .help = "Names of columns, in the order in which they show",
     .set = settings_set_columns,
     .name_at = settings_columns_at},
    {.section = "sort",
     .name = "*",
     .fallback = "",
     .help = "Name of a column, with \"-\" in front where the greatest come first",
     .set = settings_set_sort,
     .name_at = settings_sort_at},
    {.section = UI_ARRANGEMENT,
     .name = "*",
     .fallback = "",
     .help = "Columns or sort of a pane",
     .set = settings_set_arranged,
     .name_at = settings_arranged_at,
     .get = settings_get_arranged},
    {.section = UI_ARRANGEMENT,
     .name = "companies-share",
     .fallback = "0",
     .help = "Thousandths of the screen for the companies; 0: the usual size",
     .set = settings_set_share,
     .get = settings_get_share},
    {.section = UI_ARRANGEMENT,
     .name = "types-share",
     .fallback = "0",
     .help = "Thousandths of the rest for the data types; 0: the usual size",
     .set = settings_set_share,
     .get = settings_get_share},
    {.section = "keys",
     .name = "*",
     .fallback = "",
     .help = "Keys of a command, separated by blanks, or none: it can still be run by "
             "name",
     .set = set_keys,
     .name_at = command_at},
};
const size_t ui_setting_count = sizeof ui_settings / sizeof *ui_settings;

/* --- finding ---------------------------------------------------------------------- */

/* Whether the row's name is, or its names hold, that name; they are offered to similar.
 */
static bool is_called(const struct ui_setting *s, const char *name,
                      struct similar *similar)
{
    struct ui_setting_name each;
    if (!s->name_at) {
        similar_offer(similar, s->name);
        return strcmp(s->name, name) == 0;
    }
    for (size_t i = 0; s->name_at(i, &each); i++) {
        similar_offer(similar, each.name);
        if (strcmp(each.name, name) == 0)
            return true;
    }
    return false;
}

bool ui_settings_section(const char *section)
{
    for (size_t i = 0; i < ui_setting_count; i++)
        if (strcmp(ui_settings[i].section, section) == 0)
            return true;
    return false;
}

/* A long name may be a secret that was put on the wrong side of the "=". */
#define MOST_QUOTED 32

static char *no_setting(const char *section, const char *name,
                        const struct similar *similar)
{
    if (strlen(name) > MOST_QUOTED)
        return xasprintf("There is no such setting in [%s].", section);
    char *question = similar_question(similar);
    char *why =
        xasprintf("There is no setting \"%s\" in [%s].%s", name, section, question);
    free(question);
    return why;
}

static const struct ui_setting *find(const char *section, const char *name, char **error)
{
    struct similar similar;
    similar_begin(&similar, name);
    for (size_t i = 0; i < ui_setting_count; i++)
        if (strcmp(ui_settings[i].section, section) == 0 &&
            is_called(&ui_settings[i], name, &similar))
            return &ui_settings[i];
    *error = no_setting(section, name, &similar);
    return NULL;
}

bool ui_settings_exists(const char *section, const char *name)
{
    char *error = NULL;
    bool exists = find(section, name, &error) != NULL;
    free(error);
    return exists;
}

bool ui_settings_set(struct ui_config *config, const char *section, const char *name,
                     const char *value, char **error)
{
    const struct ui_setting *s = find(section, name, error);
    return s && s->set(config, name, value, error);
}

bool ui_settings_check(const struct ui_config *config, const char **section,
                       const char **name, char **error)
{
    *section = "keys";
    return keymap_check(&config->keymap, name, error);
}

/* --- what is remembered ----------------------------------------------------------- */

static void take_row(const struct ui *ui, const struct ui_setting *s, const char *name,
                     void (*take)(const char *, const char *, void *), void *arg)
{
    char *value = s->get(ui, name);
    if (value)
        take(name, value, arg);
    free(value);
}

void ui_arrangement(const struct ui *ui,
                    void (*take)(const char *name, const char *value, void *arg),
                    void *arg)
{
    struct ui_setting_name each = {0};
    for (size_t i = 0; i < ui_setting_count; i++) {
        const struct ui_setting *s = &ui_settings[i];
        if (!s->get)
            continue;
        if (!s->name_at)
            take_row(ui, s, s->name, take, arg);
        for (size_t n = 0; s->name_at && s->name_at(n, &each); n++)
            take_row(ui, s, each.name, take, arg);
    }
}
