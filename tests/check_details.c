/* Seeing why: details of companies, data types and pulls, validation results, JSON, and
 * copying, on a world built by hand. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/xmalloc.h"
#include "tests/suite.h"
#include "tests/ui_child.h"
#include "ui/clipboard.h"

/* Shows Northwind Traders, with all that a company can have. */
static void start(struct child *c, int rows, int cols, const char *const *env)
{
    child_start(c, rows, cols, env);
    child_order(c, "picture");
    child_order(c, "rich");
    pty_wait_text(c->pty, "aardvark");
    pty_keys(c->pty, "jjjj");
    pty_wait_text(c->pty, "5/7");
    child_order(c, "wait 200");
}

/* --- details ------------------------------------------------------------------------ */

START_TEST(details_of_a_company_tell_all_of_it)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 50, 100, NULL);
    pty_keys(c.pty, "\r");
    pty_wait_text(c.pty, "Reading it again…");
    child_order(&c, "answer read");
    pty_wait_text(c.pty, "Read now.");
    pty_expect_screen(c.pty, "details-company");
    child_order(&c, "answer failure");
    pty_wait_text(c.pty, "Could not read the company: timed out: no answer.");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "┌ Company ─");
    child_quit(&c);
}
END_TEST

START_TEST(connections_have_a_dialog_of_their_own)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 40, 80, NULL);
    pty_keys(c.pty, "c");
    pty_wait_text(c.pty, "┌ Connections ─");
    child_order(&c, "answer read");
    pty_expect_screen(c.pty, "details-connections");
    pty_keys(c.pty, "cq");
    pty_wait_no_text(c.pty, "┌ Connections ─");
    pty_keys(c.pty, "\rc");
    pty_wait_text(c.pty, "┌ Connections ─");
    pty_keys(c.pty, "qq");
    child_quit(&c);
}
END_TEST

START_TEST(details_of_a_data_type_tell_its_pulls)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 40, 100, NULL);
    pty_keys(c.pty, "\t\r");
    pty_wait_text(c.pty, "┌ Data type ─");
    pty_expect_screen(c.pty, "details-type");
    child_order(&c, "pull fresh invoices Fetching 40");
    pty_wait_text(c.pty, "◐ Fetching  ████░░░░░░ 40%");
    pty_keys(c.pty, "[");
    pty_wait_text(c.pty, "┌ Pull ─");
    pty_keys(c.pty, "qq");
    child_quit(&c);
}
END_TEST

START_TEST(a_small_terminal_shows_them_too)
{
    struct child c = {.config = {.ascii = true}};
    start(&c, 12, 40, NULL);
    pty_keys(c.pty, "\r");
    pty_wait_text(c.pty, "Wholesale of food");
    child_order(&c, "answer read");
    pty_expect_screen(c.pty, "details-40x12-ascii");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "Read now.");
    pty_keys(c.pty, "\033y");
    pty_wait_text(c.pty, "Company name");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "> s");
    pty_keys(c.pty, "\033");
    size_t len;
    const char *raw = pty_raw(c.pty, &len);
    for (size_t i = 0; i < len; i++)
        ck_assert_uint_lt((unsigned char)raw[i], 128);
    child_quit(&c);
}
END_TEST

/* --- pulls -------------------------------------------------------------------------- */

static const struct {
    const char *status, *remedy;
} failures[] = {
    {"FetchError", "Refresh again later; if it stays, write to Codat's support"},
    {"MapError", "Refresh again later; if it stays, write to Codat's support"},
    {"ProcessingError", "Refresh again later; if it stays, write to Codat's support"},
    {"InternalError", "Refresh again later; if it stays, write to Codat's support"},
    {"ValidationError", "Read the validation results of the pull."},
    {"AuthError", "The customer must relink: a refresh will not help."},
    {"RateLimitError", "Wait before the next refresh"},
    {"PermissionsError", "The customer must grant access or enable the module"},
    {"PrerequisiteNotMet", "The customer must grant access or enable the module"},
};

START_TEST(every_failure_says_what_to_do)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 30, 100, NULL);
    child_order(&c, "pull failed-1 taxRates %s -1", failures[_i].status);
    child_order(&c, "say ready");
    pty_wait_text(c.pty, "ready");
    pty_keys(c.pty, "\t\tgj\r");
    pty_wait_text(c.pty, "failed-1");
    pty_wait_text(c.pty, failures[_i].remedy);
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

