/* Filters: what they match, where a wrong one is wrong, what a query says of them. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/rng.h"
#include "base/text.h"
#include "model/filter.h"
#include "sim/query.h"
#include "tests/model_make.h"
#include "tests/suite.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static struct filter *parse(const char *text, enum filter_of of)
{
    struct filter_error error = {0};
    struct filter *f = filter_parse(text, of, &error);
    ck_assert_msg(f != NULL, "%s: %s", text, error.message);
    ck_assert_ptr_null(error.message);
    return f;
}

/* --- companies -------------------------------------------------------------------- */

static const struct connection_error refused = {
    .status_code = "502", .message = "Gateway refused", .active = true};
static const struct connection_error resolved = {.message = "Old quarrel"};

static const struct connection links[] = {
    {.id = "l1", .platform = "Xero", .status = CONNECTION_LINKED},
    {.id = "l2", .platform = "QuickBooks Online", .status = CONNECTION_DEAUTHORIZED},
    {.id = "l3", .status = CONNECTION_PENDING_AUTH, .errors = &refused, .error_count = 1},
    {.id = "l4",
     .platform = "Sage",
     .status = CONNECTION_UNLINKED,
     .errors = &resolved,
     .error_count = 1},
};

static const struct tag tags[] = {{"region", "UK"}, {"team", "North West"}};
static const char *const products[] = {"lending", "expenses"};

static const struct company companies[] = {
    {.id = "a1f0",
     .name = "Northwind Traders",
     .connections = links,
     .connection_count = 2,
     .tags = tags,
     .tag_count = 2,
     .created = WALL - 40 * DAY,
     .last_sync = WALL - 3 * HOUR},
    {.id = "b2f0",
     .name = "東京商会",
     .connections = links + 2,
     .connection_count = 1,
     .products = products,
     .product_count = 2,
     .created = WALL - 2 * DAY,
     .last_sync = TIME_NONE},
    {.id = "c3ee",
     .connections = links + 3,
     .connection_count = 1,
     .tags = tags + 1,
     .tag_count = 1,
     .created = TIME_NONE,
     .last_sync = WALL - 5 * DAY},
};
static const enum state states[] = {STATE_FAILED, STATE_NEVER, STATE_COMPLETE};
#define COMPANIES (sizeof companies / sizeof companies[0])

/* The same, asked in the quick way. */
static bool matches(const struct filter *f, const struct fleet_company *c)
{
    bool matching = filter_matches_company(f, c, WALL);
    struct filter_signature signature;
    filter_sign(c->record, &signature);
    enum filter_verdict verdict = filter_glance(f, &signature);
    ck_assert(verdict != (matching ? FILTER_NO : FILTER_YES));
    ck_assert(filter_matches_signed(f, c, &signature, WALL) == matching);
    return matching;
}

/* A letter for each company that matches: "ac". */
static const char *matching_companies(const struct filter *f)
{
    static char out[COMPANIES + 1];
    size_t n = 0;
    for (size_t i = 0; i < COMPANIES; i++) {
        struct company *copy = company_copy(&companies[i]);
        struct fleet_company c = {.record = copy, .state = states[i]};
        if (matches(f, &c))
            out[n++] = companies[i].id[0];
        free(copy);
    }
    out[n] = '\0';
    return out;
}

struct expected {
    const char *filter, *rows;
};

