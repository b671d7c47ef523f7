/* Themes and styles: what users may say of them, and whether every theme can be read. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/theme.h"

#define RGB(r, g, b) (r) << 16 | (g) << 8 | (b)

/* --- contrast -------------------------------------------------------------------- */

/* A terminal as it comes: its base colours (0xrrggbb), and its own two. */
struct terminal {
    const char *name;
    bool light;
    int fg, bg;
    int base[8];
};

#define XTERM                                                                            \
    {                                                                                    \
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5   \
    }
#define TANGO                                                                            \
    {                                                                                    \
        0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf   \
    }
#define GNOME                                                                            \
    {                                                                                    \
        0x171421, 0xc01c28, 0x26a269, 0xa2734c, 0x12488b, 0xa347ba, 0x2aa1b3, 0xd0cfcc   \
    }
#define SOLARIZED                                                                        \
    {                                                                                    \
        0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5   \
    }

static const struct terminal terminals[] = {
    {"xterm, dark", false, 0xe5e5e5, 0x000000, XTERM},
    {"xterm, light", true, 0x000000, 0xffffff, XTERM},
    {"GNOME, dark", false, 0xd0cfcc, 0x1e1e1e, GNOME},
    {"GNOME, light", true, 0x171421, 0xffffff, GNOME},
    {"Tango, dark", false, 0xd3d7cf, 0x2e3436, TANGO},
    {"Tango, light", true, 0x2e3436, 0xffffff, TANGO},
    {"Solarized, dark", false, 0x839496, 0x002b36, SOLARIZED},
    {"Solarized, light", true, 0x657b83, 0xfdf6e3, SOLARIZED},
};
enum { TERMINALS = sizeof terminals / sizeof terminals[0] };

/* A colour of the usual palette of 256, above the sixteen. */
static int palette(short color)
{
    static const int steps[] = {0, 95, 135, 175, 215, 255};
    if (color >= 232) {
        int grey = 8 + 10 * (color - 232);
        return RGB(grey, grey, grey);
    }
    int n = color - 16;
    return RGB(steps[n / 36], steps[n / 6 % 6], steps[n % 6]);
}

static int rgb(const struct terminal *t, short color, int own)
{
    return color == OWN_COLOR ? own : color < 8 ? t->base[color] : palette(color);
}

/* x to the power 2.4, without the mathematical library: x^2 times the fifth root of x^2,
 * found by Newton's method. */
static double power_2_4(double x)
{
    double square = x * x, root = 1;
    for (int i = 0; i < 60; i++)
        root -=
            (root * root * root * root * root - square) / (5 * root * root * root * root);
    return square * root;
}

static double linear(int channel)
{
    double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : power_2_4((c + 0.055) / 1.055);
}

static double luminance(int color)
{
    return 0.2126 * linear(color >> 16 & 255) + 0.7152 * linear(color >> 8 & 255) +
           0.0722 * linear(color & 255);
}

