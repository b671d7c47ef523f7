/* Keys by name, and the commands that they run after somebody wanted others. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "tests/suite.h"
#include "ui/command.h"
#include "ui/keymap.h"
#include "ui/keys.h"

static void bind(struct keymap *km, const char *command, const char *keys)
{
    char *error = NULL;
    ck_assert_msg(keymap_bind(km, command, keys, &error), "%s", error);
}

static void assert_refused(const char *command, const char *keys, const char *why)
{
    struct keymap km = {0};
    char *error = NULL;
    ck_assert(!keymap_bind(&km, command, keys, &error));
    ck_assert_msg(strstr(error, why) != NULL, "%s", error);
    free(error);
}

static void assert_check(const struct keymap *km, const char *blamed, const char *why)
{
    const char *command = NULL;
    char *error = NULL;
    ck_assert(!keymap_check(km, &command, &error));
    ck_assert_str_eq(command, blamed);
    ck_assert_msg(strstr(error, why) != NULL, "%s", error);
    free(error);
}

static void assert_good(const struct keymap *km)
{
    const char *command;
    char *error = NULL;
    ck_assert_msg(keymap_check(km, &command, &error), "%s", error);
}

/* --- names ------------------------------------------------------------------------ */

START_TEST(keys_have_names)
{
    static const struct {
        int key;
        const char *name, *ascii;
    } names[] = {
        {'j', "j", "j"},
        {'J', "J", "J"},
        {' ', "Space", "Space"},
        {KEY_CTRL('R'), "Ctrl-R", "Ctrl-R"},
        {KEY_TAB_CODE, "Tab", "Tab"},
        {KEY_BACK_TAB, "Shift-Tab", "Shift-Tab"},
        {KEY_RETURN, "Enter", "Enter"},
        {KEY_ESCAPE, "Esc", "Esc"},
        {KEY_ARROW_DOWN, "↓", "Down"},
        {KEY_PAGE_UP, "PgUp", "PgUp"},
        {KEY_PAGE_DOWN, "PgDn", "PgDn"},
        {KEY_RUBOUT, "Backspace", "Backspace"},
        {KEY_DELETE, "Del", "Del"},
        {KEY_FUNCTION(1), "F1", "F1"},
        {KEY_FUNCTION(12), "F12", "F12"},
        {0xe4, "ä", "ä"},
        {0x6771, "東", "東"},
        {'^', "^", "^"},
        {'~', "~", "~"},
    };
    char out[KEY_LABEL];
    key_label(names[_i].key, false, out, sizeof out);
    ck_assert_str_eq(out, names[_i].name);
    ck_assert_int_eq(key_named(out, strlen(out)), names[_i].key);
    key_label(names[_i].key, true, out, sizeof out);
    ck_assert_str_eq(out, names[_i].ascii);
    ck_assert_int_eq(key_named(out, strlen(out)), names[_i].key);
}
END_TEST