static const struct expected of_companies[] = {
    {"", "abc"},
    {"   ", "abc"},
    {"north", "ac"}, /* a name, and a tag's value */
    {"NORTHwind", "a"},
    {"traders north", "a"},
    {"\"wind tra\"", "a"},
    {"\"north w\"", "ac"},
    {"wind\" \"tra", "a"},
    {"region", "a"},
    {"xero", "a"},
    {"books", "a"},
    {"f0", "ab"},
    {"c3EE", "c"},
    {"商", "b"},
    {"!f0", "c"},
    {"!north !f0", ""},
    {"!!north", "ac"},
    {"lending", ""},
    {"name:north", "a"},
    {"name:\"d t\"", "a"},
    {"!name:north", "bc"},
    {"id:F0", "ab"},
    {"ID:f0 !id:a", "b"},
    {"status:failed", "a"},
    {"status:Failing", "a"},
    {"status:fail", "a"},
    {"status:ok", "c"},
    {"status:healthy", "c"},
    {"status:complete", "c"},
    {"!status:complete", "ab"},
    {"status:never", "b"},
    {"status:moving", ""},
    {"status:unknown", ""},
    {"platform:sage", "c"},
    {"platform:\"books o\"", "a"},
    {"!platform:xero", "bc"},
    {"connection:linked", "a"},
    {"connection:deauthorized", "a"},
    {"connection:deauth", "a"},
    {"connection:unlinked", "c"},
    {"connection:pendingauth", "b"},
    {"connection:pending", "b"},
    {"!connection:linked", "bc"},
    {"tag:region", "a"},
    {"tag:TEAM", "ac"},
    {"tag:region=uk", "a"},
    {"tag:region=u", ""},
    {"tag:regio", ""},
    {"tag:team=\"north west\"", "ac"},
    {"!tag:region=uk", "bc"},
    {"age>2h", "abc"},
    {"age>3h", "bc"}, /* it is three hours, to the millisecond */
    {"age>=3h", "abc"},
    {"age<3h", ""},
    {"age<=3h", "a"},
    {"age<1w", "ac"},
    {"age>1w", "b"}, /* what never happened is older than everything */
    {"age>999999w", "b"},
    {"age<999999w", "ac"},
    {"!age>4d", "a"},
    {"AGE>4D", "bc"},
    {"age>=180m age<10801s", "a"},
    {"created<2026-11-01", "a"},
    {"created>2026-11-01", "b"},
    {"!created>2026-11-01", "ac"},
    {"created>2026-11-22T08:00:00Z", "b"},
    {"product:LEND", "b"},
    {"error:refused", "b"},
    {"error:502", "b"},
    {"error:quarrel", ""},
    {"status:failed platform:xero age>1h north", "a"},
    {"a-b:c", ""}, /* a field's name has letters alone */
};

START_TEST(companies_match)
{
    const struct expected *e = &of_companies[_i];
    struct filter *f = parse(e->filter, FILTER_COMPANIES);
    ck_assert_msg(strcmp(matching_companies(f), e->rows) == 0, "%s: %s, not %s",
                  e->filter, matching_companies(f), e->rows);
    ck_assert(filter_is_empty(f) == (strspn(e->filter, " ") == strlen(e->filter)));
    filter_free(&f);
    ck_assert_ptr_null(f);
}
END_TEST

START_TEST(no_filter_matches_everything)
{
    ck_assert(filter_is_empty(NULL));
    ck_assert_str_eq(matching_companies(NULL), "abc");
    ck_assert_int_eq(filter_period(NULL), INT64_MAX);
    ck_assert_ptr_null(filter_query(NULL, WALL));
}
END_TEST

/* Few letters, some of them hexadecimal and some not, so that much is found. */
static const char *some_text(struct rng *r, char *out, size_t most)
{
    static const char letters[] = "aBc1-xYz é";
    size_t len = 1 + rng_below(r, most);
    for (size_t i = 0; i < len; i++)
        out[i] = letters[rng_below(r, rng_below(r, 2) ? 5 : sizeof letters - 1)];
    out[len] = '\0';
    return out;
}

