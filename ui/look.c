/* Themes and styles: their names, and what the user says of them. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xmalloc.h"
#include "ui/look.h"

static const struct {
    const char *name, *help;
} roles[ROLE_COUNT] = {
    [ROLE_TEXT] = {"text", "what nothing else is said of"},
    [ROLE_DIM] = {"dim", "less important words: titles of columns, hints, ages"},
    [ROLE_STRONG] = {"strong", "the program's name and headings"},
    [ROLE_EDGE] = {"edge", "edges of panes"},
    [ROLE_EDGE_FOCUS] = {"edge-focus", "edges of what keys go to"},
    [ROLE_TITLE] = {"title", "titles of panes"},
    [ROLE_TITLE_FOCUS] = {"title-focus", "the title of what keys go to"},
    [ROLE_FILTER] = {"filter", "what a pane is filtered by"},
    [ROLE_ENV] = {"environment", "the environment's name"},
    [ROLE_ENV_PRODUCTION] = {"production", "the environment's name in production"},
    [ROLE_READ_ONLY] = {"read-only", "the word READ-ONLY"},
    [ROLE_KEY] = {"key", "names of keys"},
    [ROLE_BAR] = {"bar", "bars of progress"},
    [ROLE_WRONG] = {"wrong", "what was typed and is not understood"},
    [ROLE_MATCH] = {"match", "what a search found"},
    [ROLE_MATCH_HERE] = {"match-here", "the match that a search stands on"},
    [ROLE_FAILED] = {"failed", "signs and words of what failed"},
    [ROLE_ATTENTION] = {"attention", "signs and words of what needs a person"},
    [ROLE_MOVING] = {"moving", "the sign of what is under way"},
    [ROLE_COMPLETE] = {"complete", "the sign of what is complete"},
    [ROLE_MARKED] = {"marked", "marked companies"},
    [ROLE_INFO] = {"info", "messages"},
    [ROLE_GOOD] = {"good", "good news among the messages"},
    [ROLE_WARNING] = {"warning", "warnings among the messages"},
    [ROLE_ERROR] = {"error", "errors among the messages"},
    [ROLE_CURSOR] = {"cursor", "the row that keys act on"},
    [ROLE_CURSOR_AWAY] = {"cursor-away", "the cursor of a pane that keys do not go to"},
    [ROLE_OLD] = {"old", "rows whose last read failed"},
};

static const struct {
    const char *name;
    unsigned attribute;
} attributes[] = {
    {"plain", 0},
    {"bold", ATTR_BOLD},
    {"dim", ATTR_DIM},
    {"reverse", ATTR_REVERSE},
    {"underline", ATTR_UNDERLINE},
};
enum { ATTRIBUTES = sizeof attributes / sizeof attributes[0] };

static const char *const colors[] = {"black", "red",     "green", "yellow",
                                     "blue",  "magenta", "cyan",  "white"};
enum { COLORS_NAMED = sizeof colors / sizeof colors[0] };

#define COLOR_WORDS                                                                      \
    "A colour is default, black, red, green, yellow, blue, magenta, cyan, white or a "   \
    "number from 0 to 255."

const char *look_theme_name(size_t i)
{
    return i < THEME_COUNT ? look_themes[i].name : NULL;
}

const char *look_role_name(size_t i)
{
    return i < ROLE_COUNT ? roles[i].name : NULL;
}

const char *look_role_help(size_t i)
{
    return i < ROLE_COUNT ? roles[i].help : NULL;
}

/* --- the user's words ------------------------------------------------------------ */

/* All names of a kind with commas between, as a new string. */
static char *list_of(const char *name(size_t))
{
    struct buf b = {0};
    for (size_t i = 0; name(i); i++)
        buf_addf(&b, "%s%s", i > 0 ? ", " : "", name(i));
    char *list = xstrdup(buf_str(&b));
    buf_free(&b);
    return list;
}

/* The index of name, or -1 and *error. */
static int find(const char *kind, const char *wanted, const char *name(size_t),
                char **error)
{
    for (size_t i = 0; name(i); i++)
        if (strcmp(name(i), wanted) == 0)
            return (int)i;
    char *list = list_of(name);
    *error = xasprintf("There is no %s \"%s\"; there are %s.", kind, wanted, list);
    free(list);
    return -1;
}

