/* Configuration files: what is read, what is refused and with which sentence; profiles
 * joined with the general settings; the words of a command. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "config/file.h"
#include "config/setup.h"
#include "config/words.h"
#include "tests/place.h"
#include "tests/suite.h"

static struct config *parse(const char *text)
{
    char *error = NULL;
    struct config *c = config_parse("c.ini", text, strlen(text), &error);
    ck_assert_msg(c != NULL, "%s", error);
    return c;
}

static void assert_pair(const struct config *c, size_t i, const char *section,
                        const char *name, const char *value, int line)
{
    ck_assert_uint_lt(i, c->count);
    ck_assert_str_eq(c->pairs[i].section, section);
    ck_assert_str_eq(c->pairs[i].name, name);
    ck_assert_str_eq(c->pairs[i].value, value);
    ck_assert_int_eq(c->pairs[i].line, line);
}

static void assert_refused_bytes(const char *bytes, size_t len, const char *beginning)
{
    char *error = NULL;
    ck_assert_ptr_null(config_parse("c.ini", bytes, len, &error));
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(strncmp(error, beginning, strlen(beginning)) == 0, "%s", error);
    ck_assert(text_is_clean(error, strlen(error)));
    free(error);
}

static void assert_refused(const char *text, const char *beginning)
{
    assert_refused_bytes(text, strlen(text), beginning);
}

/* --- reading ---------------------------------------------------------------------- */

START_TEST(pairs_have_sections_and_lines)
{
    struct config *c = parse("# about\n\n[codatop]\ninterval = 30\n; more\n"
                             "[profile eu]\r\n\tlabel=EU = best\r\n  read-only : yes\r\n"
                             "[profile empty]\n[ui]\ncolor=");
    ck_assert_uint_eq(c->count, 4);
    assert_pair(c, 0, "codatop", "interval", "30", 4);
    assert_pair(c, 1, "profile eu", "label", "EU = best", 7);
    assert_pair(c, 2, "profile eu", "read-only", "yes", 8);
    assert_pair(c, 3, "ui", "color", "", 11);
    ck_assert_uint_eq(c->section_count, 4);
    ck_assert_str_eq(c->sections[2].name, "profile empty");
    ck_assert_int_eq(c->sections[2].line, 9);
    config_free(&c);
    ck_assert_ptr_null(c);
}
END_TEST

START_TEST(a_byte_order_mark_and_any_script_are_fine)
{
    struct config *c = parse("\xEF\xBB\xBF[codatop]\nlabel = 東京 ⚠\xEF\xB8\x8F\n");
    assert_pair(c, 0, "codatop", "label", "東京 ⚠\xEF\xB8\x8F", 2);
    config_free(&c);
    c = parse("");
    ck_assert_uint_eq(c->count, 0);
    config_free(&c);
    c = parse("\xEF\xBB\xBF");
    ck_assert_uint_eq(c->count, 0);
    config_free(&c);
}
END_TEST

/* Comments may be longer than anything that the library reads. */
START_TEST(long_comments_are_skipped)
{
    struct buf b = {0};
    buf_adds(&b, "[ui]\n# ");
    for (int i = 0; i < 5000; i++)
        buf_addc(&b, 'x');
    buf_adds(&b, "\ncolor = never\n");
    struct config *c = parse(buf_str(&b));
    ck_assert_uint_eq(c->count, 1);
    assert_pair(c, 0, "ui", "color", "never", 3);
    config_free(&c);
    buf_free(&b);
}
END_TEST

START_TEST(what_is_no_configuration_is_refused_with_its_line)
{
    assert_refused("[ui]\nnonsense\n", "c.ini:2: This is no [section]");
    assert_refused("color = never\n", "c.ini:1: A setting stands below its section");
    assert_refused("[ui\ncolor = never\n", "c.ini:1: A section's line ends with ]");
    assert_refused("[ui] color = never\n", "c.ini:1: Nothing may stand behind");
    assert_refused("\n\n[ui]\n= never\n", "c.ini:4: A setting has a name");
    assert_refused("[ui]\na = 1\nb = 2\na = 3\n", "c.ini:4: This was set in line 2");
    assert_refused("[ui]\na = 1\n[x]\na = 1\n[ui]\na = 2\n",
                   "c.ini:6: This was set in line 2");
    assert_refused("[ui]\na = b ; c\n", "c.ini:2: \" ;\" would begin a comment");
    assert_refused("[ui]\na =\t;\n", "c.ini:2: \" ;\"");
    assert_refused("[a name of more than forty-nine bytes is cut by inih.]\n",
                   "c.ini:1: A section's name may have 49 bytes");
    assert_refused("[ui]\n\na = \x1b[2J\n", "c.ini:3: This is no text");
    assert_refused("[ui]\ra = 1\r", "c.ini:1: This is no text");
    assert_refused("[ui]\na = caf\xE9\n", "c.ini:2: This is no text");
    assert_refused("# \xC2\x9B\n", "c.ini:1: This is no text");
    assert_refused("\xFF\xFE[\0u\0i\0", "c.ini:1: This is no text");
}
END_TEST

