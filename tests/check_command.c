/* The table of commands: no key means two things, every command can be reached and read.
 */
#include "config.h"

#include <check.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/command.h"
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

int main(void)
{
    Suite *s = suite_create("command");
    TCase *tc = tcase_create("command");
    int rows = (int)command_count;
    tcase_add_loop_test(tc, every_row_is_complete, 0, rows);
    tcase_add_loop_test(tc, every_key_reaches_its_command, 0, rows);
    tcase_add_loop_test(tc, every_key_has_a_plain_twin, 0, rows);
    tcase_add_test(tc, what_is_missing_is_named);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
