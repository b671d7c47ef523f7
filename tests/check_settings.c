/* What the screen can be told: names, values, and the sentences about wrong ones. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/suite.h"
#include "ui/ui.h"

static struct ui_config set(const char *section, const char *name, const char *value)
{
    struct ui_config c = {0};
    char *error = NULL;
    ck_assert_msg(ui_settings_set(&c, section, name, value, &error), "%s", error);
    return c;
}

static void assert_refused(const char *section, const char *name, const char *value,
                           const char *why)
{
    struct ui_config c = {0};
    static const struct ui_config untouched = {0};
    char *error = NULL;
    ck_assert(!ui_settings_set(&c, section, name, value, &error));
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(strstr(error, why) != NULL, "\"%s\" lacks \"%s\"", error, why);
    free(error);
    ck_assert_mem_eq(&c, &untouched, sizeof c);
}

START_TEST(values_arrive)
{
    ck_assert(set("ui", "ascii", "true").ascii);
    ck_assert(!set("ui", "ascii", "off").ascii);
    ck_assert_int_eq(set("ui", "color", "never").color, UI_COLOR_NEVER);
    ck_assert_int_eq(set("ui", "color", "Always").color, UI_COLOR_ALWAYS);
    ck_assert(set("ui", "mouse", "on").mouse);
    ck_assert_int_eq(set("ui", "theme", "light").look.theme, THEME_LIGHT);
    ck_assert_int_eq(set("theme", "failed", "bold 9").look.own[ROLE_FAILED].fg, 9);
    ck_assert_int_eq(set("arrangement", "types-share", "300").sizes.types, 300);
    ck_assert_int_eq(set("arrangement", "companies-share", "1").sizes.companies, 1);
    ck_assert_uint_eq(
        set("columns", "history", "id, type").panes[PANE_HISTORY].columns.count, 2);
    ck_assert(
        set("sort", "companies", "-last-sync").panes[PANE_COMPANIES].sort.descending);
    ck_assert(set("arrangement", "types-sort", "type").arranged[PANE_TYPES].sorted);
    ck_assert_uint_eq(set("arrangement", "types-columns", "-state,type")
                          .arranged[PANE_TYPES]
                          .columns.count,
                      1);
}
END_TEST

START_TEST(wrong_ones_are_explained)
{
    assert_refused("ui", "ascii", "maybe", "true or false, not \"maybe\"");
    assert_refused("ui", "ascii", "", "not \"\"");
    assert_refused("ui", "color", "blue", "auto, always or never");
    assert_refused("ui", "colour", "auto", "Did you mean color?");
    assert_refused("ui", "xyzzy", "1", "no setting \"xyzzy\" in [ui].");
    assert_refused("ui", "theme", "bright", "there are default, light, dark");
    assert_refused("theme", "failed", "bold rde", "\"rde\" is neither");
    assert_refused("theme", "faild", "red", "Did you mean failed?");
    assert_refused("arrangement", "types-share", "1000", "from 1 to 999");
    assert_refused("arrangement", "types-share", "1x", "from 1 to 999");
    assert_refused("columns", "companies", "name,nmae", "no column \"nmae\"; there are:");
    assert_refused("columns", "company", "name", "Did you mean companies?");
    assert_refused("sort", "companies", "tags",
                   "no sorting by \"tags\"; there is: state");
    assert_refused("arrangement", "history-sort", "size", "no sorting by");
    assert_refused("nowhere", "color", "auto", "in [nowhere]");
    assert_refused("keys", "refesh", "r", "Did you mean refresh?");
    assert_refused("keys", "refresh", "Hyper-x", "Hyper-x");
    assert_refused("keys", "*", "r", "\"*\"");
}
END_TEST

START_TEST(sections_are_known)
{
    ck_assert(ui_settings_section("ui"));
    ck_assert(ui_settings_section("keys"));
    ck_assert(!ui_settings_section("Ui"));
    ck_assert(!ui_settings_section(""));
}
END_TEST

static void take_back(struct ui_config *c, const struct ui_setting *s, const char *name,
                      const char *fallback)
{
    char *error = NULL;
    if (*fallback && !ui_settings_set(c, s->section, name, fallback, &error))
        ck_abort_msg("[%s] %s = %s: %s", s->section, name, fallback, error);
}

/* What --print-config writes is good as input. */
START_TEST(every_default_is_a_value)
{
    struct ui_config c = {0};
    struct ui_setting_name each;
    const char *section, *name;
    char *error = NULL;
    for (size_t i = 0; i < ui_setting_count; i++) {
        const struct ui_setting *s = &ui_settings[i];
        if (!s->name_at)
            take_back(&c, s, s->name, s->fallback);
        for (size_t n = 0; s->name_at && s->name_at(n, &each); n++)
            take_back(&c, s, each.name, each.fallback);
    }
    ck_assert_msg(ui_settings_check(&c, &section, &name, &error), "%s", error);
}
END_TEST

START_TEST(every_row_can_be_written_and_read)
{
    for (size_t i = 0; i < ui_setting_count; i++) {
        const struct ui_setting *s = &ui_settings[i];
        ck_assert_msg(strlen(s->help) > 10, "[%s] %s has no help", s->section, s->name);
        ck_assert(text_is_clean(s->help, strlen(s->help)));
        ck_assert(s->help[strlen(s->help) - 1] != '.');
        ck_assert_int_eq(strcmp(s->name, "*") == 0, s->name_at != NULL);
        for (size_t j = 0; j < i; j++)
            ck_assert_msg(strcmp(ui_settings[j].section, s->section) != 0 ||
                              strcmp(ui_settings[j].name, s->name) != 0,
                          "[%s] %s is there twice", s->section, s->name);
    }
}
END_TEST

START_TEST(one_key_cannot_mean_two_things)
{
    struct ui_config c = set("keys", "refresh", "q");
    const char *section = NULL, *name = NULL;
    char *error = NULL;
    ck_assert(!ui_settings_check(&c, &section, &name, &error));
    ck_assert_str_eq(section, "keys");
    ck_assert_str_eq(name, "refresh");
    ck_assert_ptr_nonnull(strstr(error, "quit"));
    free(error);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("settings");
    TCase *settings = tcase_create("settings");
    tcase_add_test(settings, values_arrive);
    tcase_add_test(settings, wrong_ones_are_explained);
    tcase_add_test(settings, sections_are_known);
    tcase_add_test(settings, every_default_is_a_value);
    tcase_add_test(settings, every_row_can_be_written_and_read);
    tcase_add_test(settings, one_key_cannot_mean_two_things);
    suite_add_tcase(suite, settings);
    return suite_run(suite);
}