START_TEST(no_byte_is_lost)
{
    static const char null[] = "[ui]\na = 1\0b = 2\n";
    assert_refused_bytes(null, sizeof null - 1, "c.ini:2: This is no text");
    /* Whatever length the library reads: a line comes whole or is refused. */
    bool refused = false;
    for (size_t len = 1; len < 5000; len += len < 400 ? 1 : 173) {
        struct buf b = {0};
        buf_adds(&b, "[ui]\na=");
        for (size_t i = 0; i < len; i++)
            buf_addc(&b, (char)('a' + i % 26));
        char *error = NULL;
        struct config *c = config_parse("c.ini", buf_str(&b), b.len, &error);
        ck_assert(c ? !refused && strlen(c->pairs[0].value) == len
                    : strncmp(error, "c.ini:2: This line has ", 23) == 0);
        refused = refused || !c;
        config_free(&c);
        free(error);
        buf_free(&b);
    }
}
END_TEST

START_TEST(the_first_error_is_told)
{
    assert_refused("[ui]\na = 1\na = 2\nnonsense\n", "c.ini:3:");
    assert_refused("[ui]\nnonsense\na = 1\na = 2\n", "c.ini:2:");
}
END_TEST

START_TEST(too_much_of_everything)
{
    struct buf b = {0};
    buf_adds(&b, "[ui]\n");
    for (int i = 0; i < 5000; i++)
        buf_addf(&b, "n%d=1\n", i);
    assert_refused(buf_str(&b), "c.ini:4098: These are more settings");
    buf_clear(&b);
    for (int i = 0; i < 2000; i++)
        buf_addf(&b, "[s%d]\n", i);
    assert_refused(buf_str(&b), "c.ini:1025: These are more sections");
    buf_free(&b);
}
END_TEST

/* --- files ------------------------------------------------------------------------ */

static void assert_unreadable(const char *path, bool must_exist, const char *why)
{
    char *error = NULL;
    ck_assert_ptr_null(config_read(path, must_exist, &error));
    ck_assert_msg(strstr(error, why) != NULL, "%s", error);
    ck_assert_ptr_nonnull(strstr(error, path));
    free(error);
}

START_TEST(a_file_is_read)
{
    char *error = NULL;
    const char *path = place_puts("c.ini", "[ui]\ncolor = never\n");
    struct config *c = config_read(path, true, &error);
    ck_assert_ptr_nonnull(c);
    assert_pair(c, 0, "ui", "color", "never", 2);
    ck_assert_str_eq(c->path, path);
    config_free(&c);
    c = config_read(path, false, &error);
    ck_assert_uint_eq(c->count, 1);
    config_free(&c);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
    char *error = NULL;
    struct config *c = config_read(place_path("nothing"), false, &error);
    ck_assert_ptr_nonnull(c);
    ck_assert_uint_eq(c->count, 0);
    config_free(&c);
    c = config_read("/dev/null/below", false, &error);
    ck_assert_ptr_nonnull(c);
    config_free(&c);
    assert_unreadable(place_path("nothing"), true, "is not there");
}
END_TEST

START_TEST(what_is_no_file)
{
    assert_unreadable(place_path(""), true, "is a folder");
    assert_unreadable(place_path(""), false, "is a folder");
    /* Would wait for somebody to write, for ever. */
    ck_assert_int_eq(mkfifo(place_path("pipe"), 0600), 0);
    assert_unreadable(place_path("pipe"), false, "no regular file");
    assert_unreadable("/dev/zero", false, "no regular file");
    assert_unreadable("/dev/zero", true, "larger than 1 MB");
    if (geteuid() == 0)
        return; /* root reads everything */
    ck_assert_int_eq(chmod(place_puts("c.ini", ""), 0), 0);
    assert_unreadable(place_path("c.ini"), true, "may not be read by you");
}
END_TEST

