/* What can be set from outside: one table says for each setting its name, its default,
 * what it is for, and how it changes struct ui_config. The configuration file, the
 * remembered arrangement and --print-config all go through it. Part of ui/ui.h.
 *
 * To add a setting: one row in ui/settings.c and its setter. To add what is remembered: a
 * row of [arrangement], whose get says what the screen is like now. */
#ifndef CODATOP_UI_SETTINGS_H
#define CODATOP_UI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

struct ui;
struct ui_config;

#define UI_SETTING_TEXT 120
/* The section of what people arranged on the screen: remembered, and never in the
 * configuration file. */
#define UI_ARRANGEMENT "arrangement"

/* One name of a section whose names come from another table. */
struct ui_setting_name {
    const char *name;               /* not owned */
    const char *help;               /* not owned; NULL: the row's */
    char fallback[UI_SETTING_TEXT]; /* its default, as text */
};

struct ui_setting {
    const char *section; /* "ui" */
    const char *name;    /* "*": the names that name_at hands out */
    const char
        *fallback;    /* the default, as text that set takes; "": none (not written) */
    const char *help; /* a sentence without its full stop */
    /* Changes the configuration. name is the one that was written (it exists), value is
     * good for the call alone. False and *error, a sentence that says what would be right
     * (free() it), where the value is not understood. */
    bool (*set)(struct ui_config *config, const char *name, const char *value,
                char **error);
    /* For "*": the i-th name. False past the last. */
    bool (*name_at)(size_t i, struct ui_setting_name *out);
    /* Of [arrangement]: what to remember under that name, as text that set takes. A new
     * string, or NULL: nothing. */
    char *(*get)(const struct ui *ui, const char *name);
};

/* The table, in the order in which --print-config writes it. */
extern const struct ui_setting ui_settings[];
extern const size_t ui_setting_count;

/* Whether the section exists. */
bool ui_settings_section(const char *section);
/* Whether that section has a setting of that name. */
bool ui_settings_exists(const char *section, const char *name);
/* Sets one thing. False and *error, a sentence (free() it), where there is no such
 * setting (with the name that was meant, if one is near) or the value is wrong. Texts may
 * be any bytes; *error may hold them and is to pass the text gate. */
bool ui_settings_set(struct ui_config *config, const char *section, const char *name,
                     const char *value, char **error);
/* What can only be seen when everything was set: two commands on one key. False, the
 * setting that is to blame (not owned) and *error, a sentence (free() it). */
bool ui_settings_check(const struct ui_config *config, const char **section,
                       const char **name, char **error);

/* --- private to ui/settings*.c ---------------------------------------------------- */

bool settings_set_theme(struct ui_config *c, const char *name, const char *value,
                        char **error);
bool settings_set_mouse(struct ui_config *c, const char *name, const char *value,
                        char **error);
bool settings_set_role(struct ui_config *c, const char *name, const char *value,
                       char **error);
bool settings_role_at(size_t i, struct ui_setting_name *out);
bool settings_set_share(struct ui_config *c, const char *name, const char *value,
                        char **error);
char *settings_get_share(const struct ui *ui, const char *name);
bool settings_set_columns(struct ui_config *c, const char *name, const char *value,
                          char **error);
bool settings_columns_at(size_t i, struct ui_setting_name *out);
bool settings_set_sort(struct ui_config *c, const char *name, const char *value,
                       char **error);
bool settings_sort_at(size_t i, struct ui_setting_name *out);
bool settings_set_arranged(struct ui_config *c, const char *name, const char *value,
                           char **error);
bool settings_arranged_at(size_t i, struct ui_setting_name *out);
char *settings_get_arranged(const struct ui *ui, const char *name);

/* For setters: the index of value in words, or false and *error. */
bool ui_settings_choice(const char *name, const char *value, const char *const *words,
                        size_t count, size_t *out, char **error);
/* For setters: a switch. */
bool ui_settings_bool(const char *name, const char *value, bool *out, char **error);

#endif