START_TEST(brackets_lead_from_pull_to_pull)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 30, 100, NULL);
    pty_keys(c.pty, "\t\t\r");
    pty_wait_text(c.pty, "1 of 412, the newest first");
    pty_wait_text(c.pty, "46%; completed: no, errored: no");
    pty_keys(c.pty, "[");
    pty_wait_text(c.pty, "2 of 412, the newest first");
    pty_wait_text(c.pty, "0b6f6d4e-0000-4b1c-9a55-6a3d2f0c7e11");
    pty_wait_text(c.pty, "100%; completed: yes, errored: yes");
    pty_keys(c.pty, "]");
    pty_wait_text(c.pty, "1 of 412, the newest first");
    pty_keys(c.pty, "]");
    pty_wait_text(c.pty, "No newer pull of the company is known.");
    for (int i = 0; i < 70; i++)
        pty_keys(c.pty, "[");
    pty_wait_text(c.pty, "61 of 412, the newest first");
    pty_wait_text(c.pty, "No older pull of the company is known.");
    /* What arrives meanwhile changes the place, not the pull. */
    child_order(&c, "pull new-1 bills Complete -1");
    child_order(&c, "wait 6000");
    pty_wait_text(c.pty, "62 of 412, the newest first");
    pty_wait_no_text(c.pty, "No older pull");
    pty_keys(c.pty, "r");
    pty_wait_text(c.pty, "intent: refresh northwind");
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

/* Pulls of other data types lie between those of one. */
START_TEST(brackets_keep_to_the_data_type)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 30, 100, NULL);
    child_order(&c, "pull new-1 invoices Complete -1");
    child_order(&c, "pull new-2 taxRates Complete -1");
    child_order(&c, "say ready");
    pty_wait_text(c.pty, "ready");
    pty_keys(c.pty, "\t/invoices\r\r");
    pty_wait_text(c.pty, "┌ Data type ─");
    pty_keys(c.pty, "[");
    pty_wait_text(c.pty, "Pull id        new-1");
    pty_wait_text(c.pty, "Place          1 of ");
    pty_wait_text(c.pty, " or more of invoices, the newest first");
    for (int i = 2; i < 5; i++) {
        char place[32];
        snprintf(place, sizeof place, "Place          %d of ", i);
        pty_keys(c.pty, "[");
        pty_wait_text(c.pty, place);
        pty_wait_text(c.pty, "Data type      invoices");
    }
    pty_keys(c.pty, "]]]]");
    pty_wait_text(c.pty, "Pull id        new-1");
    pty_wait_text(c.pty, "No newer pull of invoices is known.");
    pty_keys(c.pty, "qq");
    child_quit(&c);
}
END_TEST

START_TEST(brackets_walk_the_history_as_it_is_listed)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 30, 100, NULL);
    child_order(&c, "pull new-1 taxRates Complete -1");
    child_order(&c, "wait 1000");
    child_order(&c, "pull new-2 bills Complete -1");
    child_order(&c, "wait 1000");
    child_order(&c, "pull new-3 taxRates Complete -1");
    child_order(&c, "say ready");
    pty_wait_text(c.pty, "ready");
    pty_keys(c.pty, "\t\t/type:taxRates\rg\r");
    pty_wait_text(c.pty, "Pull id        new-3");
    pty_keys(c.pty, "[");
    pty_wait_text(c.pty, "Pull id        new-1");
    pty_keys(c.pty, "]");
    pty_wait_text(c.pty, "Pull id        new-3");
    pty_keys(c.pty, "]");
    pty_wait_text(c.pty, "The history as it is listed ends here.");
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

/* --- validation results ------------------------------------------------------------- */

START_TEST(validation_results_are_listed)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80, NULL);
    pty_keys(c.pty, "v");
    pty_wait_text(c.pty, "Validation results belong to a pull");
    pty_keys(c.pty, "\tv");
    pty_wait_text(c.pty, "┌ Validation results ─");
    pty_wait_text(c.pty, "Reading it again…");
    child_order(&c, "answer validation 2 1");
    pty_wait_text(c.pty, "✗ 2 errors, 1 warning");
    pty_expect_screen(c.pty, "details-validation");
    child_order(&c, "answer validation 0 0");
    pty_wait_text(c.pty, "Codat lists no errors and no warnings for this pull.");
    child_order(&c, "answer none");
    pty_wait_text(c.pty, "Codat has no validation results for this pull.");
    child_order(&c, "answer failure");
    pty_wait_text(c.pty, "Could not read the validation results: timed out");
    pty_keys(c.pty, "q\t");
    pty_keys(c.pty, "v");
    pty_wait_text(c.pty, "moving-pull");
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

