/* Configuration, end to end: profiles that show, and that are gone on with while the
 * console runs; files that are refused; what is remembered. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "tests/console.h"
#include "tests/place.h"
#include "tests/suite.h"

#define OTHER_KEY "canary-Key-4711"

/* --- two environments ------------------------------------------------------------- */

/* The simulators behind the profiles "box" and "live". */
static struct sim *box, *live;

static struct sim *start_sim(const char *name, const char *key)
{
    const struct sim_config c = {.companies = 3,
                                 .seed = 1,
                                 .api_key = key,
                                 .profile = name,
                                 .start_ms = time_parse_iso(CONSOLE_NOW),
                                 .manual_time = true,
                                 .quiet = true};
    char *error = NULL;
    struct sim *sim = sim_start(&c, &error);
    ck_assert_msg(sim != NULL, "%s", error);
    return sim;
}

static void open_both(void)
{
    place_open();
    box = start_sim("Box Client", CONSOLE_KEY);
    live = start_sim("Live Client", OTHER_KEY);
}

static void close_both(void)
{
    sim_stop(&box);
    sim_stop(&live);
    place_close();
}

/* Both profiles, with more settings at the end of the file (in [profile broken]). */
static const char *write_config(const char *more)
{
    ck_assert_int_eq(chmod(place_puts("key", OTHER_KEY "\n"), 0600), 0);
    char *text =
        xasprintf("[codatop]\nprofile = box\n"
                  "[profile box]\nbase-url = %s\nlabel = Sand Box\n"
                  "color = magenta\n"
                  "[profile live]\nbase-url = %s\nlabel = Live\n"
                  "api-key-file = %s\nread-only = true\n"
                  "[profile broken]\nbase-url = %s\n%s",
                  sim_url(box), sim_url(live), place_path("key"), sim_url(box), more);
    const char *path = place_puts("config.ini", text);
    free(text);
    return path;
}

/* Starts the program with the configuration and one more option with its argument. */
static struct pty *start(const char *config, const char *option, const char *argument,
                         const char *const *more_env)
{
    const char *env[8] = {"CODAT_API_KEY=" CONSOLE_KEY, "CODATOP_TEST_NOW=" CONSOLE_NOW};
    for (size_t i = 0; more_env && more_env[i]; i++)
        env[2 + i] = more_env[i];
    const char *const argv[] = {CONSOLE_PROGRAM, "--config", config,
                                option,          argument,   NULL};
    return pty_start(
        &(struct pty_options){.argv = argv, .env = env, .rows = 24, .cols = 100});
}

static void quit(struct pty **p)
{
    pty_keys(*p, "q");
    ck_assert_int_eq(pty_wait_exit(*p), 0);
    ck_assert(!pty_raw_contains(*p, CONSOLE_KEY));
    ck_assert(!pty_raw_contains(*p, OTHER_KEY));
    pty_free(p);
}

START_TEST(a_profile_shows)
{
    struct pty *p = start(write_config(""), NULL, NULL, NULL);
    pty_wait_text(p, "Box Client · Sand Box");
    struct pty_cell cell = pty_cell(p, 0, pty_find_col(p, 0, "Sand Box"));
    ck_assert_int_eq(cell.fg, 5);
    ck_assert(cell.bold && !cell.reverse);
    quit(&p);
    ck_assert_uint_eq(sim_requests_seen(live, NULL, NULL), 0);
}
END_TEST

START_TEST(a_profile_can_be_chosen_and_is_read_only)
{
    struct pty *p = start(write_config(""), "-p", "live", NULL);
    pty_wait_text(p, "Live Client · Live");
    pty_wait_text(p, "READ-ONLY");
    pty_wait_text(p, "Complete");
    pty_keys(p, "r");
    pty_wait_frame(p);
    quit(&p);
    ck_assert_uint_eq(sim_requests_seen(live, "POST", NULL), 0);
    ck_assert_uint_eq(sim_requests_seen(box, NULL, NULL), 0);
}
END_TEST

START_TEST(a_variable_chooses_too)
{
    static const char *const env[] = {"CODATOP_PROFILE=live", NULL};
    struct pty *p = start(write_config(""), NULL, NULL, env);
    pty_wait_text(p, "Live Client · Live");
    quit(&p);
    p = start(write_config(""), "-p", "box", env);
    pty_wait_text(p, "Box Client");
    quit(&p);
}
END_TEST

