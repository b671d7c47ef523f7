/* Every command of the table in the whole program, by its key and by its name, on small
 * and on usual terminals, in UTF-8 and in ASCII; what read-only forbids; and keys that
 * the configuration remaps. */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "tests/console.h"
#include "tests/place.h"
#include "tests/suite.h"
#include "ui/command.h"
#include "ui/keys.h"

/* --- keys as a terminal sends them -------------------------------------------------- */

static void bytes_of(int key, char out[8])
{
    static const struct {
        int key;
        const char *bytes;
    } sequences[] = {
        {KEY_ARROW_UP, "\033OA"},    {KEY_ARROW_DOWN, "\033OB"},
        {KEY_ARROW_RIGHT, "\033OC"}, {KEY_ARROW_LEFT, "\033OD"},
        {KEY_HOME_ROW, "\033OH"},    {KEY_END_ROW, "\033OF"},
        {KEY_PAGE_UP, "\033[5~"},    {KEY_PAGE_DOWN, "\033[6~"},
        {KEY_BACK_TAB, "\033[Z"},    {KEY_RUBOUT, "\177"},
    };
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++)
        if (sequences[i].key == key) {
            strcpy(out, sequences[i].bytes);
            return;
        }
    if (key < ' ')
        sprintf(out, "%c", key);
    else if (!text_encode(key, out))
        ck_abort_msg("no bytes for the key %#x", (unsigned)key);
}

/* --- the console that is tried ------------------------------------------------------ */

static const struct view {
    int rows, cols;
    bool ascii;
} views[] = {{24, 80, false}, {12, 40, false}, {24, 80, true}, {12, 40, true}};
enum { VIEWS = sizeof views / sizeof views[0] };

static const char *const read_only[] = {"--read-only", NULL};

static struct console open_view(const struct view *v, const char *const *args)
{
    static const char *const locale_c[] = {"LC_ALL=C", "TERM=tmux-256color", NULL};
    struct console c = console_open(&(struct console_options){
        .rows = v->rows,
        .cols = v->cols,
        .args = args,
        .env = v->ascii ? locale_c : NULL,
    });
    pty_wait_text(c.pty, "Companies");
    return c;
}

/* Closes what is open, and makes sure that the program still takes keys. */
static void come_back(struct console *c, const char *name)
{
    static unsigned turn;
    char word[32];
    snprintf(word, sizeof word, ":z%u", ++turn);
    pty_keys(c->pty, "\033\033\033\033");
    pty_keys(c->pty, word);
    pty_wait_text(c->pty, word);
    pty_keys(c->pty, "\003");
    pty_wait_no_text(c->pty, word);
    ck_assert_msg(pty_find_row(c->pty, "Companies") >= 0, "after %s", name);
}

/* Where the command works: nothing is open, help is, a question or a menu. */
static void go_to(struct console *c, unsigned scope)
{
    if (scope == IN_DIALOG) {
        pty_keys(c->pty, "?");
        pty_wait_text(c->pty, " Help ");
    } else if (scope == IN_QUESTION) {
        pty_keys(c->pty, "R");
    } else if (scope == IN_MENU) {
        pty_keys(c->pty, "y");
    }
}

/* What ends the program, or has a test of its own. */
static bool is_left_out(const struct command *command)
{
    return strcmp(command->name, "quit") == 0 || strcmp(command->name, "suspend") == 0 ||
           strcmp(command->name, "cancel") == 0;
}

static const unsigned scopes[] = {IN_PANES, IN_DIALOG, IN_QUESTION, IN_MENU};

static void try_keys(struct console *c, unsigned scope)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *command = &commands[i];
        for (int k = 0; command->scope & scope && k < COMMAND_KEYS && command->keys[k];
             k++) {
            char bytes[8];
            if (is_left_out(command))
                break;
            bytes_of(command->keys[k], bytes);
            go_to(c, scope);
            pty_keys(c->pty, bytes);
            come_back(c, command->name);
        }
    }
}

static void try_names(struct console *c, unsigned scope)
{
    for (size_t i = 0; i < command_count; i++) {
        const struct command *command = &commands[i];
        if (is_left_out(command))
            continue;
        char *line = xasprintf(":%s%s\r", command->name, command->takes ? " x" : "");
        go_to(c, scope);
        pty_keys(c->pty, line);
        free(line);
        come_back(c, command->name);
    }
}

static void assert_ascii(struct console *c)
{
    size_t len;
    const char *bytes = pty_raw(c->pty, &len);
    for (size_t i = 0; i < len; i++)
        ck_assert_msg((bytes[i] & 0x80) == 0, "byte %zu is %#x", i, bytes[i] & 0xff);
}

START_TEST(every_command_by_key)
{
    const struct view *v = &views[_i];
    struct console c = open_view(v, NULL);
    for (size_t i = 0; i < sizeof scopes / sizeof scopes[0]; i++)
        try_keys(&c, scopes[i]);
    if (v->ascii)
        assert_ascii(&c);
    console_close(&c);
}
END_TEST

