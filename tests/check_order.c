/* The order of the companies, while they arrive, leave and change their names. */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xmalloc.h"
#include "tests/suite.h"
#include "tests/ui_world.h"
#include "ui/list.h"
#include "ui/order.h"

/* Sorted, complete, and each company is found in its row. */
static void check(const struct order *o, const struct fleet *f)
{
    ck_assert_uint_eq(o->count, fleet_size(f));
    for (size_t i = 0; i < o->count; i++) {
        const struct company *c = order_at(o, f, i)->record;
        ck_assert_uint_eq(order_find(o, f, c->id), i);
        if (i == 0)
            continue;
        const struct company *b = order_at(o, f, i - 1)->record;
        int names = strcasecmp(company_title(b), company_title(c));
        ck_assert(names < 0 || (names == 0 && strcmp(b->id, c->id) < 0));
    }
    ck_assert_uint_eq(order_find(o, f, "nobody"), LIST_NOT_FOUND);
}

START_TEST(names_sort_without_regard_to_case)
{
    static const char *const names[] = {"beta",
                                        "Alpha",
                                        "alphabet",
                                        "ALPHA",
                                        "zeta",
                                        "Beta Long Name That Is Longer B",
                                        "beta long name that is longer A"};
    struct world w;
    struct order o = {0};
    world_open(&w);
    world_put_companies(&w, names, sizeof names / sizeof names[0], 7);
    order_sync(&o, w.fleet, WORLD_DATE);
    check(&o, w.fleet);
    ck_assert_str_eq(order_at(&o, w.fleet, 0)->record->name, "ALPHA");
    ck_assert_str_eq(order_at(&o, w.fleet, 6)->record->name, "zeta");
    order_free(&o);
    world_close(&w);
}
END_TEST

START_TEST(pages_are_merged)
{
    struct world w;
    struct order o = {0};
    world_open(&w);
    order_sync(&o, w.fleet, WORLD_DATE);
    ck_assert_uint_eq(o.count, 0);
    for (size_t page = 0; page < 7; page++) {
        world_put_many(&w, page * 331, 331, 7 * 331);
        order_sync(&o, w.fleet, WORLD_DATE);
        check(&o, w.fleet);
    }
    order_free(&o);
    world_close(&w);
}
END_TEST

/* A page as large as Codat's comes in parts; all of them are in order, and in the end
 * nobody is missing, a new name in the middle of it included. */
START_TEST(many_arrivals_come_in_parts)
{
    struct world w;
    struct order o = {0};
    world_open(&w);
    world_put_many(&w, 0, 5000, 5000);
    ck_assert(!order_sync(&o, w.fleet, WORLD_DATE));
    ck_assert_uint_gt(o.count, 0);
    ck_assert_uint_lt(o.count, 5000);
    size_t before = o.count;
    while (!order_sync(&o, w.fleet, WORLD_DATE)) {
        ck_assert_uint_gt(o.count, before);
        before = o.count;
    }
    check(&o, w.fleet);
    world_put_many(&w, 5000, 5000, 10000);
    ck_assert(!order_sync(&o, w.fleet, WORLD_DATE));
    char *id = xstrdup(order_at(&o, w.fleet, 7)->record->id);
    struct company renamed = {
        .id = id, .name = "zzz", .created = TIME_NONE, .last_sync = TIME_NONE};
    fleet_put_company(w.fleet, company_copy(&renamed), w.now);
    while (!order_sync(&o, w.fleet, WORLD_DATE))
        continue;
    check(&o, w.fleet);
    ck_assert_uint_eq(order_find(&o, w.fleet, id), o.count - 1);
    free(id);
    order_free(&o);
    world_close(&w);
}
END_TEST

START_TEST(renamed_and_forgotten_companies_are_noticed)
{
    static const char *const before[] = {"a", "b", "c", "d"};
    static const char *const after[] = {"b", "d", "e"};
    struct world w;
    struct order o = {0};
    world_open(&w);
    world_put_companies(&w, before, 4, 4);
    order_sync(&o, w.fleet, WORLD_DATE);
    struct company renamed = {
        .id = "a", .name = "x", .created = TIME_NONE, .last_sync = TIME_NONE};
    fleet_put_company(w.fleet, company_copy(&renamed), w.now);
    order_sync(&o, w.fleet, WORLD_DATE);
    check(&o, w.fleet);
    ck_assert_uint_eq(order_find(&o, w.fleet, "a"), 3);
    world_put_companies(&w, after, 3, 3);
    ck_assert_uint_eq(fleet_size(w.fleet), 3);
    order_sync(&o, w.fleet, WORLD_DATE);
    check(&o, w.fleet);
    ck_assert_uint_eq(order_find(&o, w.fleet, "a"), LIST_NOT_FOUND);
    order_free(&o);
    world_close(&w);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("order");
    TCase *tc = tcase_create("order");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, names_sort_without_regard_to_case);
    tcase_add_test(tc, pages_are_merged);
    tcase_add_test(tc, many_arrivals_come_in_parts);
    tcase_add_test(tc, renamed_and_forgotten_companies_are_noticed);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