START_TEST(signatures_tell_the_truth)
{
    static const char *const fields[] = {
        "", "!", "name:", "id:", "!id:", "platform:", "tag:"};
    struct rng r = {7};
    char name[16], id[16], platform[16], key[16], value[16], text[64], part[8];
    int found = 0, rounds = 30000;
    for (int i = 0; i < rounds; i++) {
        struct connection link = {.platform = some_text(&r, platform, 8)};
        struct tag tag = {some_text(&r, key, 2), some_text(&r, value, 8)};
        struct company company = {.name = some_text(&r, name, 12),
                                  .id = some_text(&r, id, 12),
                                  .connections = &link,
                                  .connection_count = rng_below(&r, 2),
                                  .tags = &tag,
                                  .tag_count = rng_below(&r, 2)};
        struct fleet_company c = {.record = &company};
        snprintf(text, sizeof text, "%s\"%s\" %s\"%s\"", fields[rng_below(&r, 7)],
                 some_text(&r, part, 3), fields[rng_below(&r, 2)], some_text(&r, key, 1));
        struct filter *f = parse(text, FILTER_COMPANIES);
        found += matches(f, &c);
        filter_free(&f);
    }
    ck_assert(found > rounds / 20 && found < rounds / 2);
}
END_TEST

/* --- data types ------------------------------------------------------------------- */

static const struct pull told = {.error_message = "The ledger is locked"};

static const struct type_row types[] = {
    {.data_type = "invoices",
     .status_text = "FetchError",
     .status = PULL_FETCH_ERROR,
     .state = STATE_FAILED,
     .last_success = WALL - 3 * DAY,
     .pull = &told},
    {.data_type = "bills",
     .status_text = "Complete",
     .status = PULL_COMPLETE,
     .state = STATE_COMPLETE,
     .last_success = WALL - HOUR},
    {.data_type = "commerce-orders", .state = STATE_NEVER, .last_success = TIME_NONE},
    {.data_type = "items",
     .status_text = "Polishing",
     .status = PULL_OTHER,
     .state = STATE_MOVING,
     .last_success = WALL},
};

static const struct expected of_types[] = {
    {"", "ibci"},
    {"ill", "b"},
    {"fetch", "i"},
    {"polish", "i"},
    {"orders", "c"},
    {"type:INVOICES", "i"},
    {"!type:i", "c"},
    {"status:failed", "i"},
    {"status:FetchError", "i"},
    {"status:fetcherror", "i"},
    {"status:maperror", ""},
    {"!status:fetcherror", "bci"},
    {"status:Complete", "b"},
    {"status:never", "c"},
    {"status:moving", "i"},
    {"age>2d", "ic"},
    {"age<2h", "bi"},
    {"error:ledger", "i"},
};

START_TEST(data_types_match)
{
    const struct expected *e = &of_types[_i];
    struct filter *f = parse(e->filter, FILTER_TYPES);
    char out[8] = "";
    size_t n = 0;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (filter_matches_type(f, &types[i], WALL))
            out[n++] = types[i].data_type[0];
    out[n] = '\0';
    ck_assert_msg(strcmp(out, e->rows) == 0, "%s: %s, not %s", e->filter, out, e->rows);
    filter_free(&f);
}
END_TEST

/* --- pulls ------------------------------------------------------------------------ */

static const struct pull pulls[] = {
    {.id = "1111",
     .connection_id = "l1",
     .data_type = "invoices",
     .status_text = "FetchError",
     .status = PULL_FETCH_ERROR,
     .requested = WALL - 2 * HOUR,
     .completed = WALL - 2 * HOUR + 10 * MINUTE,
     .error_message = "Timeout of the platform",
     .is_errored = true},
    {.id = "2222",
     .connection_id = "l2",
     .data_type = "bills",
     .status_text = "Fetching",
     .status = PULL_FETCHING,
     .requested = WALL - 7 * MINUTE,
     .completed = TIME_NONE},
    {.id = "3333",
     .connection_id = "gone",
     .data_type = "bills",
     .status_text = "Complete",
     .status = PULL_COMPLETE,
     .requested = WALL - 3 * DAY,
     .completed = WALL - 3 * DAY + MINUTE,
     .is_completed = true},
    {.id = "4444",
     .data_type = "items",
     .status_text = "Crumpled",
     .status = PULL_OTHER,
     .requested = TIME_NONE,
     .completed = TIME_NONE,
     .is_errored = true},
};

