/* What comes before what: the command line, the environment, the profile, the general
 * settings, the defaults; what a whole file is refused for; what things are called. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_config.h"
#include "base/buf.h"
#include "base/text.h"
#include "config/key.h"
#include "tests/place.h"
#include "tests/suite.h"

static const char two_profiles[] = "[codatop]\n"
                                   "profile = eu\n"
                                   "interval = 20\n"
                                   "ca-file = /general.pem\n"
                                   "[profile eu]\n"
                                   "base-url = https://eu.example\n"
                                   "interval = 30\n"
                                   "[profile us]\n"
                                   "read-only = true\n"
                                   "[ui]\n"
                                   "color = never\n"
                                   "ascii = yes\n";

static struct app_config config;

static void open_config(const char *text, struct options *o)
{
    char *error = NULL;
    o->config_file = place_puts("config.ini", text);
    ck_assert_msg(app_config_open(&config, o, &error), "%s", error);
}

static struct setup choose(const char *profile)
{
    struct setup s;
    char *error = NULL;
    ck_assert_msg(app_config_choose(&config, profile, &s, &error), "%s", error);
    return s;
}

/* --- what comes before what ------------------------------------------------------- */

START_TEST(a_file_comes_before_the_defaults)
{
    struct options o = {0};
    open_config(two_profiles, &o);
    struct setup s = choose(NULL);
    ck_assert_str_eq(s.profile, "eu");
    ck_assert_int_eq(s.interval, 30);
    ck_assert_str_eq(s.base_url, "https://eu.example");
    ck_assert_str_eq(s.ca_file, "/general.pem");
    ck_assert_int_eq(config.ui.color, UI_COLOR_NEVER);
    ck_assert(config.ui.ascii);
    setup_free(&s);
    app_config_close(&config);
}
END_TEST

START_TEST(options_come_before_everything)
{
    struct options o = {.profile = "us",
                        .base_url = "https://option.example",
                        .ca_file = "/option.pem",
                        .interval = 40,
                        .color_given = true,
                        .color = UI_COLOR_ALWAYS};
    setenv("CODATOP_PROFILE", "eu", 1);
    open_config(two_profiles, &o);
    struct setup s = choose(NULL);
    ck_assert_str_eq(s.profile, "us");
    ck_assert_int_eq(s.interval, 40);
    ck_assert_str_eq(s.base_url, "https://option.example");
    ck_assert_str_eq(s.ca_file, "/option.pem");
    ck_assert(s.read_only);
    ck_assert_int_eq(config.ui.color, UI_COLOR_ALWAYS);
    setup_free(&s);
    /* Of a profile that is gone on with, too. */
    s = choose("eu");
    ck_assert_str_eq(s.profile, "eu");
    ck_assert_int_eq(s.interval, 40);
    ck_assert(!s.read_only);
    setup_free(&s);
    app_config_close(&config);
}
END_TEST

START_TEST(a_variable_comes_before_the_file)
{
    struct options o = {.read_only = true};
    setenv("CODATOP_PROFILE", "us", 1);
    open_config(two_profiles, &o);
    struct setup s = choose(NULL);
    ck_assert_str_eq(s.profile, "us");
    ck_assert_int_eq(s.interval, 20);
    setup_free(&s);
    s = choose("eu");
    ck_assert(s.read_only);
    setup_free(&s);
    app_config_close(&config);
}
END_TEST

START_TEST(the_demo_is_no_profile)
{
    struct options o = {.demo = true};
    bool production = true;
    setenv("CODATOP_PROFILE", "us", 1);
    open_config(two_profiles, &o);
    struct setup s = choose(NULL);
    ck_assert_ptr_null(s.profile);
    char *error = NULL, *name = app_config_environment(&config, &s, &production);
    ck_assert_str_eq(name, "DEMO");
    ck_assert(!production);
    ck_assert_ptr_null(app_config_key(&config, &s, &error));
    ck_assert_ptr_null(error);
    free(name);
    setup_free(&s);
    app_config_close(&config);
}
END_TEST

START_TEST(the_place_of_the_file)
{
    const struct options o = {0};
    char *error = NULL;
    setenv("XDG_CONFIG_HOME", place_path(""), 1);
    ck_assert(app_config_open(&config, &o, &error));
    ck_assert_uint_eq(config.file->count, 0);
    app_config_close(&config);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("HOME");
    ck_assert(app_config_open(&config, &o, &error));
    ck_assert_uint_eq(config.file->count, 0);
    app_config_close(&config);
}
END_TEST

