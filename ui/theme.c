/* What things look like, by role. */
#include "config.h"

#include "ui/theme.h"

static attr_t curses_attributes(unsigned attributes)
{
    return (attributes & ATTR_BOLD ? A_BOLD : A_NORMAL) |
           (attributes & ATTR_DIM ? A_DIM : A_NORMAL) |
           (attributes & ATTR_REVERSE ? A_REVERSE : A_NORMAL) |
           (attributes & ATTR_UNDERLINE ? A_UNDERLINE : A_NORMAL);
}

/* The pair of a role is the one of the first role with the same colours: the terminal
 * library compares pairs by number, and would tell the terminal the same colours again.
 */
static short pair_of(const struct theme *t, const struct style *styles, int role)
{
    const struct style *s = &styles[role];
    if (s->fg == OWN_COLOR && s->bg == OWN_COLOR)
        return 0;
    for (int i = 0; i < role; i++)
        if (styles[i].fg == s->fg && styles[i].bg == s->bg)
            return t->pair[i];
    short pair = (short)(role + 1);
    init_pair(pair, s->fg == OWN_COLOR && !t->own_colors ? COLOR_WHITE : s->fg,
              s->bg == OWN_COLOR && !t->own_colors ? COLOR_BLACK : s->bg);
    return pair;
}

void theme_apply(struct theme *t, const struct look *look)
{
    struct style styles[ROLE_COUNT];
    for (int i = 0; i < ROLE_COUNT; i++) {
        styles[i] = look_style(look, (enum role)i, t->colors);
        t->attributes[i] = curses_attributes(styles[i].attributes);
        t->pair[i] = pair_of(t, styles, i);
    }
}

void theme_init(struct theme *t, const struct look *look, bool color)
{
    *t = (struct theme){0};
    if (color && has_colors() && start_color() == OK) {
        t->colors = COLORS;
        t->own_colors = use_default_colors() == OK;
    }
    theme_apply(t, look);
}

void theme_style(const struct theme *t, enum role role, enum row_look look,
                 attr_t *attributes, short *pair)
{
    *attributes = t->attributes[role];
    *pair = t->pair[role];
    switch (look) {
    case LOOK_PLAIN:
        break;
    case LOOK_CURSOR: /* one even bar: colours in reverse are hard to read */
        *attributes = t->attributes[ROLE_CURSOR];
        *pair = t->pair[ROLE_CURSOR];
        break;
    case LOOK_CURSOR_AWAY:
        *attributes |= t->attributes[ROLE_CURSOR_AWAY];
        if (t->pair[ROLE_CURSOR_AWAY])
            *pair = t->pair[ROLE_CURSOR_AWAY];
        break;
    case LOOK_OLD:
        *attributes = t->attributes[ROLE_OLD];
        *pair = t->pair[ROLE_OLD];
        break;
    }
}

enum role theme_state_role(enum state state)
{
    /* Not bold: each change of anything but colour costs some 20 bytes of a slow line. */
    static const enum role roles[] = {
        [STATE_FAILED] = ROLE_FAILED, [STATE_ATTENTION] = ROLE_ATTENTION,
        [STATE_MOVING] = ROLE_MOVING, [STATE_COMPLETE] = ROLE_COMPLETE,
        [STATE_NEVER] = ROLE_TEXT,    [STATE_OUT] = ROLE_TEXT,
        [STATE_UNKNOWN] = ROLE_TEXT,
    };
    return roles[state];
}

enum role theme_word_role(enum state state)
{
    if (state == STATE_FAILED || state == STATE_ATTENTION)
        return theme_state_role(state);
    return state == STATE_NEVER || state == STATE_OUT ? ROLE_DIM : ROLE_TEXT;
}

enum role theme_level_role(enum message_level level)
{
    static const enum role roles[] = {
        [MESSAGE_INFO] = ROLE_INFO,
        [MESSAGE_GOOD] = ROLE_GOOD,
        [MESSAGE_WARNING] = ROLE_WARNING,
        [MESSAGE_ERROR] = ROLE_ERROR,
    };
    return roles[level];
}

const char *theme_glyph(enum state state, bool ascii)
{
    static const char *const glyphs[][2] = {
        [STATE_FAILED] = {"✗", "x"},  [STATE_ATTENTION] = {"!", "!"},
        [STATE_MOVING] = {"◐", "~"},  [STATE_COMPLETE] = {"✓", "+"},
        [STATE_NEVER] = {"·", "."},   [STATE_OUT] = {"–", "-"},
        [STATE_UNKNOWN] = {" ", " "},
    };
    return glyphs[state][ascii];
}
