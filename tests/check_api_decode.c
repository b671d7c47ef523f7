/* The decoders: good answers of every operation, odd ones, and broken ones by chance. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "api/endpoint.h"
#include "base/rng.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "tests/suite.h"

static struct api_event *decode(enum operation op, const char *body,
                                enum json_status *status)
{
    struct api_event *e = event_new(API_DONE, 1, &(struct call){.op = op});
    *status = endpoint_decode(endpoint_of(op), body, strlen(body), e);
    return e;
}

static struct api_event *decoded(enum operation op, const char *body)
{
    enum json_status status;
    struct api_event *e = decode(op, body, &status);
    ck_assert_int_eq(status, JSON_OK);
    return e;
}

static void refused(enum operation op, const char *body, enum json_status expected)
{
    enum json_status status;
    struct api_event *e = decode(op, body, &status);
    ck_assert_int_eq(status, expected);
    ck_assert_uint_eq(e->company_count + e->connection_count + e->pull_count, 0);
    ck_assert(!e->statuses && !e->validation && !e->profile);
    api_event_free(&e);
}

/* --- companies ------------------------------------------------------------------- */

static const char companies[] =
    "{\"pageNumber\":1,\"pageSize\":100,\"totalResults\":2,\"_links\":{"
    "\"self\":{\"href\":\"/companies\"},\"current\":{\"href\":\"/companies?page=1\"},"
    "\"next\":{\"href\":\"/companies?page=2\"}},\"results\":[{"
    "\"id\":\"c-1\",\"name\":\"\\u6771\\u4eac\\u5546\\u4f1a\",\"redirect\":\"https://l/"
    "c-1\","
    "\"description\":\"Loan 7\",\"lastSync\":\"2026-11-24T09:14:02.1234567Z\","
    "\"created\":\"2022-10-23T00:00:00+02:00\",\"createdByUserName\":\"Ann\","
    "\"products\":[\"lending\",7,\"sync\"],\"tags\":{\"region\":\"uk\",\"n\":1},"
    "\"referenceParentCompany\":{\"id\":\"c-0\",\"name\":\"Group\"},"
    "\"referenceSubsidiaryCompanies\":[{\"id\":\"c-5\"},{\"name\":\"no id\"},null],"
    "\"dataConnections\":[{\"id\":\"n-1\",\"integrationId\":\"i\",\"integrationKey\":"
    "\"gbol\","
    "\"sourceId\":\"s\",\"sourceType\":\"Accounting\",\"platformName\":\"Xero\","
    "\"linkUrl\":\"https://l/"
    "n-1\",\"status\":\"Deauthorized\",\"created\":\"2022-10-23\","
    "\"lastSync\":null,\"dataConnectionErrors\":["
    "{\"statusCode\":\"401\",\"statusText\":\"Unauthorized\",\"errorMessage\":\"gone\","
    "\"erroredOnUtc\":\"2026-11-01T00:00:00\",\"status\":\"Active\"},"
    "{\"status\":\"Resolved\",\"resolvedOnUtc\":\"2026-11-02T00:00:00\"},"
    "{\"errorMessage\":\"open\"},{\"resolvedOnUtc\":\"2026-11-02\"},\"junk\"]},"
    "{\"platformName\":\"no id\"}]},"
    "{\"id\":\"c-2\",\"name\":\"Plain\"}]}";

static void check_link(const struct company *company, const struct connection *c)
{
    char *link = connection_link(company, c);
    ck_assert_str_eq(link, "https://l/n-1");
    free(link);
}

static void check_connection(const struct connection *c)
{
    ck_assert_str_eq(c->id, "n-1");
    ck_assert_str_eq(c->platform, "Xero");
    ck_assert_str_eq(c->integration_key, "gbol");
    ck_assert_str_eq(c->source_type, "Accounting");
    ck_assert_int_eq(c->status, CONNECTION_DEAUTHORIZED);
    ck_assert_str_eq(c->status_text, "Deauthorized");
    ck_assert_int_eq(c->created, time_parse_iso("2022-10-23T00:00:00Z"));
    ck_assert_int_eq(c->last_sync, TIME_NONE);
    ck_assert_uint_eq(c->error_count, 4);
    ck_assert_str_eq(c->errors[0].status_code, "401");
    ck_assert_str_eq(c->errors[0].status_text, "Unauthorized");
    ck_assert_str_eq(c->errors[0].message, "gone");
    ck_assert_int_eq(c->errors[0].errored, time_parse_iso("2026-11-01"));
    static const bool active[] = {true, false, true, false};
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(c->errors[i].active, active[i]);
}