START_TEST(ten_megabytes)
{
    size_t len = 10 * 1024 * 1024;
    char *bytes = malloc(len);
    memset(bytes, '\n', len);
    assert_unreadable(place_write("c.ini", bytes, len), true, "larger than 1 MB");
    free(bytes);
}
END_TEST

static void assert_place(const char *variable, const char *home, const char *expected)
{
    setenv("CODATOP_TEST_PLACE", variable, 1);
    setenv("HOME", home, 1);
    char *path = config_place("CODATOP_TEST_PLACE", ".here", "x.ini");
    ck_assert_pstr_eq(path, expected);
    free(path);
}

START_TEST(places)
{
    assert_place("/x", "/h", "/x/codatop/x.ini");
    assert_place("", "/h", "/h/.here/codatop/x.ini");
    assert_place("relative", "/h", "/h/.here/codatop/x.ini");
    assert_place("", "", NULL);
    assert_place("", "relative", NULL);
    unsetenv("HOME");
    unsetenv("CODATOP_TEST_PLACE");
    ck_assert_ptr_null(config_place("CODATOP_TEST_PLACE", ".here", "x.ini"));
}
END_TEST

/* --- settings --------------------------------------------------------------------- */

static char *fault(const char *section, const char *name, const char *value)
{
    struct config_pair pair = {(char *)section, (char *)name, (char *)value, 1};
    return setup_fault(&pair);
}

static void assert_fault(const char *section, const char *name, const char *value,
                         const char *part)
{
    char *why = fault(section, name, value);
    ck_assert_msg(why != NULL, "%s = %s is taken", name, value);
    ck_assert_msg(strstr(why, part) != NULL, "\"%s\" lacks \"%s\"", why, part);
    free(why);
}

static void assert_good(const char *section, const char *name, const char *value)
{
    char *why = fault(section, name, value);
    ck_assert_msg(why == NULL, "%s", why);
}

START_TEST(good_values)
{
    assert_good("codatop", "profile", "eu");
    assert_good("codatop", "interval", "2");
    assert_good("profile eu", "interval", "86400");
    assert_good("profile eu", "read-only", "Yes");
    assert_good("profile eu", "color", "magenta");
    assert_good("profile eu", "retry-exponent", "2.25");
    assert_good("profile eu", "retry-elapsed", "1.5h");
    assert_good("profile eu", "api-key-command", "pass show 'my key'");
    assert_good("profile eu", "ca-file", "/etc/ca.pem");
    assert_good("codatop", "log-file", "/tmp/log");
}
END_TEST

START_TEST(wrong_values_are_explained)
{
    assert_fault("codatop", "intervall", "3", "Did you mean interval?");
    assert_fault("codatop", "interval", "1", "from 2 to 86400, not \"1\"");
    assert_fault("codatop", "interval", "10s", "whole seconds");
    assert_fault("codatop", "read-only", "maybe", "true or false");
    assert_fault("codatop", "color", "pink", "magenta");
    assert_fault("codatop", "requests-per-minute", "0", "1 to 1000");
    assert_fault("codatop", "retry-initial", "5 minutes", "500ms");
    assert_fault("codatop", "retry-exponent", "0.5", "1.5");
    assert_fault("codatop", "label", "", "empty");
    assert_fault("codatop", "ca-file", "ca.pem", "begin it with / or ~/");
    assert_fault("codatop", "api-key-command", "pass 'show", "close it");
    assert_fault("codatop", "api-key-command", "''", "name a program");
    assert_fault("profile eu", "profile", "us", "belongs into [codatop]");
    assert_fault("profile eu", "log-file", "/tmp/x", "belongs into [codatop]");
}
END_TEST

/* Somebody who puts the key where it does not belong does not read it on screen. */
START_TEST(secrets_are_not_repeated)
{
    static const char secret[] = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY";
    static const char *const names[] = {"api-key", "key", "api-key-file", "ca-file"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *why = fault("codatop", names[i], secret);
        ck_assert_ptr_nonnull(why);
        ck_assert_msg(strstr(why, secret) == NULL, "%s", why);
        free(why);
    }
    assert_fault("codatop", "api-key", secret, "does not belong here");
    char *why = fault("codatop", secret, "=");
    ck_assert_str_eq(why, "There is no such setting in [codatop].");
    free(why);
}
END_TEST

START_TEST(profiles_have_names)
{
    static const char *const wrong[] = {"profile", "profile ", "profile a b",
                                        "profile \"a\""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char *why = setup_section_fault(wrong[i]);
        ck_assert_msg(why != NULL, "[%s] is taken", wrong[i]);
        free(why);
    }
    ck_assert_ptr_null(setup_section_fault("codatop"));
    ck_assert_ptr_null(setup_section_fault("profile eu"));
    ck_assert_ptr_null(setup_section_fault("profile  日本"));
    ck_assert(setup_owns("profile eu") && setup_owns("codatop") && !setup_owns("ui"));
    ck_assert(!setup_owns("profiles"));
}
END_TEST