/* As the web's accessibility guidelines count it: 1 (invisible) to 21. */
static double contrast(int a, int b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

START_TEST(contrast_is_counted_as_everybody_does)
{
    ck_assert_double_eq_tol(contrast(0x000000, 0xffffff), 21, 0.01);
    ck_assert_double_eq_tol(contrast(0x777777, 0xffffff), 4.48, 0.01);
    ck_assert_double_eq_tol(contrast(0xff0000, 0xffffff), 4.0, 0.01);
    ck_assert_int_eq(palette(124), 0xaf0000);
    ck_assert_int_eq(palette(241), 0x626262);
}
END_TEST

/* These show signs and lines, which may be fainter than words. */
static const bool is_sign[ROLE_COUNT] = {
    [ROLE_EDGE] = true,   [ROLE_EDGE_FOCUS] = true, [ROLE_BAR] = true,
    [ROLE_MOVING] = true, [ROLE_COMPLETE] = true,
};

/* Every role of the theme keeps so much of the contrast on that terminal: words words,
 * signs and lines signs. A terminal's own two colours are its owner's business. */
static void check_contrast(enum theme_id theme, int available, const struct terminal *t,
                           double words, double signs)
{
    struct look look = {.theme = theme};
    for (int i = 0; i < ROLE_COUNT; i++) {
        struct style s = look_style(&look, (enum role)i, available);
        if (s.fg == OWN_COLOR && s.bg == OWN_COLOR)
            continue;
        double is = contrast(rgb(t, s.fg, t->fg), rgb(t, s.bg, t->bg));
        double least = is_sign[i] ? signs : words;
        ck_assert_msg(is >= least, "%s of theme %s has %.2f on %s",
                      look_role_name((size_t)i), look_theme_name((size_t)theme), is,
                      t->name);
    }
}

START_TEST(light_and_dark_are_readable_where_they_belong)
{
    const struct terminal *t = &terminals[_i];
    check_contrast(t->light ? THEME_LIGHT : THEME_DARK, 256, t, 4.5, 3.1);
}
END_TEST

START_TEST(high_contrast_is_high_everywhere)
{
    check_contrast(THEME_HIGH_CONTRAST, 256, &terminals[_i], 7, 7);
    check_contrast(THEME_HIGH_CONTRAST, 8, &terminals[_i], 7, 7);
}
END_TEST

/* The eight base colours are not ours: red has 2.1 on Tango's grey. What can be chosen is
 * the best of them for both backgrounds. */
START_TEST(the_default_is_readable_on_light_and_on_dark)
{
    check_contrast(THEME_DEFAULT, 8, &terminals[_i], 1.9, 1.9);
    bool usual = strncmp(terminals[_i].name, "Tango", 5) != 0;
    if (usual)
        check_contrast(THEME_DEFAULT, 8, &terminals[_i], 2.7, 1.9);
}
END_TEST

/* --- themes ---------------------------------------------------------------------- */

START_TEST(every_theme_defines_every_role)
{
    static const int depths[] = {0, 8, 16, 256};
    struct look look = {.theme = (enum theme_id)_i};
    for (int role = 0; role < ROLE_COUNT; role++) {
        ck_assert(look_themes[THEME_DEFAULT].base[role].given);
        for (size_t d = 0; d < sizeof depths / sizeof depths[0]; d++) {
            struct style s = look_style(&look, (enum role)role, depths[d]);
            ck_assert(s.given);
            ck_assert_int_lt(s.fg, depths[d]);
            ck_assert_int_lt(s.bg, depths[d]);
        }
    }
}
END_TEST

static bool same(struct style a, struct style b)
{
    return a.attributes == b.attributes && a.fg == b.fg && a.bg == b.bg;
}

/* What the eye must not miss differs from plain text by more than a colour. */
START_TEST(no_theme_needs_its_colors)
{
    static const enum role roles[] = {ROLE_ENV_PRODUCTION, ROLE_READ_ONLY,   ROLE_CURSOR,
                                      ROLE_CURSOR_AWAY,    ROLE_TITLE_FOCUS, ROLE_ERROR,
                                      ROLE_WARNING,        ROLE_EDGE_FOCUS,  ROLE_WRONG,
                                      ROLE_MATCH,          ROLE_MATCH_HERE,  ROLE_MARKED};
    struct look look = {.theme = (enum theme_id)_i};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        ck_assert_msg(look_style(&look, roles[i], 0).attributes != 0,
                      "%s of theme %s is plain without colours",
                      look_role_name((size_t)roles[i]), look_theme_name((size_t)_i));
    ck_assert(
        !same(look_style(&look, ROLE_CURSOR, 0), look_style(&look, ROLE_CURSOR_AWAY, 0)));
    ck_assert(
        !same(look_style(&look, ROLE_ENV_PRODUCTION, 0), look_style(&look, ROLE_ENV, 0)));
}
END_TEST

/* Whatever the colours are: each state has a sign of its own, in ASCII too. */
START_TEST(states_differ_by_their_signs)
{
    for (int ascii = 0; ascii < 2; ascii++)
        for (int a = 0; a <= STATE_UNKNOWN; a++)
            for (int b = 0; b < a; b++)
                ck_assert_str_ne(theme_glyph((enum state)a, ascii),
                                 theme_glyph((enum state)b, ascii));
}
END_TEST

START_TEST(mono_has_no_color)
{
    struct look look = {.theme = THEME_MONO};
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct style s = look_style(&look, (enum role)role, 256);
        ck_assert_int_eq(s.fg, OWN_COLOR);
        ck_assert_int_eq(s.bg, OWN_COLOR);
    }
}
END_TEST

