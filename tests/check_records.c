/* Records: copies in one block, comparisons, statuses, and errors in words. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/xmalloc.h"
#include "model_make.h"
#include "tests/suite.h"

/* --- companies ---------------------------------------------------------------------- */

static const struct connection_error trouble[] = {
    {"401", "Unauthorized", "token revoked", WALL, TIME_NONE, true},
    {NULL, NULL, NULL, TIME_NONE, TIME_NONE, false},
};
static const struct connection connections[] = {
    {.id = "n1", .platform = "Xero", .status = CONNECTION_LINKED, .created = 5},
    {.id = "n2", .errors = trouble, .error_count = 2, .last_sync = 7},
};
static const struct tag tags[] = {{"region", "north"}, {"empty", ""}};
static const char *const products[] = {"lending", "expenses"};
static const struct company_ref children[] = {{"k1", "Child"}, {"k2", NULL}};

static struct company full_company(void)
{
    return (struct company){
        .id = "c1",
        .name = "東京商会",
        .redirect = "https://link.example/c1",
        .created = 1,
        .last_sync = TIME_NONE,
        .connections = connections,
        .connection_count = 2,
        .tags = tags,
        .tag_count = 2,
        .products = products,
        .product_count = 2,
        .parent = {"p1", "Parent"},
        .subsidiaries = children,
        .subsidiary_count = 2,
    };
}

/* Links with both ids, one id, none, a part of one, and none at all. */
START_TEST(links_survive_being_stored_short)
{
    static const char *const links[] = {
        "https://l/companies/c1/connections/n1/start",
        "https://l/c1",
        "https://l/x",
        "c1n1c1c1n1",
        "c",
        "",
    };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        struct connection connection = {.id = "n1", .link_url = links[i]};
        struct company c = full_company();
        c.connections = &connection;
        c.connection_count = 1;
        struct company *copy = company_copy(&c);
        struct company *again = company_copy(copy);
        char *link = connection_link(again, &again->connections[0]);
        ck_assert_str_eq(link, links[i]);
        ck_assert(company_equal(copy, again));
        ck_assert_uint_le(strlen(copy->connections[0].link_url), strlen(links[i]));
        free(link);
        free(again);
        free(copy);
    }
    struct connection none = {.id = "n1"};
    struct company c = full_company();
    ck_assert_ptr_null(connection_link(&c, &none));
}
END_TEST

START_TEST(a_string_that_another_ends_with_is_stored_once)
{
    struct company c = full_company();
    struct company *copy = company_copy(&c);
    ck_assert_str_eq(copy->redirect, "https://link.example/c1");
    ck_assert_str_eq(copy->id, "c1");
    ck_assert_ptr_eq(copy->id, copy->redirect + strlen("https://link.example/"));
    free(copy);
}
END_TEST

START_TEST(a_company_is_copied_with_all_inside)
{
    struct company c = full_company();
    struct company *copy = company_copy(&c);
    ck_assert(company_equal(copy, &c));
    ck_assert_str_eq(copy->name, "東京商会");
    ck_assert_ptr_ne(copy->name, c.name);
    ck_assert_ptr_null(copy->description);
    ck_assert_int_eq(copy->connections[1].errors[0].active, true);
    ck_assert_str_eq(copy->connections[1].errors[0].message, "token revoked");
    ck_assert_ptr_null(copy->connections[1].errors[1].message);
    ck_assert_str_eq(copy->tags[1].value, "");
    ck_assert_str_eq(copy->products[1], "expenses");
    ck_assert_str_eq(copy->parent.name, "Parent");
    ck_assert_ptr_null(copy->subsidiaries[1].name);
    record_free(&copy);
    ck_assert_ptr_null(copy);
}
END_TEST

START_TEST(a_copy_of_a_copy_is_equal)
{
    struct company c = full_company();
    struct company *first = company_copy(&c);
    struct company *second = company_copy(first);
    free(first);
    ck_assert(company_equal(second, &c));
    free(second);
}
END_TEST