/* --- the key ---------------------------------------------------------------------- */

START_TEST(no_key_says_where_to_put_one)
{
    struct options o = {0};
    unsetenv("CREDENTIALS_DIRECTORY");
    unsetenv(KEY_VARIABLE);
    open_config(two_profiles, &o);
    struct setup s = choose("us");
    char *error = NULL;
    ck_assert_ptr_null(app_config_key(&config, &s, &error));
    ck_assert_ptr_nonnull(strstr(error, "for the profile us"));
    ck_assert_ptr_nonnull(strstr(error, KEY_VARIABLE));
    ck_assert_ptr_nonnull(strstr(error, "api-key-command"));
    free(error);
    setup_free(&s);
    app_config_close(&config);
}
END_TEST

/* Somebody may put the key where the command belongs. */
START_TEST(a_command_that_fails_is_told_by_its_line)
{
    struct options o = {0};
    open_config("[codatop]\napi-key-command = false\n"
                "[profile a]\n\napi-key-command = sk_live_canary\n",
                &o);
    for (int i = 0; i < 2; i++) {
        struct setup s = choose(i == 0 ? "" : "a");
        char *error = NULL;
        ck_assert_ptr_null(app_config_key(&config, &s, &error));
        ck_assert_msg(strstr(error, i == 0 ? "/config.ini:2." : "/config.ini:5.") != NULL,
                      "%s", error);
        ck_assert_msg(strstr(error, "canary") == NULL, "%s", error);
        free(error);
        setup_free(&s);
    }
    app_config_close(&config);
}
END_TEST

static const char two_hosts[] = "[codatop]\n"
                                "api-key-command = echo general\n"
                                "[profile own]\n"
                                "base-url = https://a.example\n"
                                "api-key-command = echo own\n"
                                "[profile bare]\n"
                                "\n"
                                "base-url = https://b.example\n"
                                "[profile same]\n"
                                "base-url = https://api.codat.io\n"
                                "[profile here]\n"
                                "base-url = http://127.0.0.1:1\n";

/* The profile's key is this one, or (NULL) is refused. */
static void assert_key_of(const char *profile, const char *expected)
{
    struct setup s = choose(profile);
    char *error = NULL, *key = app_config_key(&config, &s, &error);
    if (expected) {
        ck_assert_msg(key != NULL, "%s", error);
        ck_assert_str_eq(key, expected);
    } else {
        ck_assert_msg(key == NULL, "%s gets %s", profile, key);
        ck_assert_msg(strstr(error, "has no key of its own") != NULL, "%s", error);
        ck_assert_msg(strstr(error, "/config.ini:8.") != NULL, "%s", error);
        ck_assert_ptr_null(s.key_command);
    }
    free(error);
    key_free(&key);
    setup_free(&s);
}

START_TEST(a_general_key_is_for_the_general_api)
{
    struct options o = {0};
    unsetenv(KEY_VARIABLE);
    open_config(two_hosts, &o);
    assert_key_of("own", "own");
    assert_key_of("bare", NULL);
    assert_key_of("same", "general");
    assert_key_of("here", "general");
    app_config_close(&config);
    o.base_url = "https://all.example";
    open_config(two_hosts, &o);
    assert_key_of("bare", "general");
    app_config_close(&config);
}
END_TEST

START_TEST(the_variable_is_for_the_api_of_the_start)
{
    struct options o = {.profile = "bare"};
    setenv(KEY_VARIABLE, "canary", 1);
    open_config(two_hosts, &o);
    assert_key_of(NULL, "canary");
    assert_key_of("bare", "canary");
    assert_key_of("own", "own");
    assert_key_of("same", "general");
    app_config_close(&config);
    o.profile = "own";
    setenv(KEY_VARIABLE, "canary", 1);
    open_config(two_hosts, &o);
    assert_key_of("bare", NULL);
    app_config_close(&config);
}
END_TEST

START_TEST(the_demo_holds_no_key)
{
    struct options o = {.demo = true};
    setenv(KEY_VARIABLE, "canary", 1);
    open_config("", &o);
    ck_assert_ptr_null(config.key);
    ck_assert_ptr_null(getenv(KEY_VARIABLE));
    app_config_close(&config);
}
END_TEST