/* --- joining ---------------------------------------------------------------------- */

static const char two_profiles[] = "[codatop]\n"
                                   "profile = eu\n"
                                   "interval = 20\n"
                                   "api-key-command = pass codat\n"
                                   "log-file = /tmp/log\n"
                                   "[profile eu]\n"
                                   "label = EU\n"
                                   "interval = 30\n"
                                   "[profile us]\n"
                                   "base-url = https://us.example\n"
                                   "read-only = true\n"
                                   "api-key-file = /tmp/key\n"
                                   "color = blue\n"
                                   "retry-max = 2s\n"
                                   "[profile empty]\n";

static struct setup join(const char *text, const char *profile)
{
    struct config *c = parse(text);
    struct setup s;
    char *error = NULL;
    ck_assert_msg(setup_join(c, profile, &s, &error), "%s", error);
    config_free(&c);
    return s;
}

START_TEST(defaults_are_those_of_the_sdks)
{
    struct setup s = join("", NULL);
    ck_assert_ptr_null(s.profile);
    ck_assert_ptr_null(s.base_url);
    ck_assert_ptr_null(s.label);
    ck_assert(!s.read_only);
    ck_assert_uint_eq(s.color, 0);
    ck_assert_int_eq(s.interval, 10);
    ck_assert_int_eq(s.requests_per_minute, 600);
    ck_assert_int_eq(s.requests_at_once, 10);
    ck_assert_int_eq(s.retry_initial, 500);
    ck_assert_int_eq(s.retry_max, 60000);
    ck_assert_int_eq(s.retry_elapsed, 3600000);
    ck_assert_double_eq(s.retry_exponent, 1.5);
    setup_free(&s);
}
END_TEST

START_TEST(a_profile_comes_before_the_general_settings)
{
    struct setup s = join(two_profiles, NULL);
    ck_assert_str_eq(s.profile, "eu");
    ck_assert_str_eq(s.label, "EU");
    ck_assert_int_eq(s.interval, 30);
    ck_assert_str_eq(s.key_command, "pass codat");
    ck_assert_str_eq(s.log_file, "/tmp/log");
    setup_free(&s);
    s = join(two_profiles, "empty");
    ck_assert_str_eq(s.profile, "empty");
    ck_assert_int_eq(s.interval, 20);
    setup_free(&s);
    s = join(two_profiles, "");
    ck_assert_ptr_null(s.profile);
    ck_assert_int_eq(s.interval, 20);
    setup_free(&s);
}
END_TEST

/* Or the key of one environment would be sent to another. */
START_TEST(a_profile_with_a_key_means_no_other)
{
    struct setup s = join(two_profiles, "us");
    ck_assert_ptr_null(s.key_command);
    ck_assert_str_eq(s.key_file, "/tmp/key");
    ck_assert(s.read_only);
    ck_assert_uint_eq(s.color, 1 + 4);
    ck_assert_int_eq(s.retry_max, 2000);
    ck_assert_str_eq(s.base_url, "https://us.example");
    setup_free(&s);
}
END_TEST

static void assert_no_profile(const char *text, const char *profile, const char *sentence)
{
    struct config *c = parse(text);
    struct setup s;
    char *error = NULL;
    ck_assert(!setup_join(c, profile, &s, &error));
    ck_assert_str_eq(error, sentence);
    free(error);
    config_free(&c);
}

START_TEST(an_unknown_profile_names_the_others)
{
    assert_no_profile(two_profiles, "uk",
                      "c.ini: There is no profile \"uk\"; there are: eu, us, empty.");
    assert_no_profile("[codatop]\nprofile = uk\n[profile eu]\n[profile eu]\n", NULL,
                      "c.ini:2: There is no profile \"uk\"; there are: eu.");
    assert_no_profile("", "uk",
                      "c.ini: There is no profile \"uk\", nor any other: write a section "
                      "[profile NAME].");
    assert_no_profile("", "\x1b]0;x\a",
                      "c.ini: There is no profile \"\uFFFD]0;x\uFFFD\", nor any other: "
                      "write a section [profile NAME].");
}
END_TEST