static const struct expected of_pulls[] = {
    {"", "1234"},
    {"bills", "23"},
    {"fetch", "12"},
    {"timeout", "1"},
    {"books", "2"},
    {"22", "2"},
    {"type:bill !status:complete", "2"},
    {"status:failed", "14"},
    {"status:fetchError", "1"},
    {"!status:fetchError", "234"},
    {"status:moving", "2"},
    {"status:complete", "3"},
    {"platform:xero", "1"},
    {"!platform:xero", "234"},
    {"connection:deauthorized", "2"},
    {"connection:unknown", "34"},
    {"id:33", "3"},
    {"age>1h", "134"},
    {"age<1h", "2"},
    {"took>5m", "12"},
    {"took<5m", "3"},
    {"!took<5m", "124"},
    {"error:platform", "1"},
};

START_TEST(pulls_match)
{
    const struct expected *e = &of_pulls[_i];
    struct filter *f = parse(e->filter, FILTER_PULLS);
    char out[8] = "";
    size_t n = 0;
    for (size_t i = 0; i < sizeof pulls / sizeof pulls[0]; i++)
        if (filter_matches_pull(f, &pulls[i], &companies[0], WALL))
            out[n++] = pulls[i].id[0];
    out[n] = '\0';
    ck_assert_msg(strcmp(out, e->rows) == 0, "%s: %s, not %s", e->filter, out, e->rows);
    filter_free(&f);
}
END_TEST

START_TEST(pulls_of_an_unknown_company_match)
{
    struct filter *f = parse("!platform:xero connection:unknown", FILTER_PULLS);
    ck_assert(filter_matches_pull(f, &pulls[0], NULL, WALL));
    filter_free(&f);
}
END_TEST

/* --- typing on -------------------------------------------------------------------- */

static const struct {
    const char *wider, *filter;
    bool narrows;
} growing[] = {
    {"", "", true},
    {"", "north", true},
    {"north", "", false},
    {"nor", "north", true},
    {"or", "NORTH", true},
    {"north", "nor", false},
    {"nor", "south", false},
    {"nor", "north wind", true},
    {"wind nor", "north wind", true},
    {"nor wind", "north", false},
    {"nor", "name:north", false}, /* true, but not obvious */
    {"name:nor", "name:north", true},
    {"!north", "!nor", true},
    {"!nor", "!north", false},
    {"nor", "!north", false},
    {"status:faile", "status:failed", true},
    {"status:failed", "status:ok", false},
    {"tag:region", "tag:region=uk", false},
    {"tag:region=uk", "tag:region=uk north", true},
    {"tag:region=uk", "tag:region=us", false},
    {"age>2d", "age>2d x", true},
    {"age>2d", "age>3d", false},
    {"age>2d", "age<2d", false},
    {"connection:linked", "connection:linked", true},
    {"connection:linked", "!connection:linked", false},
};

START_TEST(narrower_filters_are_known)
{
    struct filter *wider = parse(growing[_i].wider, FILTER_COMPANIES);
    struct filter *f = parse(growing[_i].filter, FILTER_COMPANIES);
    ck_assert_msg(filter_narrows(wider, f) == growing[_i].narrows, "%s, %s",
                  growing[_i].wider, growing[_i].filter);
    ck_assert(filter_narrows(NULL, f));
    ck_assert(filter_narrows(wider, NULL) == filter_is_empty(wider));
    filter_free(&wider);
    filter_free(&f);
}
END_TEST

/* --- wrong ones ------------------------------------------------------------------- */

