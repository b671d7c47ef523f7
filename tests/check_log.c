/* The log file: lines, cleaning, redaction, and disks that are full. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "tests/suite.h"

static char path[64];

/* An unused path in a directory of its own. */
static void make_place(void)
{
    strcpy(path, "/tmp/check_log.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(path));
    strcat(path, "/log");
}

static void remove_place(void)
{
    unlink(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
}

/* The whole file; free() it. */
static char *content(void)
{
    FILE *f = fopen(path, "r");
    ck_assert_ptr_nonnull(f);
    struct buf b = {0};
    char bytes[512];
    size_t n;
    while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
        buf_add(&b, bytes, n);
    fclose(f);
    return buf_take(&b);
}

/* Compares line number n (from 0), without its stamp, which must be a date. */
static void assert_line(int n, const char *expected)
{
    enum { STAMP = sizeof "2026-11-24T09:14:02.113Z" - 1 };
    char *all = content();
    char *line = all;
    while (n--) {
        line = strchr(line, '\n');
        ck_assert_ptr_nonnull(line);
        line++;
    }
    char *end = strchr(line, '\n');
    ck_assert_ptr_nonnull(end);
    *end = '\0';
    ck_assert_uint_gt(strlen(line), STAMP);
    ck_assert_int_eq(line[STAMP], ' ');
    line[STAMP] = '\0';
    ck_assert(time_parse_iso(line) != TIME_NONE);
    ck_assert_str_eq(line + STAMP + 1, expected);
    free(all);
}

static int count_lines(void)
{
    char *all = content();
    int lines = 0;
    for (const char *p = all; *p; p++)
        lines += *p == '\n';
    free(all);
    return lines;
}

static struct log *opened(void)
{
    struct log *log = log_open(path);
    ck_assert_ptr_nonnull(log);
    return log;
}

START_TEST(each_event_is_a_line_at_once)
{
    struct log *log = opened();
    log_write(log, LOG_INFO, "started %d", 1);
    assert_line(0, "info started 1");
    log_write(log, LOG_WARN, "%s", "slow");
    log_write(log, LOG_ERROR, "gone: %s", "no route");
    assert_line(1, "warn slow");
    assert_line(2, "error gone: no route");
    ck_assert_int_eq(count_lines(), 3);
    ck_assert(!log_failed(log));
    log_close(&log);
    ck_assert_ptr_null(log);
}
END_TEST

START_TEST(what_was_there_stays)
{
    struct log *log = opened();
    log_write(log, LOG_INFO, "first");
    log_close(&log);
    log = opened();
    log_write(log, LOG_INFO, "second");
    log_close(&log);
    assert_line(0, "info first");
    assert_line(1, "info second");
}
END_TEST

START_TEST(only_the_owner_may_read)
{
    umask(0);
    struct log *log = opened();
    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    log_close(&log);
}
END_TEST

START_TEST(a_place_that_is_not_there)
{
    errno = 0;
    ck_assert_ptr_null(log_open("/nonexistent/directory/log"));
    ck_assert_int_eq(errno, ENOENT);
    errno = 0;
    ck_assert_ptr_null(log_open("/tmp"));
    ck_assert_int_eq(errno, EISDIR);
}
END_TEST

START_TEST(no_log_is_fine)
{
    struct log *log = NULL;
    log_redact(log, "key");
    log_write(log, LOG_ERROR, "nobody %s", "reads this");
    ck_assert(!log_failed(log));
    log_close(&log);
}
END_TEST

START_TEST(text_is_cleaned)
{
    struct log *log = opened();
    log_write(log, LOG_INFO, "name: %s", "a\x1b[31mb\nc\xff \xe2\x80\xae|");
    assert_line(0, "info name: a\xef\xbf\xbd[31mb c\xef\xbf\xbd |");
    ck_assert_int_eq(count_lines(), 1);
    log_close(&log);
}
END_TEST

START_TEST(long_text_is_written_whole)
{
    struct log *log = opened();
    struct buf text = {0}, expected = {0};
    for (int i = 0; i < 20000; i++)
        buf_addf(&text, "%d ", i);
    buf_addf(&expected, "error %s", buf_str(&text));
    log_write(log, LOG_ERROR, "%s", buf_str(&text));
    assert_line(0, buf_str(&expected));
    buf_free(&text);
    buf_free(&expected);
    log_close(&log);
}
END_TEST

struct redaction {
    const char *secrets[3], *text, *line;
};

static const struct redaction redactions[] = {
    {{"key"}, "the key", "info the ***"},
    {{"key"},
     "key at the start, keykey, and the end: key",
     "info *** at the start, ***, and the end: ***"},
    {{"key"}, "kex ke y KEY", "info kex ke y KEY"},
    {{"key", "a2V5"}, "Basic a2V5 of key", "info Basic *** of ***"},
    /* A secret that begins another, whichever was named first. */
    {{"abc", "abcdef"}, "abcdef abc", "info *** ***"},
    {{"abcdef", "abc"}, "abcdef abc", "info *** ***"},
    /* Occurrences that overlap leave no rest. */
    {{"abcab"}, "abcabcab.", "info ***."},
    {{"abc", "bcd"}, "abcd.", "info ***."},
    {{"aa"}, "aaa a", "info *** a"},
    /* What is cleaned away cannot cut a secret up. */
    {{"key"},
     "k\xe2\x80\x8b"
     "ey ke\xef\xbb\xbfy",
     "info *** ***"},
    {{"key"},
     "k\xcc\x81\xcc\x81"
     "ey",
     "info k\xcc\x81\xcc\x81"
     "ey"},
    /* Secrets that cleaning changes, as they were given and as they look cleaned. */
    {{"k\te"}, "k\te k e", "info *** ***"},
    {{"k\xff"
      "e"},
     "k\xff"
     "e",
     "info ***"},
    {{"k\xe2\x80\x8b"
      "e"},
     "k\xe2\x80\x8b"
     "e ke",
     "info *** ***"},
    {{"\xe6\x9d\xb1"}, "\xe6\x9d\xb1\xe4\xba\xac", "info ***\xe4\xba\xac"},
    {{"\xa9k"}, "\xc3\xa9k", "info \xef\xbf\xbd***"},
    /* Nothing is no secret; nor is what nobody can see. */
    {{"", NULL, "\xe2\x80\x8b"}, "plain", "info plain"},
};

START_TEST(secrets_are_never_written)
{
    const struct redaction *r = &redactions[_i];
    struct log *log = opened();
    for (size_t i = 0; i < 3; i++)
        log_redact(log, r->secrets[i]);
    log_write(log, LOG_INFO, "%s", r->text);
    assert_line(0, r->line);
    log_close(&log);
}
END_TEST

START_TEST(secrets_in_the_format_are_hidden_too)
{
    struct log *log = opened();
    char *secret = xstrdup("half whole");
    log_redact(log, secret);
    free(secret); /* the log keeps its own copy */
    log_write(log, LOG_INFO, "half %s", "whole");
    assert_line(0, "info ***");
    log_close(&log);
}
END_TEST

START_TEST(full_disk_is_told_once)
{
    struct log *log = log_open("/dev/full");
    ck_assert_ptr_nonnull(log);
    ck_assert(!log_failed(log));
    log_write(log, LOG_INFO, "one");
    log_write(log, LOG_INFO, "two");
    ck_assert(log_failed(log));
    ck_assert(!log_failed(log));
    log_write(log, LOG_INFO, "three");
    ck_assert(log_failed(log));
    log_close(&log);
}
END_TEST

/* A file may grow to size bytes; -1 for any size. */
static void limit_files(long size)
{
    struct rlimit limit;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = size < 0 ? limit.rlim_max : (rlim_t)size;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

START_TEST(a_line_that_was_cut_gets_its_end_later)
{
    signal(SIGXFSZ, SIG_IGN);
    struct log *log = opened();
    limit_files(40);
    log_write(log, LOG_INFO, "cut in the middle of this text");
    bool failed = log_failed(log);
    limit_files(-1);
    ck_assert(failed);
    log_write(log, LOG_INFO, "whole");
    ck_assert(!log_failed(log));
    assert_line(0, "info cut in the");
    assert_line(1, "info whole");
    ck_assert_int_eq(count_lines(), 2);
    log_close(&log);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("log");
    TCase *tc = tcase_create("log");
    tcase_add_checked_fixture(tc, make_place, remove_place);
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, each_event_is_a_line_at_once);
    tcase_add_test(tc, what_was_there_stays);
    tcase_add_test(tc, only_the_owner_may_read);
    tcase_add_test(tc, a_place_that_is_not_there);
    tcase_add_test(tc, no_log_is_fine);
    tcase_add_test(tc, text_is_cleaned);
    tcase_add_test(tc, long_text_is_written_whole);
    tcase_add_loop_test(tc, secrets_are_never_written, 0,
                        (int)(sizeof redactions / sizeof *redactions));
    tcase_add_test(tc, secrets_in_the_format_are_hidden_too);
    tcase_add_test(tc, full_disk_is_told_once);
    tcase_add_test(tc, a_line_that_was_cut_gets_its_end_later);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
