/* The simulator's operations over real HTTP: every record against a table of the fields
 * that Codat's specification names, pages, and what a refresh does. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "tests/sim_client.h"
#include "tests/sim_spec.h"
#include "tests/suite.h"

#define COMPANIES 60

static struct sim *sim;

static void setup(void)
{
    struct sim_config config = {.companies = COMPANIES, .seed = 7};
    sim = client_start(&config);
}

static void teardown(void)
{
    sim_stop(&sim);
}

/* GETs a path and checks what comes; the caller frees the answer. */
static void get(const char *path, const struct spec_rule *rules, struct answer *answer)
{
    client_get(sim, path, answer);
    spec_check(path, rules, answer->json);
}

/* Expects an error of Codat's form whose text contains part. */
static void expect_error(const char *method, const char *path, long status,
                         const char *part)
{
    struct answer answer;
    client_send(sim, method, path, NULL, &answer);
    ck_assert_msg(answer.status == status && answer.json != NULL, "%s: %ld %s", path,
                  answer.status, buf_str(&answer.body));
    spec_check(path, spec_error_message, answer.json);
    ck_assert_int_eq(
        json_object_get_int(json_object_object_get(answer.json, "statusCode")), status);
    const char *text = client_string(answer.json, "error");
    ck_assert_msg(strstr(text, part) != NULL, "%s: %s", path, text);
    client_free(&answer);
}

static json_object *results(const struct answer *answer)
{
    return json_object_object_get(answer->json, "results");
}

static json_object *result(const struct answer *answer, size_t n)
{
    return json_object_array_get_idx(results(answer), n);
}

static int64_t integer(json_object *object, const char *name)
{
    return json_object_get_int64(json_object_object_get(object, name));
}

static char *path_of(json_object *record, const char *rest)
{
    return xasprintf("/companies/%s%s", client_string(record, "id"), rest);
}

/* --- conformance ----------------------------------------------------------------- */

static void check_connections(json_object *record)
{
    struct answer list, one;
    char *path = path_of(record, "/connections");
    get(path, spec_connections_page, &list);
    ck_assert(json_object_equal(results(&list),
                                json_object_object_get(record, "dataConnections")));
    char *single = xasprintf("%s/%s", path, client_string(result(&list, 0), "id"));
    get(single, spec_connection, &one);
    ck_assert(json_object_equal(one.json, result(&list, 0)));
    client_free(&one);
    client_free(&list);
    free(single);
    free(path);
}

static void check_validation(json_object *record, json_object *of)
{
    struct answer answer;
    char *path = xasprintf("/companies/%s/sync/%s/validation",
                           client_string(record, "id"), client_string(of, "id"));
    get(path, spec_validation, &answer);
    bool failed = strcmp(client_string(of, "status"), "ValidationError") == 0;
    json_object *errors = json_object_object_get(answer.json, "errors");
    ck_assert(failed == (json_object_array_length(errors) > 0));
    client_free(&answer);
    free(path);
}

static void check_pull(json_object *record, json_object *of)
{
    const char *status = client_string(of, "status");
    bool complete = strcmp(status, "Complete") == 0;
    bool ended = json_object_object_get_ex(of, "completed", NULL);
    ck_assert_str_eq(client_string(of, "companyId"), client_string(record, "id"));
    ck_assert(complete ==
              json_object_get_boolean(json_object_object_get(of, "isCompleted")));
    ck_assert(complete == (integer(of, "progress") == 100));
    if (json_object_get_boolean(json_object_object_get(of, "isErrored"))) {
        ck_assert(ended);
        ck_assert(*client_string(of, "errorMessage") != '\0');
    }
    if (strcmp(status, "RateLimitError") == 0)
        ck_assert_int_eq(
            strncmp(client_string(of, "statusDescription"), "Paused until 2026-", 18), 0);
}

static void check_pulls(json_object *record)
{
    struct answer list, one;
    char *path = path_of(record, "/data/history?pageSize=5000");
    get(path, spec_pulls_page, &list);
    size_t count = json_object_array_length(results(&list));
    for (size_t n = 0; n < count; n += 9)
        check_pull(record, result(&list, n));
    for (size_t n = 0; n < count; n += 60) {
        char *single =
            xasprintf("/companies/%s/data/history/%s", client_string(record, "id"),
                      client_string(result(&list, n), "id"));
        get(single, spec_pull, &one);
        ck_assert(json_object_equal(one.json, result(&list, n)));
        check_validation(record, one.json);
        client_free(&one);
        free(single);
    }
    client_free(&list);
    free(path);
}

