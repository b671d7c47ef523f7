/* The file of what is remembered: written whole or not at all, for its owner alone. */
#include "config.h"

#include <check.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "config/file.h"
#include "config/state.h"
#include "tests/place.h"
#include "tests/suite.h"

static void write_good(const char *path, const char *pairs)
{
    char *error = NULL;
    ck_assert_msg(state_write(path, "arrangement", pairs, &error), "%s", error);
}

static mode_t mode_of(const char *path)
{
    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    return st.st_mode & 0777;
}

static size_t entries(const char *folder)
{
    DIR *d = opendir(folder);
    ck_assert_ptr_nonnull(d);
    size_t n = 0;
    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

START_TEST(what_is_written_is_read)
{
    struct buf pairs = {0};
    state_add(&pairs, "sort.companies", "name descending");
    state_add(&pairs, "width", "38");
    const char *path = place_path("a/b/codatop/state.ini");
    write_good(path, buf_str(&pairs));
    buf_free(&pairs);
    char *error = NULL;
    struct config *c = config_read(path, true, &error);
    ck_assert_msg(c != NULL, "%s", error);
    ck_assert_uint_eq(c->count, 2);
    ck_assert_str_eq(c->pairs[0].section, "arrangement");
    ck_assert_str_eq(c->pairs[0].name, "sort.companies");
    ck_assert_str_eq(c->pairs[0].value, "name descending");
    ck_assert_str_eq(c->pairs[1].value, "38");
    config_free(&c);
}
END_TEST

START_TEST(it_is_for_its_owner_alone)
{
    umask(0);
    write_good(place_path("x/codatop/state.ini"), "a = 1\n");
    ck_assert_int_eq(mode_of(place_path("x/codatop/state.ini")), 0600);
    ck_assert_int_eq(mode_of(place_path("x/codatop")), 0700);
    ck_assert_int_eq(mode_of(place_path("x")), 0700);
    ck_assert_int_eq(chmod(place_path("x/codatop/state.ini"), 0666), 0);
    write_good(place_path("x/codatop/state.ini"), "a = 2\n");
    ck_assert_int_eq(mode_of(place_path("x/codatop/state.ini")), 0600);
}
END_TEST

START_TEST(nothing_is_left_beside_it)
{
    for (int i = 0; i < 3; i++)
        write_good(place_path("state.ini"), "a = 1\n");
    ck_assert_uint_eq(entries(place_path("")), 1);
}
END_TEST

/* Where a folder is in its place, the rename fails at the very end. */
START_TEST(a_failure_changes_nothing)
{
    char *error = NULL;
    ck_assert_int_eq(mkdir(place_path("state.ini"), 0700), 0);
    place_puts("state.ini/x", "");
    ck_assert(!state_write(place_path("state.ini"), "arrangement", "a = 1\n", &error));
    ck_assert_ptr_nonnull(strstr(error, "state.ini: What was arranged cannot be"));
    free(error);
    ck_assert_uint_eq(entries(place_path("")), 1);
    place_puts("file", "");
    ck_assert(!state_write(place_path("file/state.ini"), "arrangement", "", &error));
    free(error);
    char *content = place_read("file");
    ck_assert_str_eq(content, "");
    free(content);
}
END_TEST

START_TEST(what_could_not_be_read_back_is_left_out)
{
    struct buf b = {0};
    char longest[400];
    memset(longest, 'x', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    state_add(&b, "a", "one ; two");
    state_add(&b, "a", ";");
    state_add(&b, "a", "line\nb = 2");
    state_add(&b, "a", "caf\xE9");
    state_add(&b, "a", " blank");
    state_add(&b, "a", longest);
    state_add(&b, "a=b", "1");
    state_add(&b, "[a", "1");
    state_add(&b, "#a", "1");
    state_add(&b, "", "1");
    ck_assert_str_eq(buf_str(&b), "");
    state_add(&b, "a", "東京; und mehr");
    state_add(&b, "b", "");
    ck_assert_str_eq(buf_str(&b), "a = 東京; und mehr\nb = \n");
    buf_free(&b);
}
END_TEST

START_TEST(it_has_a_place)
{
    setenv("XDG_STATE_HOME", "/s", 1);
    char *path = state_place();
    ck_assert_str_eq(path, "/s/codatop/state.ini");
    free(path);
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", "/h", 1);
    path = state_place();
    ck_assert_str_eq(path, "/h/.local/state/codatop/state.ini");
    free(path);
    unsetenv("HOME");
    ck_assert_ptr_null(state_place());
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("state");
    TCase *state = tcase_create("state");
    tcase_add_checked_fixture(state, place_open, place_close);
    tcase_add_test(state, what_is_written_is_read);
    tcase_add_test(state, it_is_for_its_owner_alone);
    tcase_add_test(state, nothing_is_left_beside_it);
    tcase_add_test(state, a_failure_changes_nothing);
    tcase_add_test(state, what_could_not_be_read_back_is_left_out);
    tcase_add_test(state, it_has_a_place);
    suite_add_tcase(suite, state);
    return suite_run(suite);
}