bool look_choose(struct look *look, const char *theme, char **error)
{
    int i = find("theme", theme, look_theme_name, error);
    if (i >= 0)
        look->theme = (enum theme_id)i;
    return i >= 0;
}

static bool parse_color(const char *word, short *color)
{
    if (strcmp(word, "default") == 0) {
        *color = OWN_COLOR;
        return true;
    }
    for (short i = 0; i < COLORS_NAMED; i++)
        if (strcmp(word, colors[i]) == 0) {
            *color = i;
            return true;
        }
    size_t digits = strspn(word, "0123456789");
    if (digits == 0 || digits > 3 || word[digits] || atoi(word) > 255)
        return false;
    *color = (short)atoi(word);
    return true;
}

static bool parse_attribute(const char *word, unsigned *set)
{
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (strcmp(word, attributes[i].name) == 0) {
            *set |= attributes[i].attribute;
            return true;
        }
    return false;
}

/* One word of a style; NULL, or what is wrong with it as a new string. *on: the colour
 * that comes now is the background's. */
static char *take_word(struct style *style, const char *word, bool *on)
{
    if (*on) {
        *on = false;
        return parse_color(word, &style->bg)
                   ? NULL
                   : xasprintf("\"%s\" behind \"on\" is no colour. " COLOR_WORDS, word);
    }
    *on = strcmp(word, "on") == 0;
    if (*on || parse_attribute(word, &style->attributes) || parse_color(word, &style->fg))
        return NULL;
    return xasprintf("\"%s\" is neither an attribute (plain, bold, dim, reverse, "
                     "underline) nor a colour. " COLOR_WORDS,
                     word);
}

static bool parse_style(const char *text, struct style *style, char **error)
{
    static const char blank[] = " \t";
    *style = (struct style){false, 0, OWN_COLOR, OWN_COLOR};
    char *copy = xstrdup(text), *rest;
    bool on = false;
    *error = NULL;
    for (char *word = strtok_r(copy, blank, &rest); word && !*error;
         word = strtok_r(NULL, blank, &rest)) {
        style->given = true;
        *error = take_word(style, word, &on);
    }
    free(copy);
    if (on && !*error)
        *error = xstrdup("A colour is missing behind \"on\".");
    return !*error;
}

bool look_set_role(struct look *look, const char *role, const char *style, char **error)
{
    int i = find("role", role, look_role_name, error);
    struct style parsed;
    if (i < 0 || !parse_style(strcmp(style, "theme") ? style : "", &parsed, error))
        return false;
    look->own[i] = parsed;
    return true;
}

/* --- what comes of it ------------------------------------------------------------ */

/* A colour on a terminal of so many: the brighter eight have plain twins. */
static short reduced(short color, int available)
{
    if (color < available)
        return color;
    return color < 16 && available >= 8 ? (short)(color - 8) : OWN_COLOR;
}

static struct style of_theme(enum theme_id id, enum role role, int available)
{
    const struct theme_table *theme = &look_themes[id];
    if (available == 0 && !theme->complete_without_color)
        theme = &look_themes[THEME_MONO];
    if (available >= 256 && theme->rich[role].given)
        return theme->rich[role];
    return theme->base[role].given ? theme->base[role]
                                   : look_themes[THEME_DEFAULT].base[role];
}

/* Production stays a block, whatever its colour. */
static void color_environment(struct style *style, enum role role, short color)
{
    if (role == ROLE_ENV)
        *style = (struct style){true, ATTR_BOLD, color, OWN_COLOR};
    if (role == ROLE_ENV_PRODUCTION)
        *style = (struct style){true, ATTR_BOLD | ATTR_REVERSE, color, OWN_COLOR};
}

struct style look_style(const struct look *look, enum role role, int available)
{
    struct style style = of_theme(look->theme, role, available);
    const struct style *own = &look->own[role];
    /* Where it was set to nothing but a colour, a terminal without any shows the theme.
     */
    if (own->given && (available > 0 || own->attributes ||
                       (own->fg == OWN_COLOR && own->bg == OWN_COLOR)))
        style = *own;
    if (look->environment > 0 && available > 0)
        color_environment(&style, role, (short)(look->environment - 1));
    style.fg = reduced(style.fg, available);
    style.bg = reduced(style.bg, available);
    return style;
}