static void check_statuses(json_object *record)
{
    struct answer answer;
    char *path = path_of(record, "/dataStatus");
    client_get(sim, path, &answer);
    ck_assert_int_eq(json_object_object_length(answer.json), 43);
    for (size_t n = 0; spec_data_types[n] != NULL; n++) {
        json_object *status = NULL;
        ck_assert(json_object_object_get_ex(answer.json, spec_data_types[n], &status));
        if (status == NULL)
            continue;
        spec_check(path, spec_data_status, status);
        ck_assert_str_eq(client_string(status, "dataType"), spec_data_types[n]);
        bool at = json_object_object_get_ex(status, "lastSuccessfulSync", NULL);
        ck_assert(at ==
                  json_object_object_get_ex(status, "latestSuccessfulSyncId", NULL));
    }
    client_free(&answer);
    free(path);
}

START_TEST(every_record_obeys_the_specification)
{
    struct answer list, one;
    get("/companies", spec_companies_page, &list);
    size_t count = json_object_array_length(results(&list));
    ck_assert_uint_eq(count, COMPANIES);
    for (size_t n = 0; n < count; n++) {
        json_object *record = result(&list, n);
        char *path = path_of(record, "");
        get(path, spec_company, &one);
        ck_assert(json_object_equal(one.json, record));
        check_connections(record);
        check_statuses(record);
        check_pulls(record);
        client_free(&one);
        free(path);
    }
    client_free(&list);
    get("/profile", spec_profile, &one);
    ck_assert_str_eq(client_string(one.json, "name"), "Acme Lending");
    client_free(&one);
}
END_TEST

START_TEST(statuses_and_histories_agree)
{
    for (unsigned n = 0; n < 10; n++) {
        struct answer statuses, pulls;
        char *path = client_path(sim, n, "/dataStatus");
        client_get(sim, path, &statuses);
        free(path);
        json_object_object_foreach(statuses.json, type, status)
        {
            char *rest = xasprintf(
                "/data/history?pageSize=1&orderBy=-requested&query=dataType%%3D%s", type);
            path = client_path(sim, n, rest);
            get(path, spec_pulls_page, &pulls);
            ck_assert((status == NULL) == (integer(pulls.json, "totalResults") == 0));
            if (status != NULL) {
                json_object *latest = result(&pulls, 0);
                ck_assert_str_eq(client_string(latest, "status"),
                                 client_string(status, "currentStatus"));
                ck_assert_str_eq(client_string(latest, "dataType"), type);
            }
            client_free(&pulls);
            free(path);
            free(rest);
        }
        client_free(&statuses);
    }
}
END_TEST

/* --- pages, orders, queries ------------------------------------------------------ */

START_TEST(pages_follow_each_other)
{
    struct answer all, page;
    get("/companies?pageSize=5000", spec_companies_page, &all);
    size_t total = 0;
    char *path = xstrdup("/companies?page=1&pageSize=7");
    while (path != NULL) {
        get(path, spec_companies_page, &page);
        free(path);
        path = NULL;
        size_t count = json_object_array_length(results(&page));
        for (size_t n = 0; n < count; n++)
            ck_assert_str_eq(client_string(result(&page, n), "id"),
                             client_string(result(&all, total + n), "id"));
        total += count;
        ck_assert_int_eq(integer(page.json, "totalResults"), COMPANIES);
        ck_assert_int_eq(integer(page.json, "pageSize"), 7);
        json_object *next =
            json_object_object_get(json_object_object_get(page.json, "_links"), "next");
        if (next != NULL)
            path = xstrdup(client_string(next, "href"));
        client_free(&page);
    }
    ck_assert_uint_eq(total, COMPANIES);
    get("/companies?page=1000", spec_companies_page, &page);
    ck_assert_uint_eq(json_object_array_length(results(&page)), 0);
    ck_assert_int_eq(integer(page.json, "totalResults"), COMPANIES);
    client_free(&page);
    client_free(&all);
}
END_TEST

static const struct {
    const char *arguments;
    const char *part;
} refused[] = {
    {"page=0", "page"},
    {"page=-1", "page"},
    {"page=x", "page"},
    {"page=99999999999", "page"},
    {"page=", "page"},
    {"pageSize=0", "pageSize"},
    {"pageSize=5001", "pageSize"},
    {"pageSize=1e3", "pageSize"},
    {"query=name", "Malformed query"},
    {"query=%7Bname%3Dx", "Malformed query"},
    {"query=isCompleted%3Dtrue", "Could not resolve property isCompleted"},
    {"orderBy=colour", "Could not resolve property colour"},
    {"tags=region", "Malformed query"},
};