START_TEST(test_companies)
{
    struct api_event *e = decoded(OP_LIST_COMPANIES, companies);
    ck_assert_int_eq(e->paging.page_number, 1);
    ck_assert_int_eq(e->paging.page_size, 100);
    ck_assert_int_eq(e->paging.total, 2);
    ck_assert(e->paging.has_next);
    ck_assert_uint_eq(e->company_count, 2);
    ck_assert_uint_eq(e->skipped, 0);
    const struct company *c = e->companies[0];
    ck_assert_str_eq(c->id, "c-1");
    ck_assert_str_eq(c->name, "東京商会");
    ck_assert_str_eq(c->redirect, "https://l/c-1");
    ck_assert_str_eq(c->description, "Loan 7");
    ck_assert_str_eq(c->created_by, "Ann");
    ck_assert_int_eq(c->last_sync, time_parse_iso("2026-11-24T09:14:02.123Z"));
    ck_assert_int_eq(c->created, time_parse_iso("2022-10-22T22:00:00Z"));
    ck_assert_uint_eq(c->product_count, 2);
    ck_assert_str_eq(c->products[1], "sync");
    ck_assert_uint_eq(c->tag_count, 1);
    ck_assert_str_eq(c->tags[0].key, "region");
    ck_assert_str_eq(c->tags[0].value, "uk");
    ck_assert_str_eq(c->parent.id, "c-0");
    ck_assert_str_eq(c->parent.name, "Group");
    ck_assert_uint_eq(c->subsidiary_count, 1);
    ck_assert_str_eq(c->subsidiaries[0].id, "c-5");
    ck_assert_uint_eq(c->connection_count, 1);
    check_connection(&c->connections[0]);
    check_link(c, &c->connections[0]);
    c = e->companies[1];
    ck_assert_str_eq(c->name, "Plain");
    ck_assert_ptr_null(c->redirect);
    ck_assert_int_eq(c->last_sync, TIME_NONE);
    ck_assert_uint_eq(c->connection_count, 0);
    ck_assert_ptr_null(c->parent.id);
    api_event_free(&e);
}
END_TEST

START_TEST(test_company)
{
    struct api_event *e = decoded(
        OP_GET_COMPANY, "{\"id\":\"c-1\",\"name\":7,\"lastSync\":\"soon\",\"tags\":[],"
                        "\"products\":{},\"dataConnections\":\"none\"}");
    ck_assert_uint_eq(e->company_count, 1);
    ck_assert_ptr_null(e->companies[0]->name);
    ck_assert_int_eq(e->companies[0]->last_sync, TIME_NONE);
    ck_assert_uint_eq(e->companies[0]->tag_count, 0);
    api_event_free(&e);
    refused(OP_GET_COMPANY, "{\"name\":\"no id\"}", JSON_WRONG);
    refused(OP_GET_COMPANY, "{\"id\":\"\"}", JSON_WRONG);
    refused(OP_GET_COMPANY, "{\"id\":7}", JSON_WRONG);
    refused(OP_GET_COMPANY, "[]", JSON_WRONG);
    refused(OP_GET_COMPANY, "null", JSON_WRONG);
}
END_TEST

/* Half a list is never shown as a whole one. */
START_TEST(test_cut_list)
{
    char *cut = xstrdup(companies);
    for (size_t len = sizeof(companies) - 2; len > 0; len -= len > 7 ? 7 : len) {
        cut[len] = '\0';
        refused(OP_LIST_COMPANIES, cut, JSON_CUT);
    }
    free(cut);
}
END_TEST