static const struct wrong {
    enum filter_of of;
    const char *filter;
    size_t start, len;
    const char *says; /* part of the sentence */
} wrongs[] = {
    {FILTER_COMPANIES, "colour:red", 0, 7, "\"colour\" here, but status:, platform:,"},
    {FILTER_COMPANIES, "x  colour:red", 3, 7, "age>"},
    {FILTER_COMPANIES, "x !colour:red", 3, 7, "no field"},
    {FILTER_COMPANIES, "statuss:ok", 0, 8, "no field"},
    {FILTER_COMPANIES, ":ok", 0, 1, "no field"},
    {FILTER_COMPANIES, ">2d", 0, 1, "no field"},
    {FILTER_COMPANIES, "type:bills", 0, 5, "pane of data types"},
    {FILTER_COMPANIES, "took>5m", 0, 5, "no field"},
    {FILTER_TYPES, "platform:xero", 0, 9, "type:, age>, error:"},
    {FILTER_PULLS, "name:x", 0, 5, "took>"},
    {FILTER_COMPANIES, "north status:", 6, 7, "status:failed"},
    {FILTER_COMPANIES, "name:\"\"", 0, 7, "name:acme"},
    {FILTER_COMPANIES, "north !", 6, 1, "exclamation mark"},
    {FILTER_COMPANIES, "\"\"", 0, 2, "nothing between"},
    {FILTER_COMPANIES, "north \"wind tra", 6, 9, "never closed"},
    {FILTER_COMPANIES, "north\"", 5, 1, "never closed"},
    {FILTER_COMPANIES, "name:\"wind", 5, 5, "never closed"},
    {FILTER_COMPANIES, "status:broke", 7, 5,
     "failed, attention, moving, complete, never"},
    {FILTER_COMPANIES, "status:FetchError", 7, 10, "pane of data types"},
    {FILTER_COMPANIES, "status:un", 7, 2, NULL}, /* "unknown": right */
    {FILTER_COMPANIES, "status:f", 7, 1, NULL},
    {FILTER_TYPES, "status:Fetch", 7, 5, "such as FetchError"},
    {FILTER_PULLS, "status:never", 7, 5, "complete, out, unknown"},
    {FILTER_PULLS, "status:n", 7, 1, NULL},                    /* "needs" */
    {FILTER_COMPANIES, "status:n", 7, 1, "This is no status"}, /* needs or never */
    {FILTER_COMPANIES, "connection:up", 11, 2, "linked, pending, unlinked"},
    {FILTER_COMPANIES, "connection:un", 11, 2, "This is no status"},
    {FILTER_COMPANIES, "tag:=uk", 4, 3, "tag:key=value"},
    {FILTER_COMPANIES, "tag:region=", 4, 7, "tag:key=value"},
    {FILTER_COMPANIES, "age>2y", 4, 2, "s, m, h, d or w"},
    {FILTER_COMPANIES, "age>2", 4, 1, "age>2d"},
    {FILTER_COMPANIES, "age>d", 4, 1, "age>2d"},
    {FILTER_COMPANIES, "age>-2d", 4, 3, "age>2d"},
    {FILTER_COMPANIES, "age>2dd", 4, 3, "age>2d"},
    {FILTER_COMPANIES, "age>9999999w", 4, 8, "6 digits"},
    {FILTER_COMPANIES, "age>", 0, 4, "A value is missing"},
    {FILTER_COMPANIES, "age>=", 0, 5, "A value is missing"},
    {FILTER_COMPANIES, "age:2d", 3, 1, "< or >, such as age>2d"},
    {FILTER_COMPANIES, "name>x", 4, 1, "a colon, such as name:acme"},
    {FILTER_COMPANIES, "name<=x", 4, 2, "a colon"},
    {FILTER_COMPANIES, "created>yesterday", 8, 9, "year-month-day"},
    {FILTER_COMPANIES, "created>2026-02-30", 8, 10, "year-month-day"},
};

START_TEST(wrong_terms_are_marked)
{
    const struct wrong *w = &wrongs[_i];
    struct filter_error error = {0};
    struct filter *f = filter_parse(w->filter, w->of, &error);
    if (!w->says) {
        ck_assert_msg(f != NULL, "%s: %s", w->filter, error.message);
        filter_free(&f);
        return;
    }
    ck_assert_ptr_null(f);
    ck_assert_msg(error.start == w->start && error.len == w->len, "%s: %zu, %zu (%s)",
                  w->filter, error.start, error.len, error.message);
    ck_assert_msg(strstr(error.message, w->says) != NULL, "%s: %s", w->filter,
                  error.message);
    ck_assert_int_eq(error.message[strlen(error.message) - 1], '.');
    filter_error_free(&error);
    ck_assert_ptr_null(error.message);
}
END_TEST