START_TEST(ten_thousand_results_scroll)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80, NULL);
    pty_keys(c.pty, "\tv");
    pty_wait_text(c.pty, "┌ Validation results ─");
    child_order(&c, "answer validation 6000 4000");
    pty_wait_text(c.pty, "✗ 6,000 errors, 4,000 warnings");
    pty_wait_text(c.pty, "1-19 of 20,007");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "! The lines of invoice 10000 do not add up.");
    pty_wait_text(c.pty, "19,989-20,007 of 20,007");
    pty_keys(c.pty, "k\033[5~");
    pty_wait_text(c.pty, "19,970-19,988 of 20,007");
    pty_keys(c.pty, "g");
    pty_wait_text(c.pty, "✗ The lines of invoice 1 do not add up.");
    child_order(&c, "answer validation 1 0");
    pty_wait_text(c.pty, "✗ 1 error, 0 warnings");
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

/* --- JSON --------------------------------------------------------------------------- */

START_TEST(json_is_shown_from_where_it_matters)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80, NULL);
    pty_keys(c.pty, "\t\rJ");
    pty_wait_text(c.pty, "┌ JSON ─");
    child_order(&c, "answer raw 0");
    pty_wait_text(c.pty, "\"invoices\": {");
    int row = pty_find_row(c.pty, "\"invoices\": {");
    ck_assert_int_eq(row, pty_find_row(c.pty, "┌ JSON ─") + 1);
    pty_keys(c.pty, "k");
    pty_wait_text(c.pty, "123-141 of");
    pty_keys(c.pty, "g");
    pty_wait_text(c.pty, "Codat's answer for the data status, read now.");
    pty_keys(c.pty, "qq");
    pty_wait_no_text(c.pty, "┌ JSON ─");
    child_quit(&c);
}
END_TEST

START_TEST(json_of_many_lines_scrolls)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80, NULL);
    pty_keys(c.pty, "\rJ");
    pty_wait_text(c.pty, "┌ JSON ─");
    child_order(&c, "answer raw 150000");
    pty_wait_text(c.pty, "1-19 of 150,005");
    pty_keys(c.pty, "G");
    pty_wait_text(c.pty, "\"end\": 1e2");
    pty_keys(c.pty, "k");
    pty_wait_text(c.pty, "149,986-150,004 of 150,005");
    pty_keys(c.pty, "yw");
    pty_wait_text(c.pty, "Nothing was copied: terminals take at most 74 kB.");
    ck_assert(!pty_raw_contains(c.pty, "\033]52"));
    pty_keys(c.pty, "qq");
    child_quit(&c);
}
END_TEST

/* --- copying ------------------------------------------------------------------------ */

static void expect_sent(struct pty *p, const char *text)
{
    char *sequence = clipboard_sequence(CLIPBOARD_PLAIN, text);
    pty_wait_raw(p, sequence);
    free(sequence);
}

START_TEST(a_menu_of_what_can_be_copied)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80, NULL);
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "┌ Copy ─");
    pty_expect_screen(c.pty, "details-copy");
    pty_keys(c.pty, "l");
    pty_wait_text(c.pty, "Copied, if your terminal allows it; here it is to select:");
    expect_sent(c.pty, "https://link.codat.io/company/northwind");
    pty_expect_screen(c.pty, "details-copied");
    pty_keys(c.pty, "qyj\r");
    expect_sent(c.pty, "Northwind Traders");
    pty_keys(c.pty, "qy2");
    expect_sent(c.pty, "https://link.codat.io/company/northwind/shopify");
    pty_keys(c.pty, "qyq");
    pty_wait_no_text(c.pty, "┌ Copy ─");
    child_quit(&c);
}
END_TEST

START_TEST(a_support_note_tells_of_the_pull)
{
    struct child c = {.config = {.ascii = false}};
    start(&c, 40, 80, NULL);
    pty_keys(c.pty, "\t\tj\r");
    pty_wait_text(c.pty, "┌ Pull ─");
    child_order(&c, "answer failure");
    pty_wait_text(c.pty, "Could not read the pull");
    pty_keys(c.pty, "ys");
    pty_expect_screen(c.pty, "details-note");
    ck_assert_int_lt(pty_find_row(c.pty, "https://"), 0);
    pty_keys(c.pty, "qye");
    expect_sent(c.pty, "0a1b2c3d");
    pty_keys(c.pty, "qyp");
    expect_sent(c.pty, "0b6f6d4e-0000-4b1c-9a55-6a3d2f0c7e11");
    pty_keys(c.pty, "qq");
    child_quit(&c);
}
END_TEST