/* What a contract mock answers: zeros in the paging. */
static const struct {
    const char *paging;
    struct paging expected;
} pagings[] = {
    {"\"pageNumber\":0,\"pageSize\":0,\"totalResults\":0,\"_links\":{\"next\":{}},",
     {0, 0, 0, true}},
    {"", {-1, -1, -1, false}},
    {"\"pageNumber\":-1,\"pageSize\":\"100\",\"totalResults\":null,\"_links\":7,",
     {-1, -1, -1, false}},
    {"\"pageNumber\":1e400,\"totalResults\":99999999999999999999,\"_links\":{\"next\":"
     "null},",
     {-1, -1, -1, false}},
};

START_TEST(test_paging)
{
    char *body = xasprintf("{%s\"results\":[]}", pagings[_i].paging);
    struct api_event *e = decoded(OP_LIST_PULLS, body);
    ck_assert_int_eq(e->paging.page_number, pagings[_i].expected.page_number);
    ck_assert_int_eq(e->paging.page_size, pagings[_i].expected.page_size);
    ck_assert_int_eq(e->paging.total, pagings[_i].expected.total);
    ck_assert_int_eq(e->paging.has_next, pagings[_i].expected.has_next);
    api_event_free(&e);
    free(body);
}
END_TEST

START_TEST(test_connections)
{
    struct api_event *e =
        decoded(OP_LIST_CONNECTIONS,
                "{\"results\":[{\"id\":\"n\",\"status\":\"Sleeping\"},null,7,"
                "{\"status\":\"Linked\"},{\"id\":\"m\",\"status\":\"Linked\"}]}");
    ck_assert_uint_eq(e->connection_count, 2);
    ck_assert_uint_eq(e->skipped, 3);
    ck_assert_int_eq(e->connections[0]->status, CONNECTION_UNKNOWN);
    ck_assert_str_eq(e->connections[0]->status_text, "Sleeping");
    ck_assert_int_eq(e->connections[1]->status, CONNECTION_LINKED);
    api_event_free(&e);
}
END_TEST

/* --- statuses and pulls ---------------------------------------------------------- */

START_TEST(test_data_status)
{
    struct api_event *e = decoded(
        OP_DATA_STATUS,
        "{\"invoices\":{\"dataType\":\"accounts\",\"currentStatus\":\"FetchError\","
        "\"lastSuccessfulSync\":\"2026-11-21T09:14:02Z\",\"latestSyncId\":\"p-2\","
        "\"latestSuccessfulSyncId\":\"p-1\"},\"bills\":null,"
        "\"banking-accounts\":{\"dataType\":\"banking-accounts\"},"
        "\"x\\u202ecustom\":{\"currentStatus\":\"Pondering\"},\"junk\":7,\"\":null}");
    const struct data_statuses *s = e->statuses;
    ck_assert_uint_eq(s->count, 4);
    ck_assert_uint_eq(e->skipped, 2);
    ck_assert_str_eq(s->items[0].data_type, "invoices");
    ck_assert_int_eq(s->items[0].status, PULL_FETCH_ERROR);
    ck_assert_int_eq(s->items[0].last_success, time_parse_iso("2026-11-21T09:14:02Z"));
    ck_assert_str_eq(s->items[0].latest_sync_id, "p-2");
    ck_assert_str_eq(s->items[0].latest_successful_sync_id, "p-1");
    ck_assert_str_eq(s->items[1].data_type, "bills");
    ck_assert_int_eq(s->items[1].status, PULL_NONE);
    ck_assert_ptr_null(s->items[1].status_text);
    ck_assert_int_eq(s->items[1].last_success, TIME_NONE);
    ck_assert_int_eq(s->items[2].status, PULL_NONE);
    ck_assert_str_eq(s->items[3].data_type, "xcustom");
    ck_assert_int_eq(s->items[3].status, PULL_OTHER);
    ck_assert_str_eq(s->items[3].status_text, "Pondering");
    api_event_free(&e);
    e = decoded(OP_DATA_STATUS, "{}");
    ck_assert_uint_eq(e->statuses->count, 0);
    api_event_free(&e);
    refused(OP_DATA_STATUS, "[]", JSON_WRONG);
}
END_TEST