/* Any bytes, and pieces of the language in any order. */
START_TEST(any_bytes_are_taken)
{
    static const char *const pieces[] = {
        "status", ":",  "failed", " ", "!",       "\"", "age", ">", "<", "=",    "2",
        "d",      "ta", "g",      "é", "created", "-",  "\\",  "x", "",  "\xff", "商"};
    struct rng rng = {20261124};
    size_t good = 0;
    for (int round = 0; round < 20000; round++) {
        char text[128] = "";
        size_t len = 0, parts = rng_below(&rng, 12);
        for (size_t i = 0; i < parts; i++) {
            const char *piece = pieces[rng_below(&rng, sizeof pieces / sizeof *pieces)];
            len += (size_t)snprintf(text + len, sizeof text - len, "%s", piece);
            if (rng_below(&rng, 8) == 0)
                text[len++] = (char)(1 + rng_below(&rng, 255));
        }
        struct filter_error error = {0};
        struct filter *f = filter_parse(text, (enum filter_of)rng_below(&rng, 3), &error);
        good += f != NULL;
        if (!f) {
            ck_assert(error.len > 0 && error.start + error.len <= strlen(text));
            ck_assert(text_is_clean(error.message, strlen(error.message)));
        }
        filter_free(&f);
        filter_error_free(&error);
    }
    ck_assert_uint_gt(good, 1000);
    ck_assert_uint_lt(good, 19000);
}
END_TEST

/* --- time ------------------------------------------------------------------------- */

START_TEST(ages_ask_for_another_look)
{
    static const struct {
        const char *filter;
        int64_t period;
    } cases[] = {
        {"", INT64_MAX},           {"north status:ok created>2026-01-01", INT64_MAX},
        {"age>2d", MINUTE},        {"age>5m north", MINUTE},
        {"age>2d !age<30s", 1000}, {"age<30s age>2d", 1000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct filter *f = parse(cases[i].filter, FILTER_COMPANIES);
        ck_assert_int_eq(filter_period(f), cases[i].period);
        filter_free(&f);
    }
}
END_TEST

/* --- queries ---------------------------------------------------------------------- */

static const struct {
    const char *filter, *query; /* NULL: nothing */
} queries[] = {
    {"", NULL},
    {"invoices", NULL},
    {"platform:xero took>5m error:x connection:linked", NULL},
    {"type:invoices", "dataType~invoices"},
    {"type:commerce-orders", "dataType~commerce-orders"},
    {"type:\"a&&b\"", NULL},
    {"type:é", NULL},
    {"!type:invoices", NULL},
    {"status:fetcherror", "{status=FetchError}"},
    {"!status:fetcherror", "{status!=FetchError}"},
    {"status:attention",
     "{status=AuthError||status=PermissionsError||status=PrerequisiteNotMet}"},
    {"!status:out", "{status!=NotSupported&&status!=Cancelled}"},
    {"status:out xero type:bills",
     "{status=NotSupported||status=Cancelled}&&dataType~bills"},
    {"id:3333", NULL},
    {"id:943ACCD0-4247-42d8-865b-363c8629e1da",
     "id=943accd0-4247-42d8-865b-363c8629e1da"},
    /* WALL is 09:00; the clock may go on for an hour, or a minute. */
    {"age>2d", "requested<=2026-11-22T11:00:00.000Z"},
    {"age<2d", "requested>=2026-11-22T09:00:00.000Z"},
    {"!age>2d", "requested>=2026-11-22T09:00:00.000Z"},
    {"age>=5m", "requested<=2026-11-24T08:57:00.000Z"},
    {"age<90s", "requested>=2026-11-24T08:58:00.000Z"},
};

START_TEST(queries_are_said)
{
    struct filter *f = parse(queries[_i].filter, FILTER_PULLS);
    char *query = filter_query(f, WALL);
    if (queries[_i].query)
        ck_assert_str_eq(query, queries[_i].query);
    else
        ck_assert_ptr_null(query);
    free(query);
    filter_free(&f);
}
END_TEST

/* A status of a later day has its state by what the API says of its end: where the filter
 * may mean it, the query does not leave it out. */
START_TEST(a_query_leaves_statuses_of_a_later_day_in)
{
    static const char *const filters[] = {"status:failed", "status:moving", "status:ok"};
    for (size_t i = 0; i < 3; i++) {
        struct filter *f = parse(filters[i], FILTER_PULLS);
        char *query = filter_query(f, WALL);
        ck_assert_ptr_nonnull(query);
        ck_assert_ptr_null(strstr(query, "||"));
        ck_assert_ptr_nonnull(strstr(query, "status!=Cancelled"));
        free(query);
        filter_free(&f);
    }
}
END_TEST

START_TEST(a_query_stays_short)
{
    char text[4096] = "";
    for (size_t i = 0, len = 0; i < 40; i++)
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "status:failed type:%zu%0*d ", i, 40, 0);
    struct filter *f = parse(text, FILTER_PULLS);
    char *query = filter_query(f, WALL);
    ck_assert_ptr_nonnull(query);
    ck_assert_uint_lt(strlen(query), 2048);
    ck_assert_uint_gt(strlen(query), 800);
    free(query);
    filter_free(&f);
}
END_TEST