START_TEST(without_a_clipboard_the_text_is_shown)
{
    static const char *const terminals[][2] = {{"TERM=linux", NULL},
                                               {"TERM=vt100", NULL}};
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80, terminals[_i]);
    pty_keys(c.pty, "yl");
    pty_wait_text(c.pty, "This terminal takes no clipboard; here it is to select:");
    pty_wait_text(c.pty, "https://link.codat.io/company/northwind");
    ck_assert(!pty_raw_contains(c.pty, "\033]52"));
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

START_TEST(where_tmux_does_not_answer_it_is_wrapped)
{
    static const char *const env[] = {"TMUX=/nowhere,1,0", "PATH=/nowhere", NULL};
    struct child c = {.config = {.ascii = false}};
    start(&c, 24, 80, env);
    pty_keys(c.pty, "yi");
    char *sequence = clipboard_sequence(CLIPBOARD_TMUX, "northwind");
    pty_wait_raw(c.pty, sequence);
    free(sequence);
    pty_wait_text(c.pty, "Copied, if your terminal allows it");
    pty_keys(c.pty, "q");
    child_quit(&c);
}
END_TEST

/* A program of that name takes the text, and nothing goes to the terminal. */
START_TEST(tmux_takes_it_by_its_own_command)
{
    struct child c = {.config = {.ascii = false}};
    char directory[] = "/tmp/codatop-tmux-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(directory));
    char *program = xasprintf("%s/tmux", directory),
         *got = xasprintf("%s/got", directory);
    char *path = xasprintf("PATH=%s:/usr/bin:/bin", directory);
    const char *const env[] = {"TMUX=/nowhere,1,0", path, NULL};
    FILE *f = fopen(program, "w");
    fprintf(f, "#!/bin/sh\nprintf '%%s|' \"$@\" >%s\ncat >>%s\necho noise\n", got, got);
    fclose(f);
    ck_assert_int_eq(chmod(program, 0700), 0);
    start(&c, 24, 80, env);
    pty_keys(c.pty, "yi");
    pty_wait_text(c.pty, "Copied into tmux's buffer");
    char text[64] = "";
    f = fopen(got, "r");
    ck_assert_ptr_nonnull(fgets(text, sizeof text, f));
    fclose(f);
    ck_assert_str_eq(text, "load-buffer|-w|-|northwind");
    ck_assert(!pty_raw_contains(c.pty, "\033]52"));
    ck_assert(!pty_raw_contains(c.pty, "noise"));
    pty_keys(c.pty, "q");
    child_quit(&c);
    remove(program);
    remove(got);
    remove(directory);
    free(program);
    free(got);
    free(path);
}
END_TEST

static TCase *add_case(Suite *s, const char *name)
{
    TCase *t = tcase_create(name);
    tcase_set_timeout(t, PTY_TEST_TIMEOUT);
    suite_add_tcase(s, t);
    return t;
}

int main(void)
{
    Suite *s = suite_create("details");
    TCase *t = add_case(s, "details");
    tcase_add_test(t, details_of_a_company_tell_all_of_it);
    tcase_add_test(t, connections_have_a_dialog_of_their_own);
    tcase_add_test(t, details_of_a_data_type_tell_its_pulls);
    tcase_add_test(t, a_small_terminal_shows_them_too);
    t = add_case(s, "pulls");
    tcase_add_loop_test(t, every_failure_says_what_to_do, 0,
                        (int)(sizeof failures / sizeof failures[0]));
    tcase_add_test(t, brackets_keep_to_the_data_type);
    tcase_add_test(t, brackets_walk_the_history_as_it_is_listed);
    tcase_add_test(t, brackets_lead_from_pull_to_pull);
    t = add_case(s, "validation");
    tcase_add_test(t, validation_results_are_listed);
    tcase_add_test(t, ten_thousand_results_scroll);
    t = add_case(s, "json");
    tcase_add_test(t, json_is_shown_from_where_it_matters);
    tcase_add_test(t, json_of_many_lines_scrolls);
    t = add_case(s, "copy");
    tcase_add_test(t, a_menu_of_what_can_be_copied);
    tcase_add_test(t, a_support_note_tells_of_the_pull);
    tcase_add_loop_test(t, without_a_clipboard_the_text_is_shown, 0, 2);
    tcase_add_test(t, where_tmux_does_not_answer_it_is_wrapped);
    tcase_add_test(t, tmux_takes_it_by_its_own_command);
    return suite_run(s);
}
