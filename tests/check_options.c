/* The command line and the key's way out of the environment. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/key.h"
#include "options.h"
#include "tests/suite.h"

extern char **environ;

#define PARSE(o, error, ...)                                                             \
    options_parse((int)(sizeof((char *[]){"codatop", __VA_ARGS__}) / sizeof(char *)),    \
                  (char *[]){"codatop", __VA_ARGS__, NULL}, (o), (error))

/* The arguments are refused, and the complaint names what is wrong. */
#define REFUSED(word, ...)                                                               \
    do {                                                                                 \
        struct options o;                                                                \
        char *error = NULL;                                                              \
        ck_assert_int_eq(PARSE(&o, &error, __VA_ARGS__), OPTIONS_ERROR);                 \
        ck_assert_ptr_nonnull(error);                                                    \
        ck_assert_msg(strstr(error, word) != NULL, "\"%s\" lacks %s", error, word);      \
        free(error);                                                                     \
    } while (0)

START_TEST(defaults)
{
    struct options o;
    char *error = NULL;
    char *argv[] = {"codatop", NULL};
    ck_assert_int_eq(options_parse(1, argv, &o, &error), OPTIONS_RUN);
    ck_assert_ptr_null(o.base_url);
    ck_assert_ptr_null(o.profile);
    ck_assert_ptr_null(o.config_file);
    ck_assert_int_eq(o.interval, 0);
    ck_assert(!o.demo && !o.read_only && !o.ascii && !o.color_given);
}
END_TEST

START_TEST(every_option_is_read)
{
    struct options o;
    char *error = NULL;
    ck_assert_int_eq(PARSE(&o, &error, "--base-url", "https://x", "--read-only", "-i",
                           "30", "--ca-file=ca.pem", "--ascii", "--color=never",
                           "--log-file", "log", "-p", "eu", "--config", "x.ini"),
                     OPTIONS_RUN);
    ck_assert_str_eq(o.base_url, "https://x");
    ck_assert_str_eq(o.ca_file, "ca.pem");
    ck_assert_str_eq(o.log_file, "log");
    ck_assert_int_eq(o.interval, 30);
    ck_assert_str_eq(o.profile, "eu");
    ck_assert_str_eq(o.config_file, "x.ini");
    ck_assert(o.color_given);
    ck_assert_int_eq(o.color, UI_COLOR_NEVER);
    ck_assert(o.read_only && o.ascii && !o.demo);
}
END_TEST

START_TEST(help_and_version_win)
{
    struct options o;
    char *error = NULL;
    ck_assert_int_eq(PARSE(&o, &error, "--help"), OPTIONS_HELP);
    ck_assert_int_eq(PARSE(&o, &error, "-V"), OPTIONS_VERSION);
    ck_assert_int_eq(PARSE(&o, &error, "--print-config"), OPTIONS_PRINT_CONFIG);
}
END_TEST

START_TEST(wrong_arguments_are_named)
{
    REFUSED("--frobnicate", "--frobnicate");
    REFUSED("-x", "-x");
    REFUSED("--base-url", "--base-url");
    REFUSED("--interval", "--interval=1");
    REFUSED("\"10s\"", "-i", "10s");
    REFUSED("\"\"", "-i", "");
    REFUSED("\"99999999999999999999\"", "-i", "99999999999999999999");
    REFUSED("\"blue\"", "--color", "blue");
    REFUSED("\"companies\"", "companies");
    REFUSED("--base-url", "--demo", "--base-url", "https://x");
    REFUSED("--profile", "--demo", "-p", "eu");
    REFUSED("-p", "-p");
}
END_TEST

START_TEST(help_names_every_option)
{
    char text[8192];
    FILE *out = tmpfile();
    ck_assert_ptr_nonnull(out);
    options_print_help(out);
    rewind(out);
    size_t len = fread(text, 1, sizeof text - 1, out);
    text[len] = '\0';
    fclose(out);
    static const char *const names[] = {
        "--base-url URL", "--demo",        "--read-only",        "-i, --interval SECONDS",
        "--ca-file FILE", "--ascii",       "--color WHEN",       "--log-file FILE",
        "-h, --help",     "-V, --version", "-p, --profile NAME", "-c, --config FILE",
        "--print-config", "CODAT_API_KEY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_msg(strstr(text, names[i]) != NULL, "help lacks %s", names[i]);
    for (const char *line = text, *end; (end = strchr(line, '\n')); line = end + 1)
        ck_assert_int_le(end - line, 80);
}
END_TEST

START_TEST(key_is_taken_and_wiped)
{
    char variable[] = KEY_VARIABLE "= \tcanary-key-1234 \n";
    ck_assert_int_eq(putenv(variable), 0);
    char *key = key_from_environment();
    ck_assert_str_eq(key, "canary-key-1234");
    ck_assert_ptr_null(getenv(KEY_VARIABLE));
    ck_assert_int_eq(memcmp(variable, KEY_VARIABLE "=", strlen(KEY_VARIABLE "=")), 0);
    for (size_t i = strlen(KEY_VARIABLE "="); i < sizeof variable; i++)
        ck_assert_int_eq(variable[i], '\0');
    key_free(&key);
    ck_assert_ptr_null(key);
}
END_TEST

START_TEST(blank_key_is_none)
{
    ck_assert_int_eq(setenv(KEY_VARIABLE, " \t ", 1), 0);
    ck_assert_ptr_null(key_from_environment());
    ck_assert_ptr_null(getenv(KEY_VARIABLE));
    ck_assert_ptr_null(key_from_environment());
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options");
    TCase *options = tcase_create("options");
    tcase_add_test(options, defaults);
    tcase_add_test(options, every_option_is_read);
    tcase_add_test(options, help_and_version_win);
    tcase_add_test(options, wrong_arguments_are_named);
    tcase_add_test(options, help_names_every_option);
    tcase_add_test(options, key_is_taken_and_wiped);
    tcase_add_test(options, blank_key_is_none);
    suite_add_tcase(suite, options);
    return suite_run(suite);
}
