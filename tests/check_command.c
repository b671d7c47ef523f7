/* The table of commands: no key means two things, every command can be reached and read.
 */
#include "config.h"

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/command.h"
#include "ui/command_line.h"
#include "ui/keys.h"

static const enum command_scope scopes[] = {IN_PANES, IN_DIALOG, IN_QUESTION};
static const struct keymap table = {0};

START_TEST(every_row_is_complete)
{
    const struct command *c = &commands[_i];
    ck_assert_ptr_nonnull(c->run);
    ck_assert(c->name && *c->name && c->help && *c->help);
    ck_assert_uint_ne(c->scope, 0);
    ck_assert_ptr_eq(command_named(c->name), c);
}
END_TEST

/* The first of two commands with one key would hide the other. */
START_TEST(every_key_reaches_its_command)
{
    const struct command *c = &commands[_i];
    for (size_t s = 0; s < sizeof scopes / sizeof scopes[0]; s++)
        for (int k = 0; c->scope & scopes[s] && k < COMMAND_KEYS && c->keys[k]; k++)
            ck_assert_ptr_eq(keymap_command(&table, c->keys[k], scopes[s]), c);
}
END_TEST

/* Letters, signs and the keys that every keyboard has; Ctrl alone is not enough. What has
 * no key at all is run by name. */
START_TEST(every_key_has_a_plain_twin)
{
    const struct command *c = &commands[_i];
    bool plain = c->keys[0] == 0;
    for (int k = 0; k < COMMAND_KEYS && c->keys[k]; k++)
        plain = plain || c->keys[k] >= 32 || c->keys[k] == KEY_TAB_CODE ||
                c->keys[k] == KEY_RETURN || c->keys[k] == KEY_ESCAPE;
    ck_assert_msg(plain, "%s has none", c->name);
}
END_TEST

START_TEST(what_is_missing_is_named)
{
    const struct command *r = command_named("refresh");
    ck_assert_uint_eq(command_missing(r, NEEDS_ROW | NEEDS_POST | NEEDS_COMPANY), 0);
    unsigned missing = command_missing(r, NEEDS_ROW);
    ck_assert_uint_eq(missing, NEEDS_POST);
    ck_assert_ptr_nonnull(strstr(command_refusal(missing), "Read-only"));
    ck_assert_ptr_nonnull(strstr(command_refusal(NEEDS_COMPANY), "company"));
    ck_assert_uint_eq(command_missing(command_named("quit"), 0), 0);
    ck_assert_ptr_null(command_named("fly"));
}
END_TEST

/* Whoever binds a key to a command that takes something runs it without. */
START_TEST(what_has_keys_runs_without_an_argument)
{
    const struct command *c = &commands[_i];
    ck_assert(c->takes || !c->complete);
    if (c->keys[0] != 0 && c->takes)
        ck_assert_int_eq(*c->takes, '[');
    ck_assert_uint_eq(strspn(c->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(c->name));
}
END_TEST

/* --- by name ---------------------------------------------------------------------- */

START_TEST(names_are_read)
{
    static const struct {
        const char *text;
        unsigned scope;
        const char *command, *argument;
    } lines[] = {
        {"quit", IN_PANES, "quit", NULL},
        {"  quit  ", IN_PANES, "quit", NULL},
        {":quit", IN_PANES, "quit", NULL},
        {"q", IN_PANES, "quit", NULL},
        {"q", IN_DIALOG, "quit", NULL},
        {"QU", IN_PANES, "quit", NULL},
        {"refresh", IN_PANES, "refresh", NULL},
        {"refresh", IN_DIALOG, "refresh-this", NULL},
        {"refresh-a", IN_PANES, "refresh-all", NULL},
        {"help", IN_DIALOG, "help", NULL},
        {"h refresh", IN_PANES, "help", "refresh"},
        {"company  blue  bottle ", IN_PANES, "company", "blue  bottle"},
    };
    struct command_line line;
    command_line_read(lines[_i].text, lines[_i].scope, &line);
    ck_assert_msg(line.error == NULL, "%s", line.error);
    ck_assert_str_eq(line.command->name, lines[_i].command);
    ck_assert_pstr_eq(line.argument, lines[_i].argument);
    command_line_free(&line);
}
END_TEST

START_TEST(wrong_names_are_marked)
{
    static const struct {
        const char *text;
        unsigned scope;
        const char *error;
        size_t start, len;
    } lines[] = {
        {"fly", IN_PANES, "no such command", 0, 3},
        {"  fly away", IN_PANES, "no such command", 2, 3},
        {"refres", IN_PANES, "which one? refresh, refresh-all", 0, 6},
        {"refresh-all", IN_DIALOG, "refresh-all works in the panes only", 0, 11},
        {"close", IN_PANES, "close works in what is open", 0, 5},
        {"yes", IN_PANES, "yes works in questions only", 0, 3},
        {"quit  now please", IN_PANES, "quit takes nothing", 6, 10},
        {"company", IN_PANES, "company takes NAME", 0, 0},
    };
    struct command_line line;
    command_line_read(lines[_i].text, lines[_i].scope, &line);
    ck_assert_ptr_nonnull(line.error);
    ck_assert_msg(strstr(line.error, lines[_i].error) != NULL, "%s", line.error);
    ck_assert_uint_eq(line.wrong_start, lines[_i].start);
    ck_assert_uint_eq(line.wrong_len, lines[_i].len);
    command_line_free(&line);
}
END_TEST

START_TEST(nothing_typed_is_no_error)
{
    struct command_line line;
    command_line_read("  : ", IN_PANES, &line);
    ck_assert(!line.command && !line.error && line.name_len == 0);
    command_line_free(&line);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("command");
    TCase *tc = tcase_create("command");
    int rows = (int)command_count;
    tcase_add_loop_test(tc, every_row_is_complete, 0, rows);
    tcase_add_loop_test(tc, every_key_reaches_its_command, 0, rows);
    tcase_add_loop_test(tc, every_key_has_a_plain_twin, 0, rows);
    tcase_add_loop_test(tc, what_has_keys_runs_without_an_argument, 0, rows);
    tcase_add_test(tc, what_is_missing_is_named);
    tcase_add_loop_test(tc, names_are_read, 0, 12);
    tcase_add_loop_test(tc, wrong_names_are_marked, 0, 8);
    tcase_add_test(tc, nothing_typed_is_no_error);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
