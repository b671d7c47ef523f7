/* Makes the pictures in docs/: the program runs on a terminal against the simulator, a
 * few keys bring a screen up, and its cells become SVG. Everything is fixed (the fleet's
 * seed, its time, the date), so that a picture changes only when the screen does.
 *
 * To add a picture: one row in the table, and what brings its screen up. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/xmalloc.h"
#include "docs/svg.h"
#include "tests/console.h"
#include "tests/place.h"

#define COMPANIES 60
#define QUIET_MS 700 /* without a byte: nothing is under way any more */

/* --- what brings a screen up ---------------------------------------------------------
 */

static bool types_have_focus(struct pty *p, const void *arg)
{
    (void)arg;
    return pty_cell(p, 1, pty_find_col(p, 1, "Data types")).bold;
}

/* The cursor on a data type that fails, of a company in the middle of the list. */
static void to_failing(struct console *c)
{
    pty_keys(c->pty, ":company quayside\r");
    pty_wait_text(c->pty, " billPayments  ");
    pty_keys(c->pty, "jjjjjjjkkkkkkk");
    pty_wait_text(c->pty, " billPayments  ");
    pty_keys(c->pty, "\t");
    pty_wait_until(c->pty, types_have_focus, NULL, "the data types with the focus");
    pty_wait_text(c->pty, "24 Nov 0");
}

/* Something failed, and something else is under way. */
static void show_main(struct console *c)
{
    to_failing(c);
    pty_keys(c->pty, "jr");
    pty_wait_text(c->pty, "queued");
    sim_advance(c->sim, 6000);
    pty_keys(c->pty, ".");
    pty_wait_text(c->pty, "Fetching");
    pty_keys(c->pty, "g\033");
    pty_wait_no_text(c->pty, "queued");
    pty_wait_no_text(c->pty, "in flight");
}

static void show_details(struct console *c)
{
    to_failing(c);
    pty_keys(c->pty, "\r");
    pty_wait_text(c->pty, "close");
    pty_wait_no_text(c->pty, "Reading");
}

static void show_bulk_question(struct console *c)
{
    pty_keys(c->pty, "*");
    pty_wait_text(c->pty, "60 marked");
    pty_keys(c->pty, " j ");
    pty_wait_text(c->pty, "58 marked");
    pty_keys(c->pty, "R");
    pty_wait_text(c->pty, "Refresh all data types of 58 companies");
}

/* --- the pictures --------------------------------------------------------------------
 */

static const char *const ascii[] = {"--ascii", NULL};

static const struct picture {
    const char *name, *title;
    int rows, cols;
    const char *theme;
    const struct svg_palette *palette;
    const char *const *args; /* more of them; NULL: none */
    void (*show)(struct console *c);
} pictures[] = {
    {"main", "Companies on the left, data types and pull history of one on the right", 30,
     100, "dark", &svg_dark, NULL, show_main},
    {"details", "Details of a pull that failed", 30, 100, "dark", &svg_dark, NULL,
     show_details},
    {"bulk-question", "The question before 58 companies are refreshed", 30, 100, "dark",
     &svg_dark, NULL, show_bulk_question},
    {"light", "The main view in the light theme", 30, 100, "light", &svg_light, NULL,
     show_main},
    {"ascii", "The main view in ASCII on 24 rows of 80 cells", 24, 80, "dark", &svg_dark,
     ascii, show_main},
};
enum { PICTURES = sizeof pictures / sizeof pictures[0] };

START_TEST(picture)
{
    const struct picture *p = &pictures[_i];
    char *config = xasprintf("[codatop]\nlabel = UAT\ncolor = green\n"
                             "[ui]\ntheme = %s\n",
                             p->theme);
    const char *args[4] = {"-c", place_puts("config.ini", config), NULL, NULL};
    if (p->args)
        args[2] = p->args[0];
    struct console c = console_open(&(struct console_options){
        .rows = p->rows, .cols = p->cols, .companies = COMPANIES, .args = args});
    console_wait_settled(&c);
    p->show(&c);
    while (!pty_is_quiet(c.pty, QUIET_MS))
        continue;
    char *path = xasprintf("%s/%s.svg", PICTURES_DIR, p->name);
    ck_assert_msg(svg_write(c.pty, p->palette, p->title, path), "cannot write %s", path);
    free(path);
    free(config);
    console_close(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("pictures");
    TCase *tc = tcase_create("pictures");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_checked_fixture(tc, place_open, place_close);
    tcase_add_loop_test(tc, picture, 0, PICTURES);
    suite_add_tcase(s, tc);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
