/* Where the key comes from: each source, what is refused, and in which order. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "config/key.h"
#include "tests/place.h"
#include "tests/suite.h"

#define SECRET "canary-key-0815"

/* Ends a program that never ends by itself long before the test's own limit. */
#define SHORT_MS 300

static void assert_key(char *key, char *error, const char *expected)
{
    ck_assert_msg(key != NULL, "%s", error);
    ck_assert_str_eq(key, expected);
    ck_assert_ptr_null(error);
    key_free(&key);
}

static void assert_none(char *key, char *error, const char *part)
{
    ck_assert_ptr_null(key);
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(strstr(error, part) != NULL, "\"%s\" lacks \"%s\"", error, part);
    ck_assert_msg(strstr(error, SECRET) == NULL, "%s", error);
    ck_assert(text_is_clean(error, strlen(error)));
    free(error);
}

/* --- a command -------------------------------------------------------------------- */

static void assert_command(const char *command, const char *expected)
{
    char *error = NULL;
    char *key = key_from_command(command, KEY_COMMAND_MS, &error);
    assert_key(key, error, expected);
}

static void assert_command_fails(const char *command, int64_t limit_ms, const char *part)
{
    char *error = NULL;
    char *key = key_from_command(command, limit_ms, &error);
    assert_none(key, error, part);
}

START_TEST(a_command_prints_the_key)
{
    assert_command("printf '  %s \\n\\n' " SECRET, SECRET);
    assert_command("printf %s 'Basic abc=='", "Basic abc==");
    assert_command("sh -c 'printf " SECRET "; printf noise >&2'", SECRET);
    /* There is no shell. */
    assert_command("echo $HOME;id", "$HOME;id");
}
END_TEST

START_TEST(a_command_has_no_input_and_none_of_our_files)
{
    int fd = open("/dev/null", O_RDONLY); /* would be inherited */
    ck_assert_int_ge(fd, 3);
    char *command =
        xasprintf("sh -c 'cat; test ! -e /dev/fd/%d && printf " SECRET "'", fd);
    assert_command(command, SECRET);
    free(command);
    close(fd);
}
END_TEST

START_TEST(a_command_that_fails_is_not_repeated)
{
    assert_command_fails("sh -c 'echo " SECRET "; exit 3'", KEY_COMMAND_MS,
                         "api-key-command failed with exit status 3: run it by hand");
    assert_command_fails("sh -c 'kill -9 $$'", KEY_COMMAND_MS, "ended by signal 9");
    assert_command_fails(SECRET, KEY_COMMAND_MS, "was not found: ");
    assert_command_fails("/nowhere/" SECRET, KEY_COMMAND_MS, "was not found: ");
    assert_command_fails("/dev/null", KEY_COMMAND_MS, "cannot be run: ");
    assert_command_fails("true", KEY_COMMAND_MS, "printed nothing");
    assert_command_fails("echo ' '", KEY_COMMAND_MS, "holds no key");
    assert_command_fails("printf '" SECRET "\\nmore\\n'", KEY_COMMAND_MS,
                         "more than one line");
    assert_command_fails("printf '" SECRET "\\033[2J'", KEY_COMMAND_MS,
                         "control characters");
    assert_command_fails("head -c 100000 /dev/zero", KEY_COMMAND_MS, "more than a key");
    assert_command_fails("yes " SECRET, KEY_COMMAND_MS, "more than a key");
    assert_command_fails("'open", KEY_COMMAND_MS, "quotes");
}
END_TEST

/* Files of this test that are there to be run. */
static void put_program(const char *name, const char *text)
{
    ck_assert_int_eq(chmod(place_puts(name, text), 0700), 0);
}

START_TEST(no_shell_runs_what_is_no_program)
{
    put_program("bare", "echo " SECRET "\n");
    char *command = xasprintf("'%s'", place_path("bare"));
    assert_command_fails(command, KEY_COMMAND_MS, "nothing that can be run");
    free(command);
    setenv("PATH", place_path(""), 1);
    assert_command_fails("bare", KEY_COMMAND_MS, "nothing that can be run");
}
END_TEST

START_TEST(a_command_is_looked_for_in_path)
{
    put_program("script", "#!/bin/sh\necho " SECRET "\n");
    place_puts("closed", "#!/bin/sh\n");
    char *path = xasprintf("/nowhere:/dev/null::%s", place_path(""));
    setenv("PATH", path, 1);
    assert_command("script", SECRET);
    assert_command_fails("closed", KEY_COMMAND_MS, "cannot be run: ");
    /* The current folder is none of them. */
    ck_assert_int_eq(chdir(place_path("")), 0);
    setenv("PATH", ":/nowhere:", 1);
    assert_command_fails("script", KEY_COMMAND_MS, "was not found");
    assert_command("./script", SECRET);
    unsetenv("PATH");
    assert_command("echo " SECRET, SECRET);
    free(path);
}
END_TEST

