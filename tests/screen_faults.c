/* Trouble with the API, end to end: each is named on screen with its remedy, keys keep
 * answering, what was known stays, and it recovers by itself when the cause goes. The key
 * is in no byte of any of it (console_close looks). */
#include "config.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "tests/console.h"
#include "tests/suite.h"

/* Keys answer: the help opens and closes. */
static void check_keys(struct console *c)
{
    pty_keys(c->pty, "?");
    pty_wait_text(c->pty, "┌ Help");
    pty_keys(c->pty, "q");
    pty_wait_no_text(c->pty, "┌ Help");
}

/* The whole text of what went wrong stands in the message log; text is one word of it,
 * because lines may end between any two. */
static void check_log(struct console *c, const char *text)
{
    pty_keys(c->pty, "m");
    pty_wait_text(c->pty, "┌ Messages");
    pty_wait_text(c->pty, text);
    pty_keys(c->pty, "q");
    pty_wait_no_text(c->pty, "┌ Messages");
}

static void check_quit(struct console *c)
{
    pty_keys(c->pty, "q");
    ck_assert_int_eq(pty_wait_exit_within(c->pty, 10000), 0);
}

START_TEST(a_wrong_key_is_named_and_a_good_one_recovers)
{
    struct console c = console_open(&(struct console_options){.faults = "401"});
    pty_wait_text(c.pty, "key rejected (HTTP");
    pty_wait_text(c.pty, "API key: it is wrong or was");
    pty_wait_text(c.pty, "Next try in");
    check_keys(&c);
    check_log(&c, "Correlation");
    console_faults(&c, "");
    console_wait_ready(&c);
    pty_wait_no_text(c.pty, "key rejected");
    check_quit(&c);
    console_close(&c);
}
END_TEST

START_TEST(a_key_that_the_server_does_not_know)
{
    static const char *const env[] = {"CODAT_API_KEY=another-key", NULL};
    struct console c = console_open(&(struct console_options){.env = env});
    pty_wait_text(c.pty, "key rejected");
    pty_wait_text(c.pty, "API key");
    ck_assert(!pty_raw_contains(c.pty, "another-key"));
    check_keys(&c);
    check_quit(&c);
    console_close(&c);
}
END_TEST

START_TEST(both_forms_of_the_key_are_taken)
{
    static const char *const env[] = {"CODAT_API_KEY=Basic " CONSOLE_KEY_BASE64, NULL};
    struct console c = console_open(&(struct console_options){.env = env});
    console_wait_ready(&c);
    check_quit(&c);
    console_close(&c);
}
END_TEST

START_TEST(no_key_at_all_is_told_without_a_screen)
{
    static const char *const env[] = {"CODAT_API_KEY", NULL};
    struct console c = console_open(&(struct console_options){.env = env});
    ck_assert_int_ne(pty_wait_exit(c.pty), 0);
    ck_assert_int_ge(pty_find_row(c.pty, "CODAT_API_KEY"), 0);
    ck_assert_int_ge(pty_find_row(c.pty, "codatop --demo"), 0);
    ck_assert(!pty_raw_contains(c.pty, "\033["));
    console_close(&c);
}
END_TEST

/* Nobody listens; later somebody does, and nothing needs to be pressed. */
START_TEST(no_server_is_named_and_a_server_recovers)
{
    const struct sim_config any = {.companies = 1};
    char *error = NULL;
    struct sim *sim = sim_start(&any, &error);
    ck_assert_msg(sim != NULL, "%s", error);
    struct sim_config again = {.companies = 3,
                               .seed = 1,
                               .api_key = CONSOLE_KEY,
                               .profile = "Acme Lending",
                               .port = sim_port(sim)};
    char *url = xstrdup(sim_url(sim));
    sim_stop(&sim);
    struct console c = console_open(&(struct console_options){.base_url = url});
    pty_wait_text(c.pty, "no connection");
    pty_wait_text(c.pty, "Check the");
    check_keys(&c);
    sim = sim_start(&again, &error);
    ck_assert_msg(sim != NULL, "%s", error);
    pty_wait_text(c.pty, "Acme Lending");
    pty_wait_no_text(c.pty, "no connection");
    check_quit(&c);
    console_close(&c);
    sim_stop(&sim);
    free(url);
}
END_TEST

START_TEST(a_stalling_server_is_named)
{
    struct console c = console_open(&(struct console_options){.faults = "stall"});
    pty_wait_text(c.pty, "Reading companies");
    check_keys(&c);
    pty_wait_text(c.pty, "timed out");
    check_keys(&c);
    check_log(&c, "it is tried again");
    console_faults(&c, "");
    console_wait_ready(&c);
    check_quit(&c);
    console_close(&c);
}
END_TEST

START_TEST(a_web_page_is_named_and_what_was_known_stays)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    pty_expect_screen(c.pty, "main-80x24");
    console_faults(&c, "html");
    pty_keys(c.pty, ".");
    pty_wait_text(c.pty, "unusable answer since");
    pty_wait_text(c.pty, "Ashdown");
    pty_wait_text(c.pty, "balanceSheet");
    check_keys(&c);
    check_log(&c, "The answer is not JSON: <!DOCTYPE html>");
    console_faults(&c, "");
    pty_expect_screen(c.pty, "main-80x24");
    check_quit(&c);
    console_close(&c);
}
END_TEST