static const char pull[] =
    "{\"id\":\"p-1\",\"companyId\":\"c-1\",\"connectionId\":\"n-1\","
    "\"dataType\":\"invoices\",\"status\":\"Fetching\",\"statusDescription\":\"Paused\","
    "\"errorMessage\":\"none yet\",\"requested\":\"2026-11-24T09:14:02.0000000\","
    "\"completed\":\"2026-11-24T09:15:02Z\",\"progress\":46,\"isCompleted\":false,"
    "\"isErrored\":true}";

static void check_pull(const struct pull *p)
{
    ck_assert_str_eq(p->id, "p-1");
    ck_assert_str_eq(p->company_id, "c-1");
    ck_assert_str_eq(p->connection_id, "n-1");
    ck_assert_str_eq(p->data_type, "invoices");
    ck_assert_str_eq(p->status_text, "Fetching");
    ck_assert_int_eq(p->status, PULL_FETCHING);
    ck_assert_str_eq(p->status_description, "Paused");
    ck_assert_str_eq(p->error_message, "none yet");
    ck_assert_int_eq(p->requested, time_parse_iso("2026-11-24T09:14:02Z"));
    ck_assert_int_eq(p->completed, time_parse_iso("2026-11-24T09:15:02Z"));
    ck_assert_int_eq(p->progress, 46);
    ck_assert(!p->is_completed);
    ck_assert(p->is_errored);
}

START_TEST(test_pulls)
{
    static const enum operation single[] = {OP_GET_PULL, OP_REFRESH_TYPE};
    for (size_t i = 0; i < 2; i++) {
        struct api_event *e = decoded(single[i], pull);
        ck_assert_uint_eq(e->pull_count, 1);
        check_pull(e->pulls[0]);
        api_event_free(&e);
        refused(single[i], "{\"status\":\"Queued\"}", JSON_WRONG);
        refused(single[i], "", JSON_EMPTY);
    }
    char *page = xasprintf("{\"results\":[%s,{\"id\":\"p-2\",\"progress\":101,"
                           "\"isErrored\":\"true\"},{}]}",
                           pull);
    struct api_event *e = decoded(OP_LIST_PULLS, page);
    ck_assert_uint_eq(e->pull_count, 2);
    ck_assert_uint_eq(e->skipped, 1);
    check_pull(e->pulls[0]);
    ck_assert_int_eq(e->pulls[1]->progress, -1);
    ck_assert(!e->pulls[1]->is_errored);
    ck_assert_int_eq(e->pulls[1]->status, PULL_NONE);
    ck_assert_int_eq(e->pulls[1]->requested, TIME_NONE);
    api_event_free(&e);
    free(page);
}
END_TEST

/* --- the others ------------------------------------------------------------------ */

static const char validation[] =
    "{\"errors\":[{\"ruleId\":\"r\",\"itemId\":\"i\",\"message\":\"m\\nn\","
    "\"validatorName\":\"v\"},null,7],\"warnings\":[{},{\"message\":\"w\"}]}";

START_TEST(test_validation)
{
    struct api_event *e = decoded(OP_VALIDATION, validation);
    ck_assert_uint_eq(e->validation->error_count, 1);
    ck_assert_str_eq(e->validation->errors[0].rule_id, "r");
    ck_assert_str_eq(e->validation->errors[0].item_id, "i");
    ck_assert_str_eq(e->validation->errors[0].message, "m n");
    ck_assert_str_eq(e->validation->errors[0].validator, "v");
    ck_assert_uint_eq(e->validation->warning_count, 2);
    ck_assert_ptr_null(e->validation->warnings[0].message);
    ck_assert_str_eq(e->validation->warnings[1].message, "w");
    api_event_free(&e);
    e = decoded(OP_VALIDATION, "{\"errors\":null}");
    ck_assert_uint_eq(e->validation->error_count + e->validation->warning_count, 0);
    api_event_free(&e);
    refused(OP_VALIDATION, "[]", JSON_WRONG);
}
END_TEST