START_TEST(the_default_uses_base_colors_alone)
{
    struct look look = {0};
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct style s = look_style(&look, (enum role)role, 256);
        ck_assert_int_lt(s.fg, 8);
        ck_assert_int_eq(s.bg, OWN_COLOR);
    }
}
END_TEST

/* --- what users say -------------------------------------------------------------- */

static const struct {
    const char *text;
    struct style style;
} styles[] = {
    {"bold red", {true, ATTR_BOLD, 1, OWN_COLOR}},
    {"dim", {true, ATTR_DIM, OWN_COLOR, OWN_COLOR}},
    {"reverse", {true, ATTR_REVERSE, OWN_COLOR, OWN_COLOR}},
    {"plain", {true, 0, OWN_COLOR, OWN_COLOR}},
    {" 230  on 4 underline\tbold ", {true, ATTR_BOLD | ATTR_UNDERLINE, 230, 4}},
    {"white on black", {true, 0, 7, 0}},
    {"default on default", {true, 0, OWN_COLOR, OWN_COLOR}},
    {"0", {true, 0, 0, OWN_COLOR}},
    {"255", {true, 0, 255, OWN_COLOR}},
};

START_TEST(a_role_can_be_set)
{
    struct look look = {.theme = THEME_DARK};
    char *error = NULL;
    ck_assert_msg(look_set_role(&look, "failed", styles[_i].text, &error), "%s", error);
    ck_assert(same(look_style(&look, ROLE_FAILED, 256), styles[_i].style));
    ck_assert(!same(look_style(&look, ROLE_COMPLETE, 256), styles[_i].style));
    ck_assert(look_choose(&look, "light", &error));
    ck_assert(same(look_style(&look, ROLE_FAILED, 256), styles[_i].style));
    ck_assert(look_set_role(&look, "failed", _i % 2 ? "" : "theme", &error));
    ck_assert_int_eq(look_style(&look, ROLE_FAILED, 256).fg, 124);
}
END_TEST

static const struct {
    const char *role, *style;
    const char *says[3]; /* all of these */
} mistakes[] = {
    {"failing", "red", {"\"failing\"", "failed", "cursor-away"}},
    {"failed", "bald", {"\"bald\"", "bold, dim, reverse, underline", "magenta"}},
    {"failed", "bold rot", {"\"rot\"", "0 to 255", "red"}},
    {"failed", "256", {"\"256\"", "0 to 255", "red"}},
    {"failed", "-1", {"\"-1\"", "0 to 255", "red"}},
    {"failed", "red on", {"missing", "on", "colour"}},
    {"failed", "on bold", {"\"bold\"", "no colour", "red"}},
    {"failed", "red on blau", {"\"blau\"", "no colour", "blue"}},
    {"failed", "99999999999999999999", {"0 to 255", "colour", "red"}},
};

START_TEST(mistakes_are_named_and_change_nothing)
{
    struct look look = {0};
    char *error = NULL;
    ck_assert(!look_set_role(&look, mistakes[_i].role, mistakes[_i].style, &error));
    for (int i = 0; i < 3; i++)
        ck_assert_msg(strstr(error, mistakes[_i].says[i]) != NULL, "no \"%s\" in: %s",
                      mistakes[_i].says[i], error);
    free(error);
    ck_assert(!look.own[ROLE_FAILED].given);
}
END_TEST

