/* The query language, ordering, and which rows a page gets. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "sim/query.h"
#include "tests/suite.h"

struct animal {
    const char *name;
    int64_t legs, born;
    bool wild;
};

static void get_name(const void *row, struct field_value *value)
{
    value->text = ((const struct animal *)row)->name;
    value->null = value->text == NULL;
}

static void get_legs(const void *row, struct field_value *value)
{
    value->number = ((const struct animal *)row)->legs;
}

static void get_born(const void *row, struct field_value *value)
{
    value->number = ((const struct animal *)row)->born;
    value->null = value->number == TIME_NONE;
}

static void get_wild(const void *row, struct field_value *value)
{
    value->number = ((const struct animal *)row)->wild;
}

static void get_tag(const void *row, const char *name, struct field_value *value)
{
    const struct animal *animal = row;
    value->null = animal->name == NULL || strcmp(name, "kind") != 0;
    value->text = animal->name;
}

static const struct field fields[] = {
    {"name", FIELD_TEXT, get_name},
    {"legs", FIELD_NUMBER, get_legs},
    {"born", FIELD_DATE, get_born},
    {"isWild", FIELD_FLAG, get_wild},
};
static const struct record_kind animal_kind = {
    .entity = "Animal", .fields = fields, .count = 4};
static const struct record_kind open_kind = {.entity = "Tag", .get_named = get_tag};

/* Day n of 1970. */
#define DAY(n) ((n)*INT64_C(86400000))

static const struct animal animals[] = {
    {"Ant", 6, DAY(1), true},     {"Bee & Co", 6, DAY(2), false},
    {"cat", 4, TIME_NONE, false}, {"Cat", 4, DAY(4), true},
    {NULL, 0, DAY(5), true},      {"Spider", 8, DAY(3), true},
};
#define ANIMALS (sizeof animals / sizeof *animals)

static const void *animal_at(void *context, size_t position)
{
    (void)context;
    return &animals[position];
}

struct match_case {
    const char *query;
    const char *rows; /* the numbers of those that match */
};

static const struct match_case matches[] = {
    {"name=Ant", "0"},
    {"name = ant", "0"},
    {"  name=Cat  ", "23"},
    {"name!=Ant", "1235"},
    {"name~t", "023"},
    {"name~bee & co", "1"},
    {"name>Bee", "1235"},
    {"legs=6", "01"},
    {"legs!=6", "2345"},
    {"legs>4", "015"},
    {"legs<4", "4"},
    {"legs>=6", "015"},
    {"legs<=4", "234"},
    {"born=1970-01-02", "0"},
    {"born>1970-01-04", "34"},
    {"born>=1970-01-04T00:00:00Z", "345"},
    {"born<1970-01-03T01:00:00+01:00", "0"},
    {"born<=1970-01-02T00:00:00.0000000", "0"},
    {"born!=1970-01-02", "1345"},
    {"isWild=true", "0345"},
    {"isWild!=True", "12"},
    {"ISWILD=FALSE", "12"},
    {"legs=6&&isWild=true", "0"},
    {"legs=6 && isWild=false", "1"},
    {"legs=6||legs=8", "015"},
    {"legs=8||legs=6&&isWild=true", "05"},
    {"{legs=8||legs=6}&&isWild=true", "05"},
    {"legs=6&&{isWild=true||name=Bee & Co}", "01"},
    {"{{legs=4}}", "23"},
    {"legs=4&&legs=4&&name=cat&&isWild=false", "2"},
    {"name=nobody", ""},
};

START_TEST(queries_match)
{
    const struct match_case *c = &matches[_i];
    char *error = NULL, rows[ANIMALS + 1] = "";
    struct query *query = query_parse(c->query, &animal_kind, &error);
    ck_assert_msg(query != NULL, "%s: %s", c->query, error);
    for (size_t n = 0, used = 0; n < ANIMALS; n++) {
        if (query_match(query, &animals[n]))
            rows[used++] = (char)('0' + n);
    }
    ck_assert_msg(strcmp(rows, c->rows) == 0, "%s: %s", c->query, rows);
    query_free(&query);
    ck_assert_ptr_null(query);
}
END_TEST

static const char *const malformed[] = {
    "",
    " ",
    "name",
    "name=",
    "=Ant",
    "name==",
    "name=~a",
    "name=a&&",
    "&&name=a",
    "name=a||",
    "||",
    "{name=a",
    "name=a}",
    "{}",
    "{name=a}{name=b}",
    "name=a{",
    "legs=six",
    "legs=6x",
    "legs~6",
    "born=yesterday",
    "born~197",
    "isWild=1",
    "isWild>true",
    "name=a&&&name",
    "{name=a}x",
    "!name=a",
};

