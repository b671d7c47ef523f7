/* What things look like, by role. */
#include "config.h"

#include "ui/theme.h"

struct style {
    attr_t attributes;
    short color; /* -1: the terminal's own */
};

/* Yellow and white are unreadable on light terminals, blue on dark ones: none of them is
 * used, and cyan and green only for glyphs and bars. */
static const struct style styles[ROLE_COUNT] = {
    [ROLE_TEXT] = {A_NORMAL, -1},
    [ROLE_DIM] = {A_DIM, -1},
    [ROLE_STRONG] = {A_BOLD, -1},
    [ROLE_EDGE] = {A_DIM, -1},
    [ROLE_EDGE_FOCUS] = {A_NORMAL, COLOR_CYAN},
    [ROLE_TITLE] = {A_NORMAL, -1},
    [ROLE_TITLE_FOCUS] = {A_BOLD, -1},
    [ROLE_ENV] = {A_BOLD, COLOR_GREEN},
    [ROLE_ENV_PRODUCTION] = {A_BOLD | A_REVERSE, COLOR_RED},
    [ROLE_READ_ONLY] = {A_REVERSE, -1},
    [ROLE_KEY] = {A_BOLD, -1},
    [ROLE_BAR] = {A_NORMAL, COLOR_CYAN},
    [ROLE_WRONG] = {A_UNDERLINE | A_BOLD, COLOR_RED},
    [ROLE_MATCH] = {A_UNDERLINE | A_BOLD, -1},
    [ROLE_MATCH_HERE] = {A_REVERSE, -1},
    [ROLE_FAILED] = {A_NORMAL, COLOR_RED},
    [ROLE_ATTENTION] = {A_NORMAL, COLOR_MAGENTA},
    [ROLE_MOVING] = {A_NORMAL, COLOR_CYAN},
    [ROLE_COMPLETE] = {A_NORMAL, COLOR_GREEN},
    [ROLE_MARKED] = {A_BOLD, COLOR_CYAN},
    [ROLE_INFO] = {A_NORMAL, -1},
    [ROLE_GOOD] = {A_BOLD, COLOR_GREEN},
    [ROLE_WARNING] = {A_BOLD, COLOR_MAGENTA},
    [ROLE_ERROR] = {A_BOLD, COLOR_RED},
};

/* Pair n + 1 is base colour n on the terminal's own background. */
void theme_init(struct theme *t, bool color)
{
    t->color = color && has_colors() && start_color() == OK;
    if (!t->color)
        return;
    short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
    for (short c = 0; c < 8; c++)
        init_pair((short)(c + 1), c, background);
}

void theme_style(const struct theme *t, enum role role, enum row_look look,
                 attr_t *attributes, short *pair)
{
    const struct style *s = &styles[role];
    *attributes = s->attributes;
    *pair = t->color && s->color >= 0 ? (short)(s->color + 1) : 0;
    switch (look) {
    case LOOK_PLAIN:
        break;
    case LOOK_CURSOR: /* one even bar: colours in reverse are hard to read */
        *attributes = A_REVERSE;
        *pair = 0;
        break;
    case LOOK_CURSOR_AWAY:
        *attributes |= A_UNDERLINE;
        break;
    case LOOK_OLD:
        *attributes = A_DIM;
        *pair = 0;
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