/* --- queries, as the simulator reads them ----------------------------------------- */

static void get_id(const void *row, struct field_value *value)
{
    value->text = ((const struct pull *)row)->id;
}

static void get_type(const void *row, struct field_value *value)
{
    value->text = ((const struct pull *)row)->data_type;
}

static void get_status(const void *row, struct field_value *value)
{
    value->text = ((const struct pull *)row)->status_text;
}

static void get_requested(const void *row, struct field_value *value)
{
    value->number = ((const struct pull *)row)->requested;
}

static const struct field fields[] = {
    {"id", FIELD_TEXT, get_id},
    {"dataType", FIELD_TEXT, get_type},
    {"status", FIELD_TEXT, get_status},
    {"requested", FIELD_DATE, get_requested},
};
static const struct record_kind kind = {"Dataset", fields, 4, NULL};

static struct pull any_pull(struct rng *r)
{
    static const char *const ids[] = {"943accd0-4247-42d8-865b-363c8629e1da",
                                      "143accd0-4247-42d8-865b-363c8629e1da"};
    static const char *const names[] = {"invoices", "bills", "commerce-orders"};
    struct pull p = {.id = ids[rng_below(r, 2)], .data_type = names[rng_below(r, 3)]};
    p.status = (enum pull_status)(PULL_INITIAL + (int)rng_below(r, PULL_OTHER));
    p.status_text = p.status == PULL_OTHER ? "Polishing" : pull_status_text(p.status);
    p.requested = WALL - (int64_t)rng_below(r, 5000) * MINUTE;
    p.completed = rng_below(r, 2) ? TIME_NONE : p.requested;
    p.is_errored = rng_below(r, 2);
    return p;
}

/* What matches the filter matches the query that was made a minute ago. */
START_TEST(queries_leave_nothing_out)
{
    static const char *const terms[] = {"status:failed",
                                        "status:ok",
                                        "status:moving",
                                        "status:attention",
                                        "status:out",
                                        "status:fetcherror",
                                        "status:queued",
                                        "type:ill",
                                        "type:commerce-orders",
                                        "id:943accd0-4247-42d8-865b-363c8629e1da",
                                        "age>2d",
                                        "age<2d",
                                        "age>=50m",
                                        "age<=7m",
                                        "took<9h",
                                        "platform:xero"};
    struct rng r = {11};
    int found = 0, left_out = 0;
    for (int round = 0; round < 3000; round++) {
        char text[128];
        snprintf(text, sizeof text, "%s%s %s%s", rng_below(&r, 2) ? "!" : "",
                 terms[rng_below(&r, 16)], rng_below(&r, 2) ? "!" : "",
                 terms[rng_below(&r, 16)]);
        struct filter *f = parse(text, FILTER_PULLS);
        char *said = filter_query(f, WALL - MINUTE), *error = NULL;
        struct query *query = said ? query_parse(said, &kind, &error) : NULL;
        ck_assert_msg(!said || query, "%s: %s", said, error);
        for (int i = 0; i < 30; i++) {
            struct pull p = any_pull(&r);
            bool matching = filter_matches_pull(f, &p, NULL, WALL);
            bool answered = !query || query_match(query, &p);
            ck_assert_msg(answered || !matching, "%s: %s", text, said);
            found += matching;
            left_out += !answered;
        }
        query_free(&query);
        filter_free(&f);
        free(said);
    }
    ck_assert_int_gt(found, 5000);
    ck_assert_int_gt(left_out, 30000);
}
END_TEST