START_TEST(malformed_queries_are_refused)
{
    char *error = NULL;
    ck_assert_ptr_null(query_parse(malformed[_i], &animal_kind, &error));
    ck_assert_msg(error != NULL && strstr(error, "Malformed query") != NULL, "%s: %s",
                  malformed[_i], error);
    free(error);
}
END_TEST

START_TEST(unknown_properties_are_named)
{
    char *error = NULL;
    ck_assert_ptr_null(query_parse("wings=2", &animal_kind, &error));
    ck_assert_str_eq(error,
                     "Error parsing query - Could not resolve property wings on Animal");
    free(error);
}
END_TEST

START_TEST(long_queries_are_refused)
{
    char text[QUERY_LONGEST + 2], *error = NULL;
    memset(text, 'a', sizeof text);
    memcpy(text, "name=", 5);
    text[QUERY_LONGEST] = '\0';
    struct query *query = query_parse(text, &animal_kind, &error);
    ck_assert_ptr_nonnull(query);
    query_free(&query);
    text[QUERY_LONGEST] = 'a';
    text[QUERY_LONGEST + 1] = '\0';
    ck_assert_ptr_null(query_parse(text, &animal_kind, &error));
    free(error);
    memset(text, '{', QUERY_LONGEST);
    text[QUERY_LONGEST] = '\0';
    error = NULL;
    ck_assert_ptr_null(query_parse(text, &animal_kind, &error));
    free(error);
}
END_TEST

START_TEST(tags_take_any_name)
{
    char *error = NULL;
    struct query *query = query_parse("kind~at&&kind!=Ant", &open_kind, &error);
    ck_assert_ptr_nonnull(query);
    ck_assert(query_match(query, &animals[2]));
    ck_assert(!query_match(query, &animals[0]));
    ck_assert(!query_match(query, &animals[4]));
    query_free(&query);
    query = query_parse("colour=red", &open_kind, &error);
    ck_assert_ptr_nonnull(query);
    ck_assert(!query_match(query, &animals[0]));
    query_free(&query);
    ck_assert_ptr_null(query_parse("kind>a", &open_kind, &error));
    free(error);
}
END_TEST

static const struct {
    const char *order, *rows;
} orders[] = {
    {"name", "401235"}, {"-name", "523104"}, {"legs", "423015"},   {"-legs", "501234"},
    {"born", "201534"}, {"-born", "435102"}, {"isWild", "120345"},
};

START_TEST(rows_are_ordered)
{
    char *error = NULL, rows[ANIMALS + 1] = "";
    struct selection_source source = {.count = ANIMALS, .row = animal_at};
    struct selection selection;
    ck_assert(order_parse(orders[_i].order, &animal_kind, &source.order, &error));
    selection_make(&source, &selection);
    ck_assert_uint_eq(selection.count, ANIMALS);
    for (size_t n = 0; n < selection.count; n++)
        rows[n] = (char)('0' + selection.positions[n]);
    ck_assert_str_eq(rows, orders[_i].rows);
    selection_free(&selection);
}
END_TEST

START_TEST(unknown_orders_are_refused)
{
    struct order order;
    char *error = NULL;
    ck_assert(!order_parse("-wings", &animal_kind, &order, &error));
    ck_assert_str_eq(
        error, "Error ordering results - Could not resolve property wings on Animal");
    free(error);
}
END_TEST

START_TEST(without_conditions_all_rows_are_meant)
{
    struct selection_source source = {.count = 1000000};
    struct selection selection;
    selection_make(&source, &selection);
    ck_assert_uint_eq(selection.count, 1000000);
    ck_assert_ptr_null(selection.positions);
    selection_free(&selection);
}
END_TEST

#define LOOP(tc, test, array)                                                            \
    tcase_add_loop_test(tc, test, 0, (int)(sizeof(array) / sizeof *(array)))

int main(void)
{
    Suite *s = suite_create("sim_query");
    TCase *tc = tcase_create("query");
    LOOP(tc, queries_match, matches);
    LOOP(tc, malformed_queries_are_refused, malformed);
    tcase_add_test(tc, unknown_properties_are_named);
    tcase_add_test(tc, long_queries_are_refused);
    tcase_add_test(tc, tags_take_any_name);
    LOOP(tc, rows_are_ordered, orders);
    tcase_add_test(tc, unknown_orders_are_refused);
    tcase_add_test(tc, without_conditions_all_rows_are_meant);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