START_TEST(home_is_written_short)
{
    setenv("HOME", "/home/me", 1);
    struct setup s = join("[codatop]\napi-key-file = ~/key\n", NULL);
    ck_assert_str_eq(s.key_file, "/home/me/key");
    setup_free(&s);
    unsetenv("HOME");
    assert_fault("codatop", "api-key-file", "~/key", "HOME is not set");
}
END_TEST

/* --- words ------------------------------------------------------------------------ */

static void assert_words(const char *text, const char *const *expected)
{
    char **words = words_split(text);
    ck_assert_ptr_nonnull(words);
    size_t n = 0;
    for (; expected[n]; n++) {
        ck_assert_msg(words[n] != NULL, "%s has %zu words", text, n);
        ck_assert_str_eq(words[n], expected[n]);
    }
    ck_assert_ptr_null(words[n]);
    words_free(&words);
    ck_assert_ptr_null(words);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

START_TEST(words_are_split_as_a_shell_does)
{
    setenv("HOME", "/home/me", 1);
    assert_words(" pass  show\tcodat ", WORDS("pass", "show", "codat"));
    assert_words("a 'b c' \"d e\"", WORDS("a", "b c", "d e"));
    assert_words("a''b c\"\"", WORDS("ab", "c"));
    assert_words("a '' b", WORDS("a", "", "b"));
    assert_words("a\\ b 'c\\'", WORDS("a b", "c\\"));
    assert_words("\"a\\\"b\\\\\\n\"", WORDS("a\"b\\\\n"));
    assert_words("echo $HOME `id` *;x", WORDS("echo", "$HOME", "`id`", "*;x"));
    assert_words("~/bin/key '~/x' a~/b", WORDS("/home/me/bin/key", "~/x", "a~/b"));
    assert_words("", (const char *const[]){NULL});
    static const char *const open[] = {"'a", "\"a", "a\\", "\"a\\\"", "a \"b\\"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        ck_assert_msg(words_split(open[i]) == NULL, "%s", open[i]);
}
END_TEST

/* --- printing --------------------------------------------------------------------- */

START_TEST(what_is_printed_is_the_default)
{
    FILE *out = tmpfile();
    setup_print(out);
    rewind(out);
    char text[16384];
    size_t len = fread(text, 1, sizeof text - 1, out);
    text[len] = '\0';
    fclose(out);
    struct config *c = parse(text);
    ck_assert_uint_gt(c->count, 8);
    for (size_t i = 0; i < c->count; i++) {
        char *why = setup_fault(&c->pairs[i]);
        ck_assert_msg(why == NULL, "%s", why);
    }
    config_free(&c);
    struct setup printed = join(text, NULL), standard = join("", NULL);
    ck_assert_str_eq(printed.base_url, "https://api.codat.io");
    free(printed.base_url);
    printed.base_url = NULL;
    ck_assert_mem_eq(&printed, &standard, sizeof printed);
    setup_free(&printed);
    setup_free(&standard);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("config");
    TCase *reading = tcase_create("reading");
    tcase_add_test(reading, pairs_have_sections_and_lines);
    tcase_add_test(reading, a_byte_order_mark_and_any_script_are_fine);
    tcase_add_test(reading, long_comments_are_skipped);
    tcase_add_test(reading, what_is_no_configuration_is_refused_with_its_line);
    tcase_add_test(reading, no_byte_is_lost);
    tcase_add_test(reading, the_first_error_is_told);
    tcase_add_test(reading, too_much_of_everything);
    suite_add_tcase(suite, reading);
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, place_open, place_close);
    tcase_add_test(files, a_file_is_read);
    tcase_add_test(files, a_file_that_is_not_there);
    tcase_add_test(files, what_is_no_file);
    tcase_add_test(files, ten_megabytes);
    tcase_add_test(files, places);
    suite_add_tcase(suite, files);
    TCase *settings = tcase_create("settings");
    tcase_add_test(settings, good_values);
    tcase_add_test(settings, wrong_values_are_explained);
    tcase_add_test(settings, secrets_are_not_repeated);
    tcase_add_test(settings, profiles_have_names);
    tcase_add_test(settings, defaults_are_those_of_the_sdks);
    tcase_add_test(settings, a_profile_comes_before_the_general_settings);
    tcase_add_test(settings, a_profile_with_a_key_means_no_other);
    tcase_add_test(settings, an_unknown_profile_names_the_others);
    tcase_add_test(settings, home_is_written_short);
    tcase_add_test(settings, words_are_split_as_a_shell_does);
    tcase_add_test(settings, what_is_printed_is_the_default);
    suite_add_tcase(suite, settings);
    return suite_run(suite);
}