/* --- suggestions ------------------------------------------------------------------ */

static void collect(const char *word, const char *about, void *arg)
{
    struct buf *b = arg;
    (void)about;
    buf_addf(b, "%s ", word);
}

static const struct {
    const char *text;
    enum filter_of of;
    size_t start;
    const char *first, *never;
} suggestions[] = {
    {"", FILTER_COMPANIES, 0, "status: platform: connection: tag: name: ", "type:"},
    {"", FILTER_TYPES, 0, "status: type: ", "platform:"},
    {"acme !sta", FILTER_COMPANIES, 6, "status: ", "tag:"},
    {"\"two wo", FILTER_COMPANIES, 0, "", ":"},
    {"status:", FILTER_COMPANIES, 7, "failed attention moving complete never ",
     "failing"},
    {"x STATUS:fa", FILTER_PULLS, 9, "failed ", "attention"},
    {"connection:", FILTER_COMPANIES, 11, "linked pending unlinked deauthorized ", ":"},
    {"platform:", FILTER_COMPANIES, 9, "", "x"},
    {"type:", FILTER_COMPANIES, 5, "", "x"},
    {"age>", FILTER_COMPANIES, 4, "", "x"},
    {"fly:", FILTER_COMPANIES, 4, "", "x"},
};

START_TEST(what_could_follow_is_suggested)
{
    struct buf b = {0};
    size_t start = filter_suggest(suggestions[_i].text, suggestions[_i].of, collect, &b);
    const char *first = suggestions[_i].first;
    ck_assert_msg(strncmp(buf_str(&b), first, strlen(first)) == 0, "%s", buf_str(&b));
    ck_assert_ptr_null(strstr(buf_str(&b), suggestions[_i].never));
    if (b.len > 0)
        ck_assert_uint_eq(start, suggestions[_i].start);
    buf_free(&b);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("filter");
    TCase *tc = tcase_create("filter");
    tcase_set_timeout(tc, 60);
#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])
    tcase_add_loop_test(tc, companies_match, 0, COUNT(of_companies));
    tcase_add_test(tc, signatures_tell_the_truth);
    tcase_add_test(tc, no_filter_matches_everything);
    tcase_add_loop_test(tc, data_types_match, 0, COUNT(of_types));
    tcase_add_loop_test(tc, pulls_match, 0, COUNT(of_pulls));
    tcase_add_test(tc, pulls_of_an_unknown_company_match);
    tcase_add_loop_test(tc, narrower_filters_are_known, 0, COUNT(growing));
    tcase_add_loop_test(tc, wrong_terms_are_marked, 0, COUNT(wrongs));
    tcase_add_test(tc, any_bytes_are_taken);
    tcase_add_test(tc, ages_ask_for_another_look);
    tcase_add_loop_test(tc, queries_are_said, 0, COUNT(queries));
    tcase_add_test(tc, a_query_leaves_statuses_of_a_later_day_in);
    tcase_add_test(tc, a_query_stays_short);
    tcase_add_test(tc, queries_leave_nothing_out);
    tcase_add_loop_test(tc, what_could_follow_is_suggested, 0, COUNT(suggestions));
    suite_add_tcase(s, tc);
    return suite_run(s);
}