START_TEST(themes_are_chosen_by_name)
{
    struct look look = {0};
    char *error = NULL;
    for (size_t i = 0; i < THEME_COUNT; i++) {
        ck_assert(look_choose(&look, look_theme_name(i), &error));
        ck_assert_uint_eq(look.theme, i);
    }
    ck_assert_ptr_null(look_theme_name(THEME_COUNT));
    look.theme = THEME_DARK;
    ck_assert(!look_choose(&look, "solarized", &error));
    ck_assert_str_eq(error, "There is no theme \"solarized\"; there are default, light, "
                            "dark, high-contrast, mono.");
    free(error);
    ck_assert_int_eq(look.theme, THEME_DARK);
}
END_TEST

START_TEST(terminals_show_what_they_can)
{
    struct look look = {0};
    char *error = NULL;
    ck_assert(look_set_role(&look, "failed", "bold 9 on 200", &error));
    ck_assert(same(look_style(&look, ROLE_FAILED, 16),
                   (struct style){true, ATTR_BOLD, 9, OWN_COLOR}));
    ck_assert(same(look_style(&look, ROLE_FAILED, 8),
                   (struct style){true, ATTR_BOLD, 1, OWN_COLOR}));
    ck_assert(same(look_style(&look, ROLE_FAILED, 0),
                   (struct style){true, ATTR_BOLD, OWN_COLOR, OWN_COLOR}));
    /* A colour alone would vanish without a trace. */
    ck_assert(look_set_role(&look, "error", "red", &error));
    ck_assert_uint_eq(look_style(&look, ROLE_ERROR, 0).attributes, ATTR_BOLD);
}
END_TEST

START_TEST(a_profile_has_its_color)
{
    struct look look = {.environment = 1 + 4};
    ck_assert_int_eq(look_style(&look, ROLE_ENV, 8).fg, 4);
    /* Production stays a block, in whatever colour. */
    ck_assert(same(look_style(&look, ROLE_ENV_PRODUCTION, 8),
                   (struct style){true, ATTR_BOLD | ATTR_REVERSE, 4, OWN_COLOR}));
    ck_assert(look_style(&look, ROLE_ENV_PRODUCTION, 0).attributes & ATTR_REVERSE);
    ck_assert_int_eq(look_style(&look, ROLE_FAILED, 8).fg, 1);
}
END_TEST

START_TEST(every_role_is_explained)
{
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        ck_assert_ptr_nonnull(look_role_name(role));
        ck_assert_ptr_nonnull(look_role_help(role));
    }
    ck_assert_ptr_null(look_role_name(ROLE_COUNT));
    ck_assert_ptr_null(look_role_help(ROLE_COUNT));
}
END_TEST

int main(void)
{
    Suite *s = suite_create("look");
    TCase *tc = tcase_create("look");
    tcase_add_test(tc, contrast_is_counted_as_everybody_does);
    tcase_add_loop_test(tc, light_and_dark_are_readable_where_they_belong, 0, TERMINALS);
    tcase_add_loop_test(tc, high_contrast_is_high_everywhere, 0, TERMINALS);
    tcase_add_loop_test(tc, the_default_is_readable_on_light_and_on_dark, 0, TERMINALS);
    tcase_add_loop_test(tc, every_theme_defines_every_role, 0, THEME_COUNT);
    tcase_add_loop_test(tc, no_theme_needs_its_colors, 0, THEME_COUNT);
    tcase_add_test(tc, states_differ_by_their_signs);
    tcase_add_test(tc, mono_has_no_color);
    tcase_add_test(tc, the_default_uses_base_colors_alone);
    tcase_add_loop_test(tc, a_role_can_be_set, 0, sizeof styles / sizeof styles[0]);
    tcase_add_loop_test(tc, mistakes_are_named_and_change_nothing, 0,
                        sizeof mistakes / sizeof mistakes[0]);
    tcase_add_test(tc, themes_are_chosen_by_name);
    tcase_add_test(tc, terminals_show_what_they_can);
    tcase_add_test(tc, a_profile_has_its_color);
    tcase_add_test(tc, every_role_is_explained);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