/* The child of the command writes its process id, so that the test knows whom to look
 * for. */
static pid_t child_in(const char *name)
{
    char *text = place_read(name);
    ck_assert_ptr_nonnull(text);
    pid_t pid = (pid_t)atol(text);
    free(text);
    ck_assert_int_gt(pid, 1);
    return pid;
}

/* Killed processes are gone once whoever adopted them has looked; until then they are
 * zombies, which no longer run. */
static bool runs(pid_t pid)
{
    char path[64], state = 'X';
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    FILE *f = fopen(path, "r");
    if (!f)
        return false;
    bool read = fscanf(f, "%*d %*s %c", &state) == 1;
    fclose(f);
    return read && state != 'Z' && state != 'X';
}

/* A kill takes a moment to arrive; the test's limit is the end of patience. */
static void wait_for_end(pid_t pid)
{
    while (runs(pid))
        poll(NULL, 0, 1);
}

START_TEST(a_command_that_hangs_ends_with_its_children)
{
    char *command =
        xasprintf("sh -c 'sleep 1000 & echo $! >%s; wait'", place_path("pid"));
    int64_t before = clock_mono_ms();
    assert_command_fails(command, SHORT_MS, "no answer within 0.3 s and was ended");
    ck_assert_int_ge(clock_mono_ms() - before, SHORT_MS);
    wait_for_end(child_in("pid"));
    free(command);
}
END_TEST

/* What it leaves in the background does not hold anything up, and is ended. */
START_TEST(a_command_that_leaves_something_behind)
{
    char *command =
        xasprintf("sh -c 'sleep 1000 & echo $! >%s; echo " SECRET "'", place_path("pid"));
    assert_command(command, SECRET);
    wait_for_end(child_in("pid"));
    free(command);
}
END_TEST

START_TEST(signals_are_as_usual_in_a_command)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    signal(SIGPIPE, SIG_IGN);
    assert_command_fails("sh -c 'kill -TERM $$; echo " SECRET "'", KEY_COMMAND_MS,
                         "ended by signal 15");
    assert_command_fails("sh -c 'kill -PIPE $$; echo " SECRET "'", KEY_COMMAND_MS,
                         "ended by signal 13");
}
END_TEST

/* The system keeps no exit status then, and gives the number away. */
START_TEST(an_end_that_nobody_tells_of_is_an_end)
{
    signal(SIGCHLD, SIG_IGN);
    int64_t before = clock_mono_ms();
    assert_command_fails("echo " SECRET, KEY_COMMAND_MS, "SIGCHLD must not be ignored");
    ck_assert_int_lt(clock_mono_ms() - before, KEY_COMMAND_MS);
}
END_TEST

/* --- a file ----------------------------------------------------------------------- */

static void assert_file_fails(const char *path, const char *part)
{
    char *error = NULL;
    char *key = key_from_file(path, &error);
    assert_none(key, error, part);
}

static const char *key_file(const char *name, const char *text, mode_t mode)
{
    const char *path = place_puts(name, text);
    ck_assert_int_eq(chmod(path, mode), 0);
    return path;
}

START_TEST(a_file_holds_the_key)
{
    char *error = NULL;
    char *key = key_from_file(key_file("key", SECRET "\n", 0600), &error);
    assert_key(key, error, SECRET);
    error = NULL;
    key = key_from_file(key_file("key", "\n " SECRET, 0400), &error);
    assert_key(key, error, SECRET);
}
END_TEST

START_TEST(a_file_that_others_can_use_is_refused)
{
    static const mode_t modes[] = {0640, 0604, 0620, 0602, 0610, 0601, 0644, 0777};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        const char *path = key_file("key", SECRET, modes[i]);
        char *remedy =
            xasprintf("(mode %03o): run chmod 600 %s.", (unsigned)modes[i], path);
        assert_file_fails(path, remedy);
        free(remedy);
    }
}
END_TEST

START_TEST(what_is_no_file_is_refused)
{
    assert_file_fails(place_path("nothing"), "is not there");
    assert_file_fails(place_path(""), "no regular file");
    ck_assert_int_eq(mkfifo(place_path("pipe"), 0600), 0);
    assert_file_fails(place_path("pipe"), "no regular file");
    const char *target = key_file("key", SECRET, 0600);
    ck_assert_int_eq(symlink(target, place_path("link")), 0);
    assert_file_fails(place_path("link"), "symbolic link");
    if (geteuid() != 0)
        return;
    ck_assert_int_eq(chown(target, 65534, (gid_t)-1), 0);
    assert_file_fails(target, "another user");
}
END_TEST

