/* Data types and pulls by their columns. */
#include "config.h"

#include <check.h>

#include "model/row_order.h"
#include "tests/suite.h"

#define WALL INT64_C(1795510800000)
#define MINUTE INT64_C(60000)

/* As fleet_type_rows has them: worst first and by name. */
static const struct type_row types[] = {
    {.data_type = "a",
     .status_text = "MapError",
     .state = STATE_FAILED,
     .last_success = WALL - 3},
    {.data_type = "B",
     .status_text = "fetching",
     .state = STATE_MOVING,
     .last_success = TIME_NONE},
    {.data_type = "c",
     .status_text = "Complete",
     .state = STATE_COMPLETE,
     .last_success = WALL - 1},
    {.data_type = "d",
     .status_text = "Complete",
     .state = STATE_COMPLETE,
     .last_success = WALL - 3},
    {.data_type = "e", .state = STATE_NEVER, .last_success = TIME_NONE},
    {.data_type = "f",
     .status_text = "Odd",
     .state = STATE_UNKNOWN,
     .last_success = WALL - 2},
};
#define TYPES (sizeof types / sizeof types[0])

static const struct {
    enum type_order by;
    bool descending;
    const char *rows;
} type_cases[] = {
    {TYPE_BY_STATE, false, "aBcdef"},   {TYPE_BY_STATE, true, "ecdBaf"},
    {TYPE_BY_NAME, false, "aBcdef"},    {TYPE_BY_NAME, true, "fedcBa"},
    {TYPE_BY_STATUS, false, "cdBafe"},  {TYPE_BY_STATUS, true, "faBcde"},
    {TYPE_BY_SUCCESS, false, "adfcBe"}, {TYPE_BY_SUCCESS, true, "cfadBe"},
};

START_TEST(data_types_are_sorted)
{
    struct type_row rows[TYPES];
    char order[TYPES + 1] = "";
    for (size_t i = 0; i < TYPES; i++)
        rows[i] = types[i];
    type_rows_sort(rows, TYPES, type_cases[_i].by, type_cases[_i].descending);
    for (size_t i = 0; i < TYPES; i++)
        order[i] = rows[i].data_type[0];
    ck_assert_str_eq(order, type_cases[_i].rows);
}
END_TEST

static const struct connection links[] = {
    {.id = "l1", .platform = "Xero"}, {.id = "l2", .platform = "freee"}, {.id = "l3"}};
static const struct company company = {.connections = links, .connection_count = 3};

/* Newest first, as a history has them. */
static const struct pull pulls[] = {
    {.id = "1",
     .data_type = "bills",
     .status_text = "Queued",
     .status = PULL_QUEUED,
     .connection_id = "l2",
     .requested = WALL - MINUTE,
     .completed = TIME_NONE},
    {.id = "2",
     .data_type = "Accounts",
     .status_text = "MapError",
     .status = PULL_MAP_ERROR,
     .connection_id = "l1",
     .requested = WALL - 9 * MINUTE,
     .completed = WALL - 7 * MINUTE},
    {.id = "3",
     .data_type = "bills",
     .status_text = "FetchError",
     .status = PULL_FETCH_ERROR,
     .connection_id = "l3",
     .requested = WALL - 9 * MINUTE,
     .completed = TIME_NONE},
    {.id = "4",
     .status_text = "Complete",
     .status = PULL_COMPLETE,
     .connection_id = "l1",
     .requested = TIME_NONE,
     .completed = WALL},
};
#define PULLS (sizeof pulls / sizeof pulls[0])

static const struct {
    enum pull_order by;
    bool descending;
    const char *rows;
} pull_cases[] = {
    {PULL_BY_REQUESTED, true, "1234"}, {PULL_BY_REQUESTED, false, "2314"},
    {PULL_BY_TYPE, false, "2134"},     {PULL_BY_TYPE, true, "1324"},
    {PULL_BY_STATUS, false, "3214"},   {PULL_BY_STATUS, true, "4123"},
    {PULL_BY_TOOK, false, "1234"},     {PULL_BY_TOOK, true, "2134"},
    {PULL_BY_PLATFORM, false, "1243"}, {PULL_BY_PLATFORM, true, "2413"},
};

static void sort_pulls(char order[PULLS + 1], size_t kind, const struct company *of)
{
    const struct pull *rows[PULLS];
    for (size_t i = 0; i < PULLS; i++)
        rows[i] = &pulls[i];
    pulls_sort(rows, PULLS, pull_cases[kind].by, pull_cases[kind].descending, of, WALL);
    for (size_t i = 0; i < PULLS; i++)
        order[i] = rows[i]->id[0];
    order[PULLS] = '\0';
}

START_TEST(pulls_are_sorted)
{
    char order[PULLS + 1];
    sort_pulls(order, (size_t)_i, &company);
    ck_assert_str_eq(order, pull_cases[_i].rows);
}
END_TEST

START_TEST(few_rows_and_no_company_are_fine)
{
    char order[PULLS + 1];
    type_rows_sort(NULL, 0, TYPE_BY_NAME, false);
    pulls_sort(NULL, 0, PULL_BY_TYPE, false, NULL, WALL);
    sort_pulls(order, PULLS * 2, NULL); /* by platform: all are missing */
    ck_assert_str_eq(order, "1234");
}
END_TEST

START_TEST(a_pull_takes_its_time)
{
    ck_assert_int_eq(pull_duration(&pulls[0], WALL), MINUTE);
    ck_assert_int_eq(pull_duration(&pulls[0], WALL - 2 * MINUTE), 0);
    ck_assert_int_eq(pull_duration(&pulls[1], WALL), 2 * MINUTE);
    ck_assert_int_eq(pull_duration(&pulls[2], WALL), TIME_NONE);
    ck_assert_int_eq(pull_duration(&pulls[3], WALL), TIME_NONE);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("row_order");
    TCase *tc = tcase_create("row_order");
    tcase_add_loop_test(tc, data_types_are_sorted, 0,
                        (int)(sizeof type_cases / sizeof type_cases[0]));
    tcase_add_loop_test(tc, pulls_are_sorted, 0,
                        (int)(sizeof pull_cases / sizeof pull_cases[0]));
    tcase_add_test(tc, few_rows_and_no_company_are_fine);
    tcase_add_test(tc, a_pull_takes_its_time);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