START_TEST(wrong_arguments_are_refused)
{
    char *path = xasprintf("/companies?%s", refused[_i].arguments);
    expect_error("GET", path, 400, refused[_i].part);
    free(path);
}
END_TEST

START_TEST(completion_cannot_be_queried)
{
    char *path = client_path(sim, 0, "/data/history?query=isCompleted%3Dtrue");
    expect_error(
        "GET", path, 400,
        "Error parsing query - Could not resolve property isCompleted on Dataset");
    free(path);
}
END_TEST

START_TEST(companies_are_ordered_and_filtered)
{
    struct answer page;
    get("/companies?orderBy=-created&pageSize=60", spec_companies_page, &page);
    for (size_t n = 1; n < COMPANIES; n++)
        ck_assert_int_le(time_parse_iso(client_string(result(&page, n), "created")),
                         time_parse_iso(client_string(result(&page, n - 1), "created")));
    client_free(&page);
    get("/companies?tags=region%3Duk%20%26%26%20team%3Dlending", spec_companies_page,
        &page);
    size_t count = json_object_array_length(results(&page));
    ck_assert_uint_gt(count, 0);
    ck_assert_uint_lt(count, COMPANIES);
    for (size_t n = 0; n < count; n++) {
        json_object *tags = json_object_object_get(result(&page, n), "tags");
        ck_assert_str_eq(client_string(tags, "region"), "uk");
        ck_assert_str_eq(client_string(tags, "team"), "lending");
    }
    client_free(&page);
    get("/companies?query=created%3E2026-01-01&pageSize=1", spec_companies_page, &page);
    ck_assert_int_gt(integer(page.json, "totalResults"), 0);
    ck_assert_int_lt(integer(page.json, "totalResults"), COMPANIES);
    json_object *next =
        json_object_object_get(json_object_object_get(page.json, "_links"), "next");
    ck_assert_ptr_nonnull(
        strstr(client_string(next, "href"), "query=created%3E2026-01-01"));
    client_free(&page);
}
END_TEST

/* --- refreshes ------------------------------------------------------------------- */

/* The path of the first company of the fleet whose only connection has that status. */
static char *single_company(const char *status, const char *rest)
{
    struct answer page;
    char *path = NULL;
    client_get(sim, "/companies", &page);
    for (size_t n = 0; path == NULL && n < COMPANIES; n++) {
        json_object *list = json_object_object_get(result(&page, n), "dataConnections");
        json_object *first = json_object_array_get_idx(list, 0);
        if (json_object_array_length(list) == 1 &&
            strcmp(client_string(first, "sourceType"), "Accounting") == 0 &&
            strcmp(client_string(first, "status"), status) == 0)
            path = path_of(result(&page, n), rest);
    }
    client_free(&page);
    ck_assert_ptr_nonnull(path);
    return path;
}

static void post(const char *path, long status, struct answer *answer)
{
    client_send(sim, "POST", path, NULL, answer);
    ck_assert_msg(answer->status == status, "%s: %ld %s", path, answer->status,
                  buf_str(&answer->body));
}

/* Reads a pull until it has ended, moving time on; the caller frees the answer. */
static void follow(const char *path, struct answer *answer)
{
    int64_t progress = 0;
    for (int n = 0; n < 1000; n++) {
        get(path, spec_pull, answer);
        ck_assert_int_ge(integer(answer->json, "progress"), progress);
        progress = integer(answer->json, "progress");
        if (json_object_object_get_ex(answer->json, "completed", NULL))
            return;
        client_free(answer);
        sim_advance(sim, 500);
    }
    ck_abort_msg("%s never ends", path);
}

START_TEST(a_refresh_moves_to_its_end)
{
    struct answer queued, again, ended, statuses;
    char *company_path = single_company("Linked", "");
    char *queue = xasprintf("%s/data/queue/invoices", company_path);
    post(queue, 200, &queued);
    spec_check(queue, spec_pull, queued.json);
    ck_assert_str_eq(client_string(queued.json, "status"), "Initial");
    ck_assert_int_eq(integer(queued.json, "progress"), 0);
    const char *id = client_string(queued.json, "id");
    post(queue, 400, &again);
    spec_check(queue, spec_error_message, again.json);
    char *expected =
        xasprintf("DatasetAlreadyInProgressException: Cannot queue invoices as "
                  "previous sync %s is still in progress",
                  id);
    ck_assert_str_eq(client_string(again.json, "error"), expected);
    char *single = xasprintf("%s/data/history/%s", company_path, id);
    follow(single, &ended);
    char *path = xasprintf("%s/dataStatus", company_path);
    client_get(sim, path, &statuses);
    json_object *status = json_object_object_get(statuses.json, "invoices");
    ck_assert_str_eq(client_string(status, "latestSyncId"), id);
    ck_assert_str_eq(client_string(status, "currentStatus"),
                     client_string(ended.json, "status"));
    client_free(&again);
    post(queue, 200, &again);
    client_free(&again);
    client_free(&queued);
    client_free(&ended);
    client_free(&statuses);
    free(path);
    free(single);
    free(expected);
    free(queue);
    free(company_path);
}
END_TEST