START_TEST(test_profile)
{
    struct api_event *e = decoded(OP_PROFILE, "{\"name\":\"Acme\\u001b[2J\"}");
    ck_assert(text_is_clean(e->profile->name, strlen(e->profile->name)));
    api_event_free(&e);
    e = decoded(OP_PROFILE, "{}");
    ck_assert_ptr_null(e->profile->name);
    api_event_free(&e);
    refused(OP_PROFILE, "\"Acme\"", JSON_WRONG);
}
END_TEST

/* It answers 204; anything that is no web page will do. */
START_TEST(test_refresh_all)
{
    static const char *const good[] = {"", " ", "{}", "null", "[]"};
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        struct api_event *e = decoded(OP_REFRESH_ALL, good[i]);
        api_event_free(&e);
    }
    refused(OP_REFRESH_ALL, "<html>Log in</html>", JSON_BAD);
}
END_TEST

/* --- by chance ------------------------------------------------------------------- */

static const struct {
    enum operation op;
    const char *body;
} seeds[] = {
    {OP_LIST_COMPANIES, companies},
    {OP_GET_PULL, pull},
    {OP_VALIDATION, validation},
    {OP_DATA_STATUS,
     "{\"invoices\":{\"currentStatus\":\"Complete\",\"latestSyncId\":\"p\"},"
     "\"bills\":null}"},
};

/* One change: a byte replaced, dropped or doubled, or two of the text's bytes swapped. */
static void mutate(struct rng *rng, char *text, size_t *len)
{
    static const char bytes[] = "{}[]\",:\\0-e.ntu \xff\xc3\x01\x7f";
    size_t at = rng_below(rng, *len), other = rng_below(rng, *len);
    char was = text[at];
    switch (rng_below(rng, 4)) {
    case 0:
        text[at] = bytes[rng_below(rng, sizeof(bytes))];
        break;
    case 1:
        memmove(text + at, text + at + 1, *len - at - 1);
        --*len;
        break;
    case 2:
        memmove(text + at + 1, text + at, *len - at);
        ++*len;
        break;
    default:
        text[at] = text[other];
        text[other] = was;
        break;
    }
}

START_TEST(test_mutations)
{
    enum { ROUNDS = 3000, CHANGES = 6 };
    const char *body = seeds[_i].body;
    struct rng rng = {(uint64_t)_i + 1};
    char *text = xmalloc(strlen(body) + CHANGES + 1);
    unsigned good = 0, bad = 0;
    for (int round = 0; round < ROUNDS; round++) {
        size_t len = strlen(body);
        memcpy(text, body, len);
        for (uint64_t i = 1 + rng_below(&rng, CHANGES); i > 0; i--)
            mutate(&rng, text, &len);
        struct api_event *e = event_new(API_DONE, 1, &(struct call){.op = seeds[_i].op});
        if (endpoint_decode(endpoint_of(seeds[_i].op), text, len, e) == JSON_OK)
            good++;
        else
            bad++;
        for (size_t i = 0; i < e->company_count; i++)
            ck_assert(e->companies[i]->id && *e->companies[i]->id);
        api_event_free(&e);
    }
    /* Both kinds came up, so neither path was left out. */
    ck_assert_uint_gt(good, 0);
    ck_assert_uint_gt(bad, 0);
    free(text);
}
END_TEST

#define LOOP(tc, test, rows)                                                             \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof(rows[0])))

int main(void)
{
    Suite *suite = suite_create("api decoders");
    TCase *tc = tcase_create("decode");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_companies);
    tcase_add_test(tc, test_company);
    tcase_add_test(tc, test_cut_list);
    LOOP(tc, test_paging, pagings);
    tcase_add_test(tc, test_connections);
    tcase_add_test(tc, test_data_status);
    tcase_add_test(tc, test_pulls);
    tcase_add_test(tc, test_validation);
    tcase_add_test(tc, test_profile);
    tcase_add_test(tc, test_refresh_all);
    LOOP(tc, test_mutations, seeds);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