START_TEST(what_is_no_key_is_refused)
{
    char longest[8000];
    memset(longest, 'x', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    assert_file_fails(key_file("key", "", 0600), "holds no key");
    assert_file_fails(key_file("key", " \n\t\n", 0600), "holds no key");
    assert_file_fails(key_file("key", SECRET "\n" SECRET, 0600), "more than one line");
    assert_file_fails(key_file("key", longest, 0600), "more than a key");
    static const char null[] = "abc\0def";
    const char *path = place_write("key", null, sizeof null - 1);
    ck_assert_int_eq(chmod(path, 0600), 0);
    assert_file_fails(path, "control characters");
}
END_TEST

/* --- credentials ------------------------------------------------------------------ */

START_TEST(a_credential_of_the_service_manager)
{
    char *error = NULL;
    ck_assert_ptr_null(key_from_credentials(place_path(""), &error));
    ck_assert_ptr_null(error);
    ck_assert_ptr_null(key_from_credentials("/nowhere", &error));
    ck_assert_ptr_null(error);
    key_file(KEY_CREDENTIAL, SECRET "\n", 0440);
    char *key = key_from_credentials(place_path(""), &error);
    assert_key(key, error, SECRET);
    key_file(KEY_CREDENTIAL, "", 0440);
    error = NULL;
    key = key_from_credentials(place_path(""), &error);
    assert_none(key, error, "holds no key");
}
END_TEST

/* --- the order -------------------------------------------------------------------- */

static void assert_found(const struct key_sources *s, const char *expected)
{
    char *error = NULL;
    char *key = key_find(s, &error);
    assert_key(key, error, expected);
}

START_TEST(the_first_source_wins)
{
    char folder[256], file[256];
    snprintf(folder, sizeof folder, "%s", place_path(""));
    snprintf(file, sizeof file, "%s", key_file("key", "of-file", 0600));
    key_file(KEY_CREDENTIAL, "of-manager", 0400);
    struct key_sources s = {"echo of-command", folder, file, "of-environment"};
    assert_found(&s, "of-command");
    s.command = NULL;
    assert_found(&s, "of-manager");
    ck_assert_int_eq(unlink(place_path(KEY_CREDENTIAL)), 0);
    assert_found(&s, "of-file");
    s.file = NULL;
    assert_found(&s, "of-environment");
    s.environment = NULL;
    char *error = NULL;
    ck_assert_ptr_null(key_find(&s, &error));
    ck_assert_ptr_null(error);
}
END_TEST

/* Going on with the next one would send another key than the one that was meant. */
START_TEST(a_source_that_fails_is_not_passed_over)
{
    struct key_sources s = {"false", NULL, NULL, SECRET};
    char *error = NULL;
    char *key = key_find(&s, &error);
    assert_none(key, error, "exit status 1");
    s.command = NULL;
    s.file = place_path("nothing");
    error = NULL;
    key = key_find(&s, &error);
    assert_none(key, error, "is not there");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key");
    TCase *command = tcase_create("command");
    tcase_set_timeout(command, 60);
    tcase_add_checked_fixture(command, place_open, place_close);
    tcase_add_test(command, a_command_prints_the_key);
    tcase_add_test(command, a_command_has_no_input_and_none_of_our_files);
    tcase_add_test(command, a_command_that_fails_is_not_repeated);
    tcase_add_test(command, no_shell_runs_what_is_no_program);
    tcase_add_test(command, a_command_is_looked_for_in_path);
    tcase_add_test(command, a_command_that_hangs_ends_with_its_children);
    tcase_add_test(command, a_command_that_leaves_something_behind);
    tcase_add_test(command, signals_are_as_usual_in_a_command);
    tcase_add_test(command, an_end_that_nobody_tells_of_is_an_end);
    suite_add_tcase(suite, command);
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, place_open, place_close);
    tcase_add_test(files, a_file_holds_the_key);
    tcase_add_test(files, a_file_that_others_can_use_is_refused);
    tcase_add_test(files, what_is_no_file_is_refused);
    tcase_add_test(files, what_is_no_key_is_refused);
    tcase_add_test(files, a_credential_of_the_service_manager);
    tcase_add_test(files, the_first_source_wins);
    tcase_add_test(files, a_source_that_fails_is_not_passed_over);
    suite_add_tcase(suite, files);
    return suite_run(suite);
}