START_TEST(a_rate_limit_counts_down_and_recovers)
{
    struct console c = console_open(&(struct console_options){0});
    console_wait_settled(&c);
    console_faults(&c, "429:retry-after=4:count=1");
    pty_keys(c.pty, ".");
    pty_wait_text(c.pty, "limited");
    check_keys(&c);
    pty_wait_text(c.pty, "Ashdown");
    pty_wait_no_text(c.pty, "limited");
    check_log(&c, "limited");
    check_quit(&c);
    console_close(&c);
}
END_TEST

static const struct {
    const char *faults, *shown;
} kinds[] = {
    {"500", "server trouble"},
    {"503", "server trouble"},
    {"403", "not permitted"},
    {"402:error=Your trial has expired", "(HTTP 402): Your trial"},
    {"empty", "unusable answer"},
    {"badjson", "unusable answer"},
    {"redirect:location=https\\://evil.example/", "unusable answer"},
    {"garbage", "unusable answer"},
    {"429:retry-after=99999999999", "limited"},
    {"429:retry-after=-5", "rate limited"},
    {"429:retry-after=soon", "rate limited"},
    {"close", "no connection"},
    {"reset", "no connection"},
};

START_TEST(each_kind_is_named)
{
    struct console c =
        console_open(&(struct console_options){.faults = kinds[_i].faults});
    pty_wait_text(c.pty, kinds[_i].shown);
    check_keys(&c);
    ck_assert(!pty_raw_contains(c.pty, "evil.example\033"));
    check_quit(&c);
    console_close(&c);
}
END_TEST

/* An error text full of control: nothing of it reaches the terminal as such. */
START_TEST(an_error_text_is_only_text)
{
    struct console c = console_open(&(struct console_options){
        .faults = "409:error=bad\033[2J\033]2;owned\a\xe2\x80\xaetxet"});
    pty_wait_text(c.pty, "not ready");
    check_keys(&c);
    ck_assert(!pty_raw_contains(c.pty, "]2;owned\a"));
    ck_assert(!pty_raw_contains(c.pty, "bad\033[2J"));
    ck_assert(!pty_raw_contains(c.pty, "\xe2\x80\xae"));
    console_close(&c);
}
END_TEST

/* --- where the key must not be --------------------------------------------------- */

static char *read_whole(const char *path, size_t *len)
{
    char *bytes = xmalloc(1 << 20);
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? 0 : read(fd, bytes, (1 << 20) - 1);
    if (fd >= 0)
        close(fd);
    *len = n > 0 ? (size_t)n : 0;
    bytes[*len] = '\0';
    return bytes;
}

static void check_no_key(const char *path)
{
    size_t len;
    char *bytes = read_whole(path, &len);
    ck_assert_msg(!memmem(bytes, len, CONSOLE_KEY, strlen(CONSOLE_KEY)), "key in %s",
                  path);
    ck_assert_msg(!memmem(bytes, len, CONSOLE_KEY_BASE64, strlen(CONSOLE_KEY_BASE64)),
                  "key in %s", path);
    free(bytes);
}

static void check_proc(const struct console *c, const char *file)
{
    char *path = xasprintf("/proc/%ld/%s", (long)pty_pid(c->pty), file);
    check_no_key(path);
    free(path);
}

/* The log file is named relative to the home directory, which only the harness knows. */
static const char start_with_log[] = "cd \"$HOME\" && exec \"$@\" --log-file run.log";

START_TEST(the_key_is_nowhere)
{
    const struct sim_config config = {
        .companies = 3, .api_key = CONSOLE_KEY, .faults = "500"};
    char *error = NULL;
    struct sim *sim = sim_start(&config, &error);
    ck_assert_msg(sim != NULL, "%s", error);
    const char *const argv[] = {"/bin/sh",       "-c",         start_with_log, "sh",
                                CONSOLE_PROGRAM, "--base-url", sim_url(sim),   NULL};
    const char *const env[] = {"CODAT_API_KEY=" CONSOLE_KEY, NULL};
    struct console c = {.sim = sim, .companies = 3};
    c.pty = pty_start(&(struct pty_options){.argv = argv, .env = env});
    pty_wait_text(c.pty, "server trouble");
    check_proc(&c, "environ");
    check_proc(&c, "cmdline");
    check_quit(&c);
    char *path = xasprintf("%s/run.log", pty_home(c.pty));
    check_no_key(path);
    size_t len;
    char *log = read_whole(path, &len);
    ck_assert_ptr_nonnull(strstr(log, "server trouble"));
    free(log);
    free(path);
    console_close(&c);
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("faults");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, a_wrong_key_is_named_and_a_good_one_recovers);
    tcase_add_test(tc, a_key_that_the_server_does_not_know);
    tcase_add_test(tc, both_forms_of_the_key_are_taken);
    tcase_add_test(tc, no_key_at_all_is_told_without_a_screen);
    tcase_add_test(tc, no_server_is_named_and_a_server_recovers);
    tcase_add_test(tc, a_stalling_server_is_named);
    tcase_add_test(tc, a_web_page_is_named_and_what_was_known_stays);
    tcase_add_test(tc, a_rate_limit_counts_down_and_recovers);
    tcase_add_loop_test(tc, each_kind_is_named, 0, sizeof kinds / sizeof *kinds);
    tcase_add_test(tc, an_error_text_is_only_text);
    tcase_add_test(tc, the_key_is_nowhere);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("screen_faults");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