/* --- going on with another -------------------------------------------------------- */

START_TEST(another_profile_takes_over)
{
    struct pty *p = start(write_config(""), NULL, NULL, NULL);
    pty_wait_text(p, "Box Client · Sand Box");
    pty_wait_text(p, "Complete");
    pty_keys(p, " :profile li\t\r");
    pty_wait_text(p, "Live Client · Live");
    pty_wait_text(p, "READ-ONLY");
    pty_wait_text(p, "This is Live now (profile live).");
    pty_wait_text(p, "Complete");
    ck_assert_int_eq(pty_find_row(p, "marked"), -1);
    size_t before = sim_requests_seen(box, NULL, NULL);
    pty_keys(p, ".");
    pty_wait_frame(p);
    ck_assert_uint_eq(sim_requests_seen(box, NULL, NULL), before);
    pty_keys(p, ":profile box\r");
    pty_wait_text(p, "Box Client · Sand Box");
    pty_wait_no_text(p, "READ-ONLY");
    pty_wait_text(p, "Complete");
    pty_keys(p, "m");
    pty_wait_text(p, "This is Live now");
    pty_keys(p, "\033");
    quit(&p);
}
END_TEST

/* Whoever paused reading is not read for elsewhere, either. */
START_TEST(a_pause_goes_along)
{
    struct pty *p = start(write_config(""), NULL, NULL, NULL);
    pty_wait_text(p, "Box Client · Sand Box");
    pty_wait_text(p, "Complete");
    pty_keys(p, "z");
    pty_wait_text(p, "PAUSED");
    pty_keys(p, ":profile live\r");
    pty_wait_text(p, "This is Live now (profile live).");
    pty_wait_text(p, "PAUSED");
    ck_assert_uint_eq(sim_requests_seen(live, NULL, "/data"), 0);
    pty_keys(p, "z");
    pty_wait_no_text(p, "PAUSED");
    pty_wait_text(p, "Complete");
    quit(&p);
}
END_TEST

START_TEST(profiles_are_listed_and_wrong_ones_are_marked)
{
    struct pty *p = start(write_config(""), NULL, NULL, NULL);
    pty_wait_text(p, "Box Client");
    pty_keys(p, ":profile\r");
    pty_wait_text(p, "Profiles: box, live, broken; here: box");
    pty_keys(p, ":profile moon\r");
    pty_wait_text(p, "no such profile; there are: box, live, broken");
    pty_keys(p, "\033");
    pty_wait_no_text(p, "no such profile");
    quit(&p);
}
END_TEST

START_TEST(without_a_key_one_stays)
{
    struct pty *p =
        start(write_config("api-key-command = sh -c 'exit 7'\n"), NULL, NULL, NULL);
    pty_wait_text(p, "Box Client · Sand Box");
    pty_keys(p, ":profile broken\r");
    pty_wait_text(p, "api-key-command failed with exit status 7");
    ck_assert_int_eq(pty_find_row(p, "Sand Box"), 0);
    pty_wait_text(p, "Complete");
    quit(&p);
}
END_TEST

/* Whoever starts the program may have no interest in children's ends. */
START_TEST(ignored_ends_of_children_do_not_hinder_a_command)
{
    const char *config =
        write_config("api-key-command = printf %s " CONSOLE_KEY "\nlabel = Asked\n");
    const char *const argv[] = {"/usr/bin/env",  "--ignore-signal=CHLD",
                                CONSOLE_PROGRAM, "--config",
                                config,          "-p",
                                "broken",        NULL};
    static const char *const env[] = {"CODATOP_TEST_NOW=" CONSOLE_NOW, NULL};
    struct pty *p = pty_start(
        &(struct pty_options){.argv = argv, .env = env, .rows = 24, .cols = 100});
    pty_wait_text(p, "Box Client · Asked");
    quit(&p);
}
END_TEST

