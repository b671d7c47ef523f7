/* The themes. Light, dark and high contrast were chosen by the contrast of each colour on
 * the backgrounds of usual terminals; tests/check_look.c holds them to it. */
#include "config.h"

#include "ui/look.h"

/* clang-format off */
#define LOOK(attributes, fg, bg) {true, attributes, fg, bg}
#define PLAIN LOOK(0, OWN_COLOR, OWN_COLOR)
#define WITH(attributes) LOOK(attributes, OWN_COLOR, OWN_COLOR)
#define FG(color) LOOK(0, color, OWN_COLOR)
#define BOLD_FG(color) LOOK(ATTR_BOLD, color, OWN_COLOR)

enum { RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN };

const struct theme_table look_themes[THEME_COUNT] = {
    /* Yellow and white are unreadable on light terminals, blue on dark ones: none of them
     * is used, and cyan and green only for signs and lines. Signs are not bold: each
     * change of anything but colour costs some 20 bytes of a slow line. */
    [THEME_DEFAULT] = {"default", false, {
        [ROLE_TEXT] = PLAIN,
        [ROLE_DIM] = WITH(ATTR_DIM),
        [ROLE_STRONG] = WITH(ATTR_BOLD),
        [ROLE_EDGE] = WITH(ATTR_DIM),
        [ROLE_EDGE_FOCUS] = FG(CYAN),
        [ROLE_TITLE] = PLAIN,
        [ROLE_TITLE_FOCUS] = WITH(ATTR_BOLD),
        [ROLE_ENV] = WITH(ATTR_BOLD),
        [ROLE_ENV_PRODUCTION] = LOOK(ATTR_BOLD | ATTR_REVERSE, RED, OWN_COLOR),
        [ROLE_FILTER] = WITH(ATTR_REVERSE),
        [ROLE_READ_ONLY] = WITH(ATTR_REVERSE),
        [ROLE_KEY] = WITH(ATTR_BOLD),
        [ROLE_BAR] = FG(CYAN),
        [ROLE_WRONG] = LOOK(ATTR_BOLD | ATTR_UNDERLINE, RED, OWN_COLOR),
        [ROLE_MATCH] = WITH(ATTR_BOLD | ATTR_UNDERLINE),
        [ROLE_MATCH_HERE] = WITH(ATTR_REVERSE),
        [ROLE_FAILED] = FG(RED),
        [ROLE_ATTENTION] = FG(MAGENTA),
        [ROLE_MOVING] = FG(CYAN),
        [ROLE_COMPLETE] = FG(GREEN),
        [ROLE_MARKED] = WITH(ATTR_BOLD),
        [ROLE_INFO] = PLAIN,
        [ROLE_GOOD] = WITH(ATTR_BOLD),
        [ROLE_WARNING] = BOLD_FG(MAGENTA),
        [ROLE_ERROR] = BOLD_FG(RED),
        [ROLE_CURSOR] = WITH(ATTR_REVERSE),
        [ROLE_CURSOR_AWAY] = WITH(ATTR_UNDERLINE),
        [ROLE_OLD] = WITH(ATTR_DIM),
    }, {{0}}},
    [THEME_LIGHT] = {"light", false, {
        [ROLE_EDGE_FOCUS] = FG(BLUE),
        [ROLE_BAR] = FG(BLUE),
        [ROLE_MOVING] = FG(BLUE),
    }, {
        [ROLE_DIM] = FG(241),
        [ROLE_EDGE] = FG(245),
        [ROLE_EDGE_FOCUS] = FG(25),
        [ROLE_ENV] = BOLD_FG(22),
        [ROLE_ENV_PRODUCTION] = LOOK(ATTR_BOLD, 231, 124),
        [ROLE_FILTER] = LOOK(0, 231, 238),
        [ROLE_READ_ONLY] = LOOK(0, 231, 238),
        [ROLE_KEY] = BOLD_FG(25),
        [ROLE_BAR] = FG(25),
        [ROLE_WRONG] = LOOK(ATTR_BOLD | ATTR_UNDERLINE, 124, OWN_COLOR),
        [ROLE_MATCH] = LOOK(0, 16, 222),
        [ROLE_MATCH_HERE] = LOOK(ATTR_BOLD, 231, 25),
        [ROLE_FAILED] = FG(124),
        [ROLE_ATTENTION] = FG(90),
        [ROLE_MOVING] = FG(25),
        [ROLE_COMPLETE] = FG(22),
        [ROLE_MARKED] = BOLD_FG(25),
        [ROLE_GOOD] = BOLD_FG(22),
        [ROLE_WARNING] = BOLD_FG(90),
        [ROLE_ERROR] = BOLD_FG(124),
        [ROLE_CURSOR] = LOOK(0, 16, 153),
        [ROLE_OLD] = FG(241),
    }},
    [THEME_DARK] = {"dark", false, {
        [ROLE_ENV] = BOLD_FG(GREEN),
        [ROLE_ATTENTION] = FG(YELLOW),
        [ROLE_GOOD] = BOLD_FG(GREEN),
        [ROLE_WARNING] = BOLD_FG(YELLOW),
    }, {
        [ROLE_DIM] = FG(248),
        [ROLE_EDGE] = FG(244),
        [ROLE_EDGE_FOCUS] = FG(117),
        [ROLE_ENV] = BOLD_FG(114),
        [ROLE_ENV_PRODUCTION] = LOOK(ATTR_BOLD, 231, 124),
        [ROLE_FILTER] = LOOK(0, 16, 252),
        [ROLE_READ_ONLY] = LOOK(0, 16, 252),
        [ROLE_KEY] = BOLD_FG(117),
        [ROLE_BAR] = FG(117),
        [ROLE_WRONG] = LOOK(ATTR_BOLD | ATTR_UNDERLINE, 210, OWN_COLOR),
        [ROLE_MATCH] = LOOK(0, 16, 222),
        [ROLE_MATCH_HERE] = LOOK(ATTR_BOLD, 231, 24),
        [ROLE_FAILED] = FG(210),
        [ROLE_ATTENTION] = FG(221),
        [ROLE_MOVING] = FG(117),
        [ROLE_COMPLETE] = FG(114),
        [ROLE_MARKED] = BOLD_FG(117),
        [ROLE_GOOD] = BOLD_FG(114),
        [ROLE_WARNING] = BOLD_FG(221),
        [ROLE_ERROR] = BOLD_FG(210),
        [ROLE_CURSOR] = LOOK(0, 231, 24),
        [ROLE_OLD] = FG(248),
    }},
    /* Nothing is faint, and what has a colour brings its background along. */
    [THEME_HIGH_CONTRAST] = {"high-contrast", true, {
        [ROLE_DIM] = PLAIN,
        [ROLE_EDGE] = PLAIN,
        [ROLE_EDGE_FOCUS] = WITH(ATTR_BOLD),
        [ROLE_ENV_PRODUCTION] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_FILTER] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_READ_ONLY] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_BAR] = WITH(ATTR_BOLD),
        [ROLE_WRONG] = WITH(ATTR_BOLD | ATTR_UNDERLINE),
        [ROLE_MATCH_HERE] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_FAILED] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_ATTENTION] = WITH(ATTR_BOLD | ATTR_UNDERLINE),
        [ROLE_MOVING] = WITH(ATTR_BOLD),
        [ROLE_COMPLETE] = PLAIN,
        [ROLE_WARNING] = WITH(ATTR_BOLD | ATTR_UNDERLINE),
        [ROLE_ERROR] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_CURSOR] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_CURSOR_AWAY] = WITH(ATTR_BOLD | ATTR_UNDERLINE),
        [ROLE_OLD] = PLAIN,
    }, {
        [ROLE_ENV_PRODUCTION] = LOOK(ATTR_BOLD, 231, 124),
        [ROLE_FAILED] = LOOK(ATTR_BOLD, 231, 124),
        [ROLE_ATTENTION] = LOOK(ATTR_BOLD, 16, 220),
        [ROLE_WARNING] = LOOK(ATTR_BOLD, 16, 220),
        [ROLE_ERROR] = LOOK(ATTR_BOLD, 231, 124),
    }},
    [THEME_MONO] = {"mono", true, {
        [ROLE_EDGE_FOCUS] = WITH(ATTR_BOLD),
        [ROLE_ENV_PRODUCTION] = WITH(ATTR_BOLD | ATTR_REVERSE),
        [ROLE_BAR] = PLAIN,
        [ROLE_WRONG] = WITH(ATTR_BOLD | ATTR_UNDERLINE),
        [ROLE_FAILED] = WITH(ATTR_BOLD),
        [ROLE_ATTENTION] = WITH(ATTR_BOLD),
        [ROLE_MOVING] = PLAIN,
        [ROLE_COMPLETE] = PLAIN,
        [ROLE_WARNING] = WITH(ATTR_BOLD),
        [ROLE_ERROR] = WITH(ATTR_BOLD),
    }, {{0}}},
};
/* clang-format on */