START_TEST(every_command_by_name)
{
    const struct view *v = &views[_i];
    struct console c = open_view(v, NULL);
    try_names(&c, IN_PANES);
    try_names(&c, IN_DIALOG);
    if (v->ascii)
        assert_ascii(&c);
    console_close(&c);
}
END_TEST

/* --- what ends it, or stops it ------------------------------------------------------ */

START_TEST(quitting_by_name)
{
    static const char *const lines[] = {":q\r", ":quit\r", "?:q\r", "m:quit\r", "XX"};
    struct console c = open_view(&views[0], NULL);
    pty_keys(c.pty, lines[_i]);
    ck_assert_int_eq(pty_wait_exit(c.pty), 0);
    console_close(&c);
}
END_TEST

START_TEST(suspending_by_name)
{
    struct console c = open_view(&views[0], NULL);
    pty_keys(c.pty, ":suspend\r");
    pty_wait_stopped(c.pty);
    pty_signal(c.pty, SIGCONT);
    come_back(&c, "suspend");
    ck_assert(pty_raw_contains(c.pty, "\033[?2004l"));
    console_close(&c);
}
END_TEST

/* --- read-only ---------------------------------------------------------------------- */

/* In every pane, with companies that are marked. */
START_TEST(read_only_sends_no_post)
{
    struct console c = open_view(&views[0], read_only);
    console_wait_ready(&c);
    pty_keys(c.pty, "*");
    try_names(&c, IN_PANES);
    for (int pane = 0; pane < 3; pane++) {
        for (int key = ' '; key < 127; key++) {
            char bytes[8];
            if (key == 'q' || key == 'Z' || key == 'X')
                continue;
            bytes_of(key, bytes);
            pty_keys(c.pty, bytes);
            pty_keys(c.pty, "y\r");
            come_back(&c, bytes);
            for (int tabs = 0; tabs < pane; tabs++)
                pty_keys(c.pty, "\t");
        }
    }
    ck_assert_uint_eq(console_requests(&c, "POST", NULL), 0);
    console_close(&c);
}
END_TEST

/* --- the configuration's keys --------------------------------------------------------
 */

START_TEST(the_configuration_remaps_keys)
{
    place_open();
    const char *args[] = {"-c",
                          place_puts("config.ini", "[keys]\n"
                                                   "help = F1 i\n"
                                                   "refresh = none\n"
                                                   "refresh-all = Ctrl-A\n"
                                                   "messages = ?\n"),
                          NULL};
    struct console c = open_view(&views[0], args);
    console_wait_ready(&c);
    pty_wait_text(c.pty, "Ctrl-A refresh all");
    pty_wait_text(c.pty, "F1 help");
    pty_keys(c.pty, "?");
    pty_wait_text(c.pty, " Messages ");
    pty_keys(c.pty, "qi");
    pty_wait_text(c.pty, " Help ");
    pty_wait_text(c.pty, "│ :refresh ");
    pty_keys(c.pty, "/this page\r");
    pty_wait_text(c.pty, "│ F1 i ");
    pty_keys(c.pty, "q\001");
    pty_wait_text(c.pty, "Refresh all data types of");
    pty_keys(c.pty, "n");
    pty_wait_no_text(c.pty, "Refresh all data types of");
    console_close(&c);
    place_close();
}
END_TEST

static void refuse(const char *text, const char *says)
{
    place_open();
    const char *argv[] = {CONSOLE_PROGRAM, "--demo", "-c", place_puts("config.ini", text),
                          NULL};
    struct pty *p = pty_run(argv, 24, 80);
    ck_assert_int_eq(pty_wait_exit(p), 2);
    ck_assert(pty_raw_contains(p, says));
    pty_free(&p);
    place_close();
}

START_TEST(wrong_keys_are_refused_with_their_line)
{
    refuse("[keys]\n\nfly = x\n", "config.ini:3:");
    refuse("[keys]\nrefresh = Hyper-x\n", "config.ini:2:");
    refuse("[keys]\nrefresh = m\n", "config.ini:2:");
    refuse("[keys]\nquit = none\n", "config.ini:2:");
}
END_TEST

static TCase *make_case(void)
{
    TCase *tc = tcase_create("keys");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_loop_test(tc, every_command_by_key, 0, VIEWS);
    tcase_add_loop_test(tc, every_command_by_name, 0, VIEWS);
    tcase_add_loop_test(tc, quitting_by_name, 0, 5);
    tcase_add_test(tc, suspending_by_name);
    tcase_add_test(tc, read_only_sends_no_post);
    tcase_add_test(tc, the_configuration_remaps_keys);
    tcase_add_test(tc, wrong_keys_are_refused_with_their_line);
    return tc;
}

int main(void)
{
    Suite *suite = suite_create("screen_keys");
    suite_add_tcase(suite, make_case());
    return suite_run(suite);
}