START_TEST(what_is_followed_is_not_left)
{
    struct pty *p = start(write_config(""), NULL, NULL, NULL);
    pty_wait_text(p, "Box Client");
    pty_wait_text(p, "Complete");
    pty_keys(p, "\tr");
    pty_wait_text(p, "followed to its end");
    pty_keys(p, ":profile live\r");
    pty_wait_text(p, "1 refresh is still followed here");
    ck_assert_int_eq(pty_find_row(p, "Sand Box"), 0);
    quit(&p);
    ck_assert_uint_eq(sim_requests_seen(live, NULL, NULL), 0);
}
END_TEST

/* --- files that are refused ------------------------------------------------------- */

static void check_refused(const char *config, const char *option, const char *argument,
                          const char *const *env, const char *part)
{
    struct pty *p = start(config, option, argument, env);
    ck_assert_int_eq(pty_wait_exit(p), 2);
    if (!pty_raw_contains(p, part))
        pty_fail(p, "it does not say \"%s\"", part);
    ck_assert(!pty_raw_contains(p, "\033"));
    ck_assert(!pty_raw_contains(p, CONSOLE_KEY));
    pty_free(&p);
}

static const struct {
    const char *text, *part;
} broken[] = {
    {"[codatop]\n\ninterval = soon\n", "config.ini:3: interval takes whole seconds"},
    {"[ui]\ncolor = \033]0;pwned\a\n", "config.ini:2: This is no text in UTF-8"},
    {"[ui]\ncolor = \xE2\x80\xAE\xC2\xAD\n", "config.ini:2: color takes"},
    {"[keys]\nrefresh = q\n", "config.ini:2: The key q would mean both"},
    {"color = never\n", "config.ini:1: A setting stands below its section"},
};

START_TEST(a_bad_file_is_refused)
{
    check_refused(place_puts("config.ini", broken[_i].text), NULL, NULL, NULL,
                  broken[_i].part);
}
END_TEST

START_TEST(what_is_named_and_wrong_is_refused)
{
    check_refused(place_path("nothing"), NULL, NULL, NULL, "The file is not there");
    check_refused(place_path(""), NULL, NULL, NULL, "The file is a folder");
    const char *config = write_config("api-key-file = /\n");
    check_refused(config, "-p", "moon", NULL,
                  "There is no profile \"moon\"; there are: box, live, broken.");
    check_refused(config, "-p", "broken", NULL, "api-key-file / is no regular file");
    ck_assert_int_eq(chmod(place_path("key"), 0644), 0);
    check_refused(config, "-p", "live", NULL, "run chmod 600 ");
}
END_TEST

/* The file that is found, not named. */
START_TEST(the_usual_place)
{
    ck_assert_int_eq(mkdir(place_path("codatop"), 0700), 0);
    place_puts("codatop/config.ini", "[ui]\nnonsense\n");
    char *variable = xasprintf("XDG_CONFIG_HOME=%s", place_path(""));
    const char *const env[] = {variable, NULL};
    const char *const argv[] = {CONSOLE_PROGRAM, "--demo", NULL};
    struct pty *p = pty_start(&(struct pty_options){.argv = argv, .env = env});
    ck_assert_int_eq(pty_wait_exit(p), 2);
    ck_assert(pty_raw_contains(p, "codatop/config.ini:2: This is no [section]"));
    pty_free(&p);
    free(variable);
}
END_TEST

/* --- homes ------------------------------------------------------------------------ */

static const char *const homes[] = {"HOME", "HOME=/dev/null", "HOME=relative", "HOME=/"};

START_TEST(a_home_is_not_needed)
{
    const char *const env[] = {homes[_i], "XDG_STATE_HOME=/dev/null", NULL};
    const char *const argv[] = {CONSOLE_PROGRAM, "--demo", NULL};
    struct pty *p = pty_start(&(struct pty_options){.argv = argv, .env = env});
    pty_wait_text(p, "DEMO");
    pty_keys(p, "q");
    ck_assert_int_eq(pty_wait_exit(p), 0);
    pty_free(&p);
}
END_TEST

/* --- what is remembered ----------------------------------------------------------- */

/* Starts the demo with its memory in the test's folder. */
static struct pty *start_demo(void)
{
    char *variable = xasprintf("XDG_STATE_HOME=%s", place_path(""));
    const char *const env[] = {variable, NULL};
    const char *const argv[] = {CONSOLE_PROGRAM, "--demo", NULL};
    struct pty *p = pty_start(
        &(struct pty_options){.argv = argv, .env = env, .rows = 24, .cols = 100});
    free(variable);
    return p;
}