START_TEST(a_refresh_of_all_answers_nothing_and_queues_much)
{
    struct answer before, answer, after;
    char *company_path = single_company("Linked", "");
    char *history = xasprintf("%s/data/history?pageSize=1", company_path);
    char *all = xasprintf("%s/data/all", company_path);
    get(history, spec_pulls_page, &before);
    post(all, 204, &answer);
    ck_assert_uint_eq(answer.body.len, 0);
    get(history, spec_pulls_page, &after);
    ck_assert_int_gt(integer(after.json, "totalResults"),
                     integer(before.json, "totalResults") + 8);
    client_free(&before);
    client_free(&answer);
    client_free(&after);
    free(all);
    free(history);
    free(company_path);
}
END_TEST

START_TEST(a_deauthorized_customer_must_relink)
{
    struct answer queued, ended;
    char *queue = single_company("Deauthorized", "/data/queue/invoices");
    post(queue, 200, &queued);
    char *path = xasprintf("/companies/%s/data/history/%s",
                           client_string(queued.json, "companyId"),
                           client_string(queued.json, "id"));
    follow(path, &ended);
    ck_assert_str_eq(client_string(ended.json, "status"), "AuthError");
    client_free(&queued);
    client_free(&ended);
    free(path);
    free(queue);
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
    static const char nobody[] = "846ed55c-974b-4392-a1f1-87b6fdbf3c5e";
    char *linked = single_company("Linked", "");
    struct {
        const char *method, *rest;
        long status;
        const char *part;
    } cases[] = {
        {"POST", "/data/queue/nonsense", 404,
         "Datatype nonsense not supported by platform"},
        {"POST", "/data/queue/commerce-orders", 404, "not supported by platform(s) "},
        {"POST", "/data/queue/invoices?connectionId=846ed55c-974b-4392-a1f1-87b6fdbf3c5e",
         404, "Data connection 846ed55c-974b-4392-a1f1-87b6fdbf3c5e not found"},
        {"POST", "/data/queue/invoices?connectionId=x", 404,
         "Data connection x not found"},
        {"GET", "/data/history/846ed55c-974b-4392-a1f1-87b6fdbf3c5e", 404, "No dataset"},
        {"GET", "/sync/x/validation", 404, "No dataset"},
        {"GET", "/connections/x", 404, "Data connection x not found"},
        {"GET", "/nothing", 404, "Nothing is at"},
        {"GET", "/", 404, "Nothing is at"},
        {"GET", "/data/all", 405, "GET is not allowed"},
        {"POST", "/dataStatus", 405, "POST is not allowed"},
        {"DELETE", "", 405, "DELETE is not allowed"},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        char *path = xasprintf("%s%s", linked, cases[n].rest);
        expect_error(cases[n].method, path, cases[n].status, cases[n].part);
        free(path);
    }
    char *path = xasprintf("/companies/%s/dataStatus", nobody);
    expect_error("GET", path, 404, "No company was found with ID 846ed55c");
    expect_error("GET", "/companies/%ff%1b", 404, "No company was found");
    expect_error("GET", "/", 404, "Nothing is at /");
    free(path);
    free(linked);
}
END_TEST

int main(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Suite *s = suite_create("sim");
    TCase *tc = tcase_create("operations");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, every_record_obeys_the_specification);
    tcase_add_test(tc, statuses_and_histories_agree);
    tcase_add_test(tc, pages_follow_each_other);
    tcase_add_loop_test(tc, wrong_arguments_are_refused, 0,
                        (int)(sizeof refused / sizeof *refused));
    tcase_add_test(tc, completion_cannot_be_queried);
    tcase_add_test(tc, companies_are_ordered_and_filtered);
    tcase_add_test(tc, a_refresh_moves_to_its_end);
    tcase_add_test(tc, a_refresh_of_all_answers_nothing_and_queues_much);
    tcase_add_test(tc, a_deauthorized_customer_must_relink);
    tcase_add_test(tc, what_is_not_there_is_not_found);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
