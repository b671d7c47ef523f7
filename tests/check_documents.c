/* What open dialogs read for themselves. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/xmalloc.h"
#include "model/documents.h"
#include "tests/suite.h"

#define NOW 1000

static const struct call validation = {
    .op = OP_VALIDATION, .company_id = "c", .pull_id = "p"};
static const struct call pull = {.op = OP_GET_PULL, .company_id = "c", .pull_id = "p"};
static const struct call raw = {
    .op = OP_GET_PULL, .company_id = "c", .pull_id = "p", .raw = true};

static struct documents *d;

static void keep(const struct call *one, const struct call *two)
{
    const struct call *calls[] = {one, two};
    documents_keep(d, calls, one == NULL ? 0 : two == NULL ? 1 : 2);
}

static void answer(const struct call *call, char *text)
{
    struct validation *none = NULL;
    documents_answered(d, call, &none, &text, NOW);
    free(text);
}

static void set_up(void)
{
    d = documents_new();
}

static void tear_down(void)
{
    documents_free(&d);
    ck_assert_ptr_null(d);
}

START_TEST(only_what_is_open_is_kept)
{
    ck_assert_ptr_null(documents_top(d));
    answer(&raw, xstrdup("{}\n"));
    ck_assert_ptr_null(documents_find(d, &raw));
    keep(&raw, &pull);
    ck_assert(call_same(documents_top(d)->call, &raw));
    answer(&raw, xstrdup("{}\n"));
    ck_assert_str_eq(documents_find(d, &raw)->raw, "{}\n");
    ck_assert_ptr_null(documents_find(d, &pull)->raw);
    keep(&pull, NULL);
    ck_assert_ptr_null(documents_find(d, &raw));
    keep(&raw, &pull);
    ck_assert_ptr_null(documents_find(d, &raw)->raw);
    keep(NULL, NULL);
    ck_assert_ptr_null(documents_top(d));
}
END_TEST

START_TEST(what_is_covered_keeps_what_it_read)
{
    keep(&raw, NULL);
    answer(&raw, xstrdup("1\n"));
    const uint64_t version = documents_top(d)->version;
    ck_assert_uint_ne(version, 0);
    keep(&validation, &raw);
    keep(&raw, NULL);
    ck_assert_str_eq(documents_top(d)->raw, "1\n");
    ck_assert_uint_eq(documents_top(d)->version, version);
    answer(&raw, xstrdup("2\n"));
    ck_assert_str_eq(documents_top(d)->raw, "2\n");
    ck_assert_uint_ne(documents_top(d)->version, version);
}
END_TEST

START_TEST(too_many_are_left_out)
{
    char ids[DOCUMENTS_MAX + 1][16];
    struct call calls[DOCUMENTS_MAX + 1];
    const struct call *open[DOCUMENTS_MAX + 1];
    for (int i = 0; i <= DOCUMENTS_MAX; i++) {
        snprintf(ids[i], sizeof ids[i], "p%d", i);
        calls[i] = pull;
        calls[i].pull_id = ids[i];
        open[i] = &calls[i];
    }
    documents_keep(d, open, DOCUMENTS_MAX + 1);
    ck_assert_ptr_nonnull(documents_find(d, &calls[DOCUMENTS_MAX - 1]));
    ck_assert_ptr_null(documents_find(d, &calls[DOCUMENTS_MAX]));
}
END_TEST

START_TEST(validation_results_are_taken_over)
{
    const struct validation_item item = {"rule", "item", "message", "validator"};
    const struct validation record = {.errors = &item, .error_count = 1};
    struct validation *v = validation_copy(&record);
    char *none = NULL;
    keep(&validation, NULL);
    documents_answered(d, &validation, &v, &none, NOW);
    ck_assert_ptr_null(v);
    ck_assert_uint_eq(documents_top(d)->validation->error_count, 1);
}
END_TEST

START_TEST(failures_wait_longer_and_longer_and_keep_what_was_read)
{
    struct api_error e = {.call = raw, .kind = ERROR_SERVER, .text = "503"};
    keep(&raw, NULL);
    answer(&raw, xstrdup("{}\n"));
    documents_asked(d, &raw, NOW + 1);
    ck_assert_int_eq(documents_top(d)->known.asked, NOW + 1);
    documents_failed(d, &raw, &e, false, NOW + 2);
    ck_assert_int_eq(documents_top(d)->known.asked, NOW + 1);
    documents_failed(d, &raw, &e, true, NOW + 3);
    const struct knowledge *k = &documents_top(d)->known;
    ck_assert_int_eq(k->asked, 0);
    ck_assert_int_eq(k->failing, NOW + 2);
    ck_assert_str_eq(k->error->text, "503");
    int64_t first = k->not_before - (NOW + 3);
    ck_assert_str_eq(documents_top(d)->raw, "{}\n");
    documents_failed(d, &raw, &e, true, NOW + 3);
    ck_assert_int_gt(k->not_before - (NOW + 3), first);
    documents_mark_stale(d);
    ck_assert_int_eq(k->not_before, 0);
    ck_assert(documents_top(d)->stale);
    documents_asked(d, &raw, NOW + 4);
    ck_assert(!documents_top(d)->stale);
    e.kind = ERROR_CANCELLED;
    documents_failed(d, &raw, &e, true, NOW + 5);
    ck_assert_int_eq(k->asked, 0);
    ck_assert_str_eq(k->error->text, "503");
    answer(&raw, xstrdup("{}\n"));
    ck_assert_ptr_null(k->error);
}
END_TEST

START_TEST(calls_are_the_same_when_they_ask_the_same)
{
    ck_assert(call_same(&pull, &pull));
    ck_assert(!call_same(&pull, &raw));
    ck_assert(!call_same(&pull, &validation));
    struct call other = pull;
    other.pull_id = "q";
    ck_assert(!call_same(&pull, &other));
    other = pull;
    other.page = 2;
    ck_assert(!call_same(&pull, &other));
    other = pull;
    other.connection_id = "x";
    ck_assert(!call_same(&pull, &other));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("documents");
    TCase *t = tcase_create("documents");
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, only_what_is_open_is_kept);
    tcase_add_test(t, what_is_covered_keeps_what_it_read);
    tcase_add_test(t, too_many_are_left_out);
    tcase_add_test(t, validation_results_are_taken_over);
    tcase_add_test(t, failures_wait_longer_and_longer_and_keep_what_was_read);
    tcase_add_test(t, calls_are_the_same_when_they_ask_the_same);
    suite_add_tcase(s, t);
    return s;
}

int main(void)
{
    return suite_run(suite());
}