/* Each change of one field is a difference; only some of them mean that it moved. */
START_TEST(every_field_of_a_company_counts)
{
    struct company base = full_company(), c;
    struct connection other[2] = {connections[0], connections[1]};
#define DIFFERS(change, moves)                                                           \
    do {                                                                                 \
        c = base;                                                                        \
        change;                                                                          \
        ck_assert_msg(!company_equal(&base, &c), #change);                               \
        ck_assert_msg(company_moved(&base, &c) == (moves), #change);                     \
    } while (0)
    DIFFERS(c.id = "c2", false);
    DIFFERS(c.name = NULL, false);
    DIFFERS(c.redirect = "", false);
    DIFFERS(c.description = "x", false);
    DIFFERS(c.created_by = "x", false);
    DIFFERS(c.created = 2, false);
    DIFFERS(c.last_sync = 2, true);
    DIFFERS(c.tag_count = 1, false);
    DIFFERS(c.product_count = 0, false);
    DIFFERS(c.parent.id = NULL, false);
    DIFFERS(c.subsidiary_count = 1, false);
    DIFFERS(c.connection_count = 1, true);
    other[1].status = CONNECTION_DEAUTHORIZED;
    DIFFERS(c.connections = other, true);
    other[1] = connections[1];
    other[1].error_count = 1;
    DIFFERS(c.connections = other, true);
#undef DIFFERS
    c = base;
    ck_assert(company_equal(&base, &c) && !company_moved(&base, &c));
}
END_TEST

START_TEST(arrays_without_items_are_null)
{
    struct company c = {.id = "c", .connections = connections, .tag_count = 9};
    struct company *copy = company_copy(&c);
    ck_assert_ptr_null(copy->connections);
    ck_assert_ptr_null(copy->tags);
    ck_assert_uint_eq(copy->tag_count, 0);
    ck_assert(company_equal(copy, &c));
    free(copy);
}
END_TEST

/* Random records: a copy equals its original, whatever is missing. */
static const char *random_text(struct rng *r)
{
    static const char *const texts[] = {NULL, "", "x", "some text", "ein längerer Text"};
    return texts[rng_below(r, 5)];
}

START_TEST(random_companies_are_copied)
{
    struct rng r = {.state = 7};
    for (int i = 0; i < 2000; i++) {
        struct company c = full_company();
        c.name = random_text(&r);
        c.description = random_text(&r);
        c.created_by = random_text(&r);
        c.parent.name = random_text(&r);
        c.connection_count = rng_below(&r, 3);
        c.tag_count = rng_below(&r, 3);
        c.product_count = rng_below(&r, 3);
        c.subsidiary_count = rng_below(&r, 3);
        struct company *copy = company_copy(&c);
        ck_assert(company_equal(copy, &c));
        free(copy);
    }
}
END_TEST

START_TEST(connection_words_are_known)
{
    ck_assert_int_eq(connection_status_parse("PendingAuth"), CONNECTION_PENDING_AUTH);
    ck_assert_int_eq(connection_status_parse("Linked"), CONNECTION_LINKED);
    ck_assert_int_eq(connection_status_parse("Unlinked"), CONNECTION_UNLINKED);
    ck_assert_int_eq(connection_status_parse("Deauthorized"), CONNECTION_DEAUTHORIZED);
    ck_assert_int_eq(connection_status_parse("linked"), CONNECTION_UNKNOWN);
    ck_assert_int_eq(connection_status_parse(NULL), CONNECTION_UNKNOWN);
}
END_TEST

/* --- pulls and statuses ------------------------------------------------------------- */

START_TEST(a_pull_is_copied)
{
    struct pull *pull = make_pull("p1", "invoices", "Fetching", WALL);
    struct pull *copy = pull_copy(pull);
    free(pull);
    ck_assert_str_eq(copy->id, "p1");
    ck_assert_str_eq(copy->status_text, "Fetching");
    ck_assert_int_eq(copy->progress, 40);
    ck_assert_int_eq(copy->requested, WALL);
    ck_assert_ptr_null(copy->error_message);
    free(copy);
}
END_TEST

static const struct {
    const char *text;
    enum state state;
    bool remedy;
} words[] = {
    {"Initial", STATE_MOVING, false},
    {"Queued", STATE_MOVING, false},
    {"Fetching", STATE_MOVING, false},
    {"MapQueued", STATE_MOVING, false},
    {"Mapping", STATE_MOVING, false},
    {"ProcessingQueued", STATE_MOVING, false},
    {"Processing", STATE_MOVING, false},
    {"ValidationQueued", STATE_MOVING, false},
    {"Validating", STATE_MOVING, false},
    {"Complete", STATE_COMPLETE, false},
    {"NotSupported", STATE_OUT, false},
    {"Cancelled", STATE_OUT, false},
    {"FetchError", STATE_FAILED, true},
    {"MapError", STATE_FAILED, true},
    {"ProcessingError", STATE_FAILED, true},
    {"ValidationError", STATE_FAILED, true},
    {"InternalError", STATE_FAILED, true},
    {"AuthError", STATE_ATTENTION, true},
    {"RateLimitError", STATE_FAILED, true},
    {"PermissionsError", STATE_ATTENTION, true},
    {"PrerequisiteNotMet", STATE_ATTENTION, true},
};

START_TEST(every_status_has_its_place)
{
    enum pull_status status = pull_status_parse(words[_i].text);
    ck_assert_int_eq(status, PULL_INITIAL + _i);
    ck_assert_int_eq(pull_status_state(status), words[_i].state);
    ck_assert_int_eq(pull_status_remedy(status) != NULL, words[_i].remedy);
    struct pull *pull = make_pull("p", "bills", words[_i].text, WALL);
    ck_assert_int_eq(pull_state(pull), words[_i].state);
    ck_assert_int_eq(pull_ended(pull), words[_i].state != STATE_MOVING);
    free(pull);
}
END_TEST

START_TEST(an_unknown_status_is_placed_by_its_flags)
{
    ck_assert_int_eq(pull_status_parse(NULL), PULL_NONE);
    ck_assert_int_eq(pull_status_parse(""), PULL_NONE);
    ck_assert_int_eq(pull_status_parse("Enriching"), PULL_OTHER);
    ck_assert_int_eq(pull_status_parse("complete"), PULL_OTHER);
    ck_assert_int_eq(pull_status_state(PULL_NONE), STATE_NEVER);
    ck_assert_int_eq(pull_status_state(PULL_OTHER), STATE_UNKNOWN);
    ck_assert_int_eq(pull_status_state((enum pull_status)99), STATE_UNKNOWN);
    struct pull p = {.status = PULL_OTHER, .completed = TIME_NONE};
    ck_assert_int_eq(pull_state(&p), STATE_MOVING);
    ck_assert(!pull_ended(&p));
    p.completed = WALL;
    ck_assert_int_eq(pull_state(&p), STATE_COMPLETE);
    p.is_errored = true;
    ck_assert_int_eq(pull_state(&p), STATE_FAILED);
    ck_assert(pull_ended(&p));
    p = (struct pull){.status = PULL_NONE, .completed = TIME_NONE};
    ck_assert_int_eq(pull_state(&p), STATE_UNKNOWN);
    ck_assert(!pull_ended(&p));
    p.is_completed = true;
    ck_assert_int_eq(pull_state(&p), STATE_COMPLETE);
}
END_TEST

START_TEST(statuses_are_copied_and_found)
{
    struct data_statuses *s =
        make_statuses("invoices", "Complete", "s1", "bills", NULL, NULL, "custom-thing",
                      "Enriching", "s2", NULL);
    ck_assert_uint_eq(s->count, 3);
    ck_assert_str_eq(data_statuses_find(s, "custom-thing")->latest_sync_id, "s2");
    ck_assert_int_eq(data_statuses_find(s, "bills")->status, PULL_NONE);
    ck_assert_ptr_null(data_statuses_find(s, "payments"));
    ck_assert_ptr_null(data_statuses_find(s, NULL));
    ck_assert_ptr_null(data_statuses_find(NULL, "bills"));
    free(s);
    s = data_statuses_copy(&(struct data_statuses){NULL, 0});
    ck_assert_uint_eq(s->count, 0);
    free(s);
}
END_TEST

START_TEST(validation_and_profile_are_copied)
{
    const struct validation_item items[] = {{"r", "i", "m", "v"},
                                            {NULL, NULL, "n", NULL}};
    struct validation *v = validation_copy(&(struct validation){
        .errors = items, .error_count = 1, .warnings = items + 1, .warning_count = 1});
    ck_assert_str_eq(v->errors[0].validator, "v");
    ck_assert_str_eq(v->warnings[0].message, "n");
    free(v);
    struct profile *p = profile_copy(&(struct profile){"Acme Lending"});
    ck_assert_str_eq(p->name, "Acme Lending");
    free(p);
}
END_TEST

/* --- calls and errors --------------------------------------------------------------- */

START_TEST(every_call_has_words)
{
    char text[160];
    for (int op = 0; op < OP_COUNT; op++) {
        struct call call = {.op = (enum operation)op, .data_type = "invoices"};
        call_describe(&call, text, sizeof text);
        ck_assert_msg(strstr(text, "something") == NULL, "operation %d", op);
        ck_assert_int_eq(call_is_post(&call), op >= OP_REFRESH_ALL);
    }
    struct call call = call_refresh("c1", "invoices");
    call_describe(&call, text, sizeof text);
    ck_assert_str_eq(text, "a refresh of invoices");
    call = call_list(3, 5000);
    call_describe(&call, text, sizeof text);
    ck_assert_str_eq(text, "page 3 of the list of companies");
    call_describe(&call, text, 5);
    ck_assert_str_eq(text, "page");
}
END_TEST

START_TEST(every_kind_has_a_name_and_a_remedy)
{
    for (int kind = 0; kind <= ERROR_READ_ONLY; kind++) {
        ck_assert_uint_gt(strlen(error_kind_name((enum error_kind)kind)), 3);
        ck_assert_uint_gt(strlen(error_kind_remedy((enum error_kind)kind)), 10);
    }
    ck_assert_ptr_nonnull(error_kind_remedy((enum error_kind)99));
}
END_TEST

static void assert_sentence(const struct api_error *e, const char *expected)
{
    char *sentence = api_error_sentence(e);
    ck_assert_str_eq(sentence, expected);
    free(sentence);
}

START_TEST(an_error_is_a_sentence)
{
    struct call call = call_statuses("c1");
    struct api_error e = make_error(ERROR_NOT_FOUND, &call);
    e.http_status = 404;
    e.text = "Company not found.";
    e.correlation_id = "abc-123";
    assert_sentence(&e,
                    "Could not read the data status: not found (HTTP 404): Company not "
                    "found. It is not there, no longer there, or the platform does "
                    "not support it. Correlation id abc-123.");
    e = make_error(ERROR_DNS, &call);
    e.text = NULL;
    e.attempts = 3;
    assert_sentence(&e,
                    "Could not read the data status: name not resolved. Check the base "
                    "URL and this machine's DNS and network. It was tried 3 times.");
}
END_TEST

START_TEST(a_refused_refresh_is_a_sentence)
{
    struct call call = call_refresh("c1", "invoices");
    struct api_error e = make_error(ERROR_RATE_LIMIT, &call);
    e.http_status = 429;
    e.retry_after_ms = 29500;
    assert_sentence(
        &e, "Could not start a refresh of invoices: rate limited (HTTP 429): "
            "no. Wait 30s: Codat takes no more requests before; then it is tried again.");
    e = make_error(ERROR_TIMEOUT, &call);
    e.outcome_unknown = true;
    assert_sentence(&e, "Nobody knows yet whether a refresh of invoices was carried out: "
                        "timed out: no. The history will tell; nothing is sent again "
                        "before.");
}
END_TEST

START_TEST(calls_and_errors_are_copied)
{
    struct call call = call_pull("c1", "p1");
    call.query = "a=b";
    struct api_error e = make_error(ERROR_IN_PROGRESS, &call);
    e.pull_id = "p2";
    struct api_error *copy = api_error_copy(&e);
    ck_assert_str_eq(copy->call.pull_id, "p1");
    ck_assert_str_eq(copy->call.query, "a=b");
    ck_assert_ptr_ne(copy->call.query, call.query);
    ck_assert_str_eq(copy->pull_id, "p2");
    struct call *again = call_copy(&copy->call);
    free(copy);
    ck_assert_str_eq(again->company_id, "c1");
    ck_assert_int_eq(again->op, OP_GET_PULL);
    free(again);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("records");
    TCase *t = tcase_create("records");
    tcase_add_test(t, a_company_is_copied_with_all_inside);
    tcase_add_test(t, links_survive_being_stored_short);
    tcase_add_test(t, a_string_that_another_ends_with_is_stored_once);
    tcase_add_test(t, a_copy_of_a_copy_is_equal);
    tcase_add_test(t, every_field_of_a_company_counts);
    tcase_add_test(t, arrays_without_items_are_null);
    tcase_add_test(t, random_companies_are_copied);
    tcase_add_test(t, connection_words_are_known);
    tcase_add_test(t, a_pull_is_copied);
    tcase_add_loop_test(t, every_status_has_its_place, 0,
                        (int)(sizeof words / sizeof *words));
    tcase_add_test(t, an_unknown_status_is_placed_by_its_flags);
    tcase_add_test(t, statuses_are_copied_and_found);
    tcase_add_test(t, validation_and_profile_are_copied);
    tcase_add_test(t, every_call_has_words);
    tcase_add_test(t, every_kind_has_a_name_and_a_remedy);
    tcase_add_test(t, an_error_is_a_sentence);
    tcase_add_test(t, a_refused_refresh_is_a_sentence);
    tcase_add_test(t, calls_and_errors_are_copied);
    suite_add_tcase(suite, t);
    return suite_run(suite);
}