START_TEST(names_are_read_with_good_will)
{
    static const struct {
        const char *name;
        int key;
    } names[] = {
        {"space", ' '},          {"ESC", KEY_ESCAPE},         {"escape", KEY_ESCAPE},
        {"return", KEY_RETURN},  {"^r", KEY_CTRL('R')},       {"ctrl-r", KEY_CTRL('R')},
        {"Ctrl-J", KEY_RETURN},  {"Ctrl-M", KEY_RETURN},      {"Ctrl-I", KEY_TAB_CODE},
        {"f5", KEY_FUNCTION(5)}, {"pagedown", KEY_PAGE_DOWN}, {"Ctrl-]", 29},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_int_eq(key_named(names[i].name, strlen(names[i].name)), names[i].key);
    static const char *const none[] = {"",     "jj",       "Ctrl-",   "Ctrl-1",  "F0",
                                       "F13",  "FF",       "Ctrl-\\", "^\\",     "Meta-x",
                                       "\033", "\xcc\x81", "\xff",    "Ctrl-RR", "Spac"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        ck_assert_msg(key_named(none[i], strlen(none[i])) == 0, "%s", none[i]);
    char out[KEY_LABEL];
    key_label(KEY_NONE, false, out, sizeof out);
    ck_assert_str_eq(out, "?");
}
END_TEST

/* --- binding ---------------------------------------------------------------------- */

START_TEST(without_remaps_the_table_holds)
{
    const struct keymap km = {0};
    char labels[64];
    ck_assert_str_eq(keymap_command(&km, 'q', IN_PANES)->name, "quit");
    ck_assert_str_eq(keymap_command(&km, 'q', IN_DIALOG)->name, "close");
    ck_assert_str_eq(keymap_command(&km, 'q', IN_QUESTION)->name, "no");
    ck_assert_ptr_null(keymap_command(&km, 'R', IN_QUESTION));
    ck_assert_ptr_null(keymap_command(&km, 0, IN_PANES));
    ck_assert_ptr_null(keymap_command(&km, KEY_NONE, IN_PANES));
    keymap_labels(&km, command_named("down"), true, labels, sizeof labels);
    ck_assert_str_eq(labels, "j Down");
    keymap_label(&km, command_named("down"), false, labels, sizeof labels);
    ck_assert_str_eq(labels, "j");
    assert_good(&km);
}
END_TEST

START_TEST(a_command_gets_other_keys)
{
    struct keymap km = {0};
    char labels[64];
    bind(&km, "refresh", "  F5   ö ");
    assert_good(&km);
    ck_assert_str_eq(keymap_command(&km, KEY_FUNCTION(5), IN_PANES)->name, "refresh");
    ck_assert_str_eq(keymap_command(&km, 0xf6, IN_PANES)->name, "refresh");
    ck_assert_ptr_null(keymap_command(&km, 'r', IN_PANES));
    keymap_labels(&km, command_named("refresh"), false, labels, sizeof labels);
    ck_assert_str_eq(labels, "F5 ö");
    bind(&km, "refresh", "none");
    assert_good(&km);
    ck_assert_ptr_null(keymap_command(&km, KEY_FUNCTION(5), IN_PANES));
    keymap_labels(&km, command_named("refresh"), false, labels, sizeof labels);
    ck_assert_str_eq(labels, "");
    keymap_label(&km, command_named("refresh"), false, labels, sizeof labels);
    ck_assert_str_eq(labels, ":refresh");
}
END_TEST

/* What is shown as a command's keys in ASCII binds it to the same ones. */
START_TEST(labels_can_be_bound)
{
    const struct command *c = &commands[_i];
    const struct keymap table = {0};
    struct keymap km = {0};
    char labels[128];
    keymap_labels(&table, c, true, labels, sizeof labels);
    bind(&km, c->name, *labels ? labels : "none");
    ck_assert_mem_eq(keymap_keys(&km, c), c->keys, sizeof c->keys);
    assert_good(&km);
}
END_TEST

START_TEST(nonsense_is_refused)
{
    assert_refused("fly", "x", "no command \"fly\"");
    assert_refused("refresh", "", "Write a key");
    assert_refused("refresh", "   ", "Write a key");
    assert_refused("refresh", "r Hyper-x", "\"Hyper-x\" is no key");
    assert_refused("refresh", "a b c d e", "4 keys at most");
}
END_TEST

/* --- checking --------------------------------------------------------------------- */

START_TEST(conflicts_are_found_at_the_end)
{
    struct keymap km = {0};
    bind(&km, "messages", "?");
    assert_check(&km, "messages", "The key ? would mean both messages and help");
    bind(&km, "help", "m");
    assert_good(&km);
    ck_assert_str_eq(keymap_command(&km, '?', IN_PANES)->name, "messages");
    ck_assert_str_eq(keymap_command(&km, 'm', IN_PANES)->name, "help");
}
END_TEST

START_TEST(keys_of_other_places_do_not_conflict)
{
    struct keymap km = {0};
    bind(&km, "messages", "n");
    assert_good(&km);
    bind(&km, "read-now", "n");
    assert_check(&km, "read-now", "The key n would mean both read-now and messages");
    struct keymap other = {0};
    bind(&other, "yes", "j");
    assert_check(&other, "yes", "The key j would mean both down and yes");
}
END_TEST

START_TEST(ways_out_keep_a_key)
{
    static const char *const needed[] = {"quit", "cancel", "back", "close", "leave", "no"};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        struct keymap km = {0};
        bind(&km, needed[i], "none");
        assert_check(&km, needed[i], "must keep a key");
        bind(&km, needed[i], "F9");
        assert_good(&km);
    }
}
END_TEST

/* --- texts ------------------------------------------------------------------------ */

START_TEST(texts_name_the_keys_of_commands)
{
    static const struct {
        const char *text, *expanded;
    } texts[] = {
        {"", ""},
        {"no key", "no key"},
        {"{down} or {quit}", "F2 or q"},
        {"{refresh}: now", ":refresh: now"},
        {"{fly} {down", "{fly} {down"},
        {"{{down}}", "{F2}"},
        {"{} {", "{} {"},
        {"{page-down}", "PgDn"},
    };
    struct keymap km = {0};
    bind(&km, "down", "F2 Down");
    bind(&km, "refresh", "none");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *expanded = keymap_expand(&km, true, texts[i].text);
        ck_assert_str_eq(expanded, texts[i].expanded);
        free(expanded);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("keymap");
    TCase *tc = tcase_create("keymap");
    tcase_add_loop_test(tc, keys_have_names, 0, 19);
    tcase_add_test(tc, names_are_read_with_good_will);
    tcase_add_test(tc, without_remaps_the_table_holds);
    tcase_add_test(tc, a_command_gets_other_keys);
    tcase_add_loop_test(tc, labels_can_be_bound, 0, (int)command_count);
    tcase_add_test(tc, nonsense_is_refused);
    tcase_add_test(tc, conflicts_are_found_at_the_end);
    tcase_add_test(tc, keys_of_other_places_do_not_conflict);
    tcase_add_test(tc, ways_out_keep_a_key);
    tcase_add_test(tc, texts_name_the_keys_of_commands);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
