/* What things look like, by role: the themes, and what the user set of them. Pure; what
 * the terminal makes of it is ui/theme.h. Nothing is said by colour alone. */
#ifndef CODATOP_UI_LOOK_H
#define CODATOP_UI_LOOK_H

#include <stdbool.h>
#include <stddef.h>

enum role {
    ROLE_TEXT,
    ROLE_DIM, /* less important: ages, edges, column titles */
    ROLE_STRONG,
    ROLE_EDGE, /* of a pane without the focus */
    ROLE_EDGE_FOCUS,
    ROLE_TITLE,
    ROLE_TITLE_FOCUS,
    ROLE_FILTER, /* what a pane is filtered by */
    ROLE_ENV,    /* the environment's name */
    ROLE_ENV_PRODUCTION,
    ROLE_READ_ONLY,
    ROLE_KEY, /* a key's name in hints and help */
    ROLE_BAR,
    ROLE_WRONG,      /* what somebody typed and is not understood */
    ROLE_MATCH,      /* what a search found, and … */
    ROLE_MATCH_HERE, /* … the match that it stands on */
    ROLE_FAILED,
    ROLE_ATTENTION,
    ROLE_MOVING,
    ROLE_COMPLETE,
    ROLE_MARKED, /* a marked row's name, and the mark beside it */
    ROLE_INFO,
    ROLE_GOOD,
    ROLE_WARNING,
    ROLE_ERROR,
    /* These lie over a whole row. */
    ROLE_CURSOR,
    ROLE_CURSOR_AWAY,
    ROLE_OLD,
    ROLE_COUNT
};

enum attribute { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_REVERSE = 4, ATTR_UNDERLINE = 8 };

#define OWN_COLOR (-1) /* the terminal's own foreground or background */

/* A colour is OWN_COLOR, a base colour 0 to 7 as the terminal mixes it, or 8 to 255 of
 * the usual palette. */
struct style {
    bool given;
    unsigned attributes; /* enum attribute */
    short fg, bg;
};

enum theme_id {
    THEME_DEFAULT, /* readable on light and on dark backgrounds */
    THEME_LIGHT,
    THEME_DARK,
    THEME_HIGH_CONTRAST,
    THEME_MONO,
    THEME_COUNT
};

/* Zeros are the default theme with nothing changed. */
struct look {
    enum theme_id theme;
    struct style own[ROLE_COUNT]; /* as the user set them; else not given */
    int environment; /* a profile's colour: 0: the theme's; else 1 + one of the eight */
};

/* "default"; NULL behind the last. */
const char *look_theme_name(size_t i);
/* "failed"; NULL behind the last. */
const char *look_role_name(size_t i);
/* What has that role: "names of keys". */
const char *look_role_help(size_t i);

/* Each takes a user's words. False and *error (sentences that name what is possible;
 * free() it) where they mean nothing; then nothing changes. */
bool look_choose(struct look *look, const char *theme, char **error);
/* style: attributes and colours, "bold red on 230"; "" or "theme" for the theme's own
 * again. */
bool look_set_role(struct look *look, const char *role, const char *style, char **error);

/* How a role looks on a terminal that can show so many colours; 0: none at all. */
struct style look_style(const struct look *look, enum role role, int colors);

/* Private to ui/look*.c: a theme as it is written down. */
struct theme_table {
    const char *name;
    bool complete_without_color;   /* else "mono" is used where there are no colours */
    struct style base[ROLE_COUNT]; /* not given: as in the default theme */
    struct style rich[ROLE_COUNT]; /* with 256 colours; not given: as base */
};
extern const struct theme_table look_themes[THEME_COUNT];

#endif