static int types_column(struct pty *p)
{
    pty_wait_text(p, "Data types · ");
    return pty_find_col(p, 1, "Data types");
}

static bool has_moved(struct pty *p, const void *column)
{
    return pty_find_col(p, 1, "Data types") > *(const int *)column;
}

START_TEST(an_arrangement_survives)
{
    struct pty *p = start_demo();
    int usual = types_column(p);
    pty_keys(p, ">>");
    pty_wait_until(p, has_moved, &usual, "a wider pane");
    pty_keys(p, ".");
    pty_wait_frame(p);
    int wide = types_column(p);
    quit(&p);
    struct stat st;
    ck_assert_int_eq(stat(place_path("codatop/state.ini"), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_int_eq(stat(place_path("codatop"), &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0700);
    p = start_demo();
    ck_assert_int_eq(types_column(p), wide);
    quit(&p);
}
END_TEST

/* Who arranges nothing leaves no trace, and overwrites nobody's. */
START_TEST(nothing_is_written_where_nothing_changed)
{
    struct stat st;
    struct pty *p = start_demo();
    types_column(p);
    quit(&p);
    ck_assert_int_eq(stat(place_path("codatop"), &st), -1);
}
END_TEST

static const char *const states[] = {"nonsense\n", "[arrangement]\n\033]0;x\a = 1\n",
                                     "[arrangement\n"};

START_TEST(a_broken_memory_costs_one_message)
{
    ck_assert_int_eq(mkdir(place_path("codatop"), 0700), 0);
    place_puts("codatop/state.ini", states[_i]);
    struct pty *p = start_demo();
    pty_wait_text(p, "What was arranged is forgotten: ");
    quit(&p);
}
END_TEST

/* Of another version: what this one does not know is passed over. */
START_TEST(an_unknown_memory_costs_nothing)
{
    ck_assert_int_eq(mkdir(place_path("codatop"), 0700), 0);
    place_puts("codatop/state.ini", "[arrangement]\nhologram = 3\n[other]\na = b\n");
    struct pty *p = start_demo();
    pty_wait_text(p, "Complete");
    ck_assert_int_eq(pty_find_row(p, "forgotten"), -1);
    pty_keys(p, "m");
    pty_wait_text(p, "Messages");
    ck_assert_int_eq(pty_find_row(p, "forgotten"), -1);
    pty_keys(p, "\033");
    quit(&p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen_config");
    TCase *profiles = tcase_create("profiles");
    tcase_set_timeout(profiles, PTY_TEST_TIMEOUT);
    tcase_add_checked_fixture(profiles, open_both, close_both);
    tcase_add_test(profiles, a_profile_shows);
    tcase_add_test(profiles, a_profile_can_be_chosen_and_is_read_only);
    tcase_add_test(profiles, a_variable_chooses_too);
    tcase_add_test(profiles, another_profile_takes_over);
    tcase_add_test(profiles, a_pause_goes_along);
    tcase_add_test(profiles, profiles_are_listed_and_wrong_ones_are_marked);
    tcase_add_test(profiles, without_a_key_one_stays);
    tcase_add_test(profiles, ignored_ends_of_children_do_not_hinder_a_command);
    tcase_add_test(profiles, what_is_followed_is_not_left);
    tcase_add_test(profiles, what_is_named_and_wrong_is_refused);
    suite_add_tcase(suite, profiles);
    TCase *files = tcase_create("files");
    tcase_set_timeout(files, PTY_TEST_TIMEOUT);
    tcase_add_checked_fixture(files, place_open, place_close);
    tcase_add_loop_test(files, a_bad_file_is_refused, 0, sizeof broken / sizeof *broken);
    tcase_add_test(files, the_usual_place);
    tcase_add_test(files, an_arrangement_survives);
    tcase_add_test(files, nothing_is_written_where_nothing_changed);
    tcase_add_loop_test(files, a_home_is_not_needed, 0, sizeof homes / sizeof *homes);
    tcase_add_loop_test(files, a_broken_memory_costs_one_message, 0,
                        sizeof states / sizeof *states);
    tcase_add_test(files, an_unknown_memory_costs_nothing);
    suite_add_tcase(suite, files);
    return suite_run(suite);
}