START_TEST(the_variable_serves_every_profile_that_has_no_other)
{
    struct options o = {0};
    setenv(KEY_VARIABLE, "canary", 1);
    open_config("[profile a]\n[profile b]\napi-key-command = echo other\n", &o);
    ck_assert_ptr_null(getenv(KEY_VARIABLE));
    for (int i = 0; i < 2; i++) {
        struct setup s = choose(i == 0 ? "a" : "b");
        char *error = NULL, *key = app_config_key(&config, &s, &error);
        ck_assert_str_eq(key, i == 0 ? "canary" : "other");
        key_free(&key);
        setup_free(&s);
    }
    app_config_close(&config);
}
END_TEST

/* --- names ------------------------------------------------------------------------ */

static void assert_named(const char *text, const char *name, bool production)
{
    struct options o = {0};
    bool is = !production;
    open_config(text, &o);
    struct setup s = choose(NULL);
    char *environment = app_config_environment(&config, &s, &is);
    ck_assert_str_eq(environment, name);
    ck_assert_int_eq(is, production);
    free(environment);
    setup_free(&s);
    app_config_close(&config);
}

/* Whatever it is called, production can be told by the word. */
START_TEST(environments_have_names)
{
    assert_named("", "PROD", true);
    assert_named("[codatop]\nbase-url = https://API.codat.io:443/\n", "PROD", true);
    assert_named("[codatop]\nlabel = EU\n", "EU PROD", true);
    assert_named("[codatop]\nlabel = EU Prod 1\n", "EU Prod 1", true);
    assert_named("[codatop]\nlabel = prod\n", "prod", true);
    assert_named("[codatop]\nlabel = nonprod\n", "nonprod PROD", true);
    assert_named("[codatop]\nlabel = non-prod\n", "non-prod PROD", true);
    assert_named("[codatop]\nlabel = Production EU\n", "Production EU PROD", true);
    assert_named("[codatop]\nbase-url = https://x.example:8443/a\n", "x.example:8443",
                 false);
    assert_named("[codatop]\nbase-url = https://x.example\nlabel = Box\n", "Box", false);
    assert_named("[codatop]\nbase-url = https://api.codat.io.example\n",
                 "api.codat.io.example", false);
}
END_TEST

/* --- a whole file ----------------------------------------------------------------- */

static void assert_refused(const char *text, int line, const char *part)
{
    struct options o = {.config_file = place_puts("config.ini", text)};
    struct buf beginning = {0};
    char *error = NULL;
    ck_assert(!app_config_open(&config, &o, &error));
    buf_addf(&beginning, "%s:%d: ", o.config_file, line);
    ck_assert_msg(strncmp(error, buf_str(&beginning), beginning.len) == 0, "%s", error);
    ck_assert_msg(strstr(error, part) != NULL, "\"%s\" lacks \"%s\"", error, part);
    ck_assert(text_is_clean(error, strlen(error)));
    free(error);
    buf_free(&beginning);
    app_config_close(&config);
}

START_TEST(files_are_refused_with_their_line)
{
    assert_refused("[codatop]\n\n[iu]\n", 3, "no section [iu]. Did you mean ui?");
    assert_refused("[Codatop]\n", 1, "Did you mean codatop?");
    assert_refused("[arrangement]\n", 1, "no section [arrangement]");
    assert_refused("[codatop]\nintervall = 3\n", 2, "Did you mean interval?");
    assert_refused("[codatop]\ninterval = 1\n", 2, "from 2 to 86400");
    assert_refused("[codatop]\nbase-url = http://x.example\n", 2, "https");
    assert_refused("[profile a]\nbase-url = https://u:secret@x\n", 2, "");
    assert_refused("[profile a b]\n", 1, "one word");
    assert_refused("[profile a]\ncolor = pink\n", 2, "pink");
    assert_refused("[ui]\n\ncolour = never\n", 3, "Did you mean color?");
    assert_refused("[ui]\nascii = perhaps\n", 2, "true or false");
    assert_refused("[keys]\nrefesh = x\n", 2, "Did you mean refresh?");
    assert_refused("[keys]\nmessages = F1\nrefresh = q\n", 3, "quit");
    assert_refused("[ui]\n\x1b[2J = 1\n", 2, "no text");
    assert_refused("[\xF0\x9F\x98\x80\xE2\x80\xAE]\n", 1, "no section");
}
END_TEST

/* An address may carry a password. */
START_TEST(addresses_are_not_repeated)
{
    struct options o = {
        .config_file = place_puts("c", "[codatop]\nbase-url = https://u:secret@x\n")};
    char *error = NULL;
    ck_assert(!app_config_open(&config, &o, &error));
    ck_assert_msg(strstr(error, "secret") == NULL, "%s", error);
    free(error);
    app_config_close(&config);
}
END_TEST

START_TEST(an_unknown_profile_of_each_source)
{
    struct options o = {.profile = "uk"};
    struct setup s;
    char *error = NULL;
    open_config(two_profiles, &o);
    ck_assert(!app_config_choose(&config, NULL, &s, &error));
    ck_assert_ptr_nonnull(strstr(error, "no profile \"uk\"; there are: eu, us."));
    free(error);
    app_config_close(&config);
}
END_TEST

/* --- printing --------------------------------------------------------------------- */

/* What --print-config writes; bare: without comments; whole: with the examples in use.
 * A new string. */
static char *printed(bool bare, bool whole)
{
    FILE *out = tmpfile();
    app_config_print(out);
    rewind(out);
    struct buf b = {0};
    char line[512];
    while (fgets(line, sizeof line, out)) {
        bool example = line[0] == '#' && line[1] != ' ';
        ck_assert_uint_le(strlen(line), 91);
        if (whole && example)
            buf_adds(&b, line + 1);
        else if (!bare || line[0] != '#')
            buf_adds(&b, line);
    }
    fclose(out);
    return buf_take(&b);
}

START_TEST(the_printed_configuration_is_the_default)
{
    struct options o = {0};
    open_config("", &o);
    struct ui_config standard = config.ui;
    app_config_close(&config);
    for (int bare = 0; bare < 2; bare++) {
        char *text = printed(bare, false);
        open_config(text, &o);
        ck_assert_int_eq(config.ui.color, standard.color);
        ck_assert_int_eq(config.ui.ascii, standard.ascii);
        ck_assert_ptr_null(config.profiles[0]);
        struct setup s = choose(NULL);
        ck_assert_str_eq(s.base_url, SETUP_DEFAULT_URL);
        ck_assert_int_eq(s.interval, 10);
        setup_free(&s);
        app_config_close(&config);
        free(text);
    }
}
END_TEST

START_TEST(the_printed_examples_can_be_used)
{
    struct options o = {.profile = "NAME"};
    setenv("HOME", "/home/me", 1);
    char *text = printed(false, true);
    open_config(text, &o);
    struct setup s = choose(NULL);
    ck_assert_str_eq(s.key_file, "/home/me/.config/codatop/key");
    ck_assert_str_eq(s.label, "EU PROD");
    setup_free(&s);
    app_config_close(&config);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("app_config");
    TCase *tc = tcase_create("app_config");
    tcase_add_checked_fixture(tc, place_open, place_close);
    tcase_add_test(tc, a_file_comes_before_the_defaults);
    tcase_add_test(tc, options_come_before_everything);
    tcase_add_test(tc, a_variable_comes_before_the_file);
    tcase_add_test(tc, the_demo_is_no_profile);
    tcase_add_test(tc, the_place_of_the_file);
    tcase_add_test(tc, no_key_says_where_to_put_one);
    tcase_add_test(tc, a_command_that_fails_is_told_by_its_line);
    tcase_add_test(tc, a_general_key_is_for_the_general_api);
    tcase_add_test(tc, the_variable_is_for_the_api_of_the_start);
    tcase_add_test(tc, the_demo_holds_no_key);
    tcase_add_test(tc, the_variable_serves_every_profile_that_has_no_other);
    tcase_add_test(tc, environments_have_names);
    tcase_add_test(tc, files_are_refused_with_their_line);
    tcase_add_test(tc, addresses_are_not_repeated);
    tcase_add_test(tc, an_unknown_profile_of_each_source);
    tcase_add_test(tc, the_printed_configuration_is_the_default);
    tcase_add_test(tc, the_printed_examples_can_be_used);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
