/* The rows of the companies, sorted and filtered, while they arrive, leave and change. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/rng.h"
#include "base/xmalloc.h"
#include "tests/model_make.h"
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

/* --- against an oracle ------------------------------------------------------------ */

/* A company as the test means it to be; the id is its number. */
struct spec {
    unsigned id, name, platform, connections;
    int64_t last_sync, created;
};

struct play {
    struct fleet *fleet;
    struct order order;
    struct spec *specs;
    size_t count, cap;
    unsigned ids;
    struct rng rng;
    int64_t now, wall;
    enum order_by by;
    bool descending;
    const char *text;
    struct filter *filter;
    char keep[16];  /* the company that is kept; "": none */
    size_t strayed; /* how often that did not match */
    size_t shown;   /* by the oracle, in all checks together */
};

static unsigned pick(struct play *p, unsigned bound)
{
    return (unsigned)rng_below(&p->rng, bound);
}

static int64_t any_date(struct play *p)
{
    return pick(p, 6) == 0 ? TIME_NONE : p->wall - (int64_t)pick(p, 20) * WORLD_HOUR / 2;
}

/* Names that begin alike, also beyond what a key holds, and some that are the same. */
static const char *name_of(unsigned n)
{
    static char name[64];
    static const char *const beginnings[] = {
        "Acme ", "ACME ", "The very same beginning ", "zebra ", "", "Ünlü "};
    snprintf(name, sizeof name, "%s%u", beginnings[n % 6], n / 12);
    return n % 31 == 0 ? NULL : name;
}

static const char *const platforms[] = {
    "Xero", "QuickBooks Online", "QuickBooks Online Sandbox", "sage", NULL, ""};

static struct company *make(const struct spec *s)
{
    char id[16];
    struct connection links[3] = {{.id = "l", .status = CONNECTION_LINKED}};
    links[0].platform = platforms[s->platform];
    links[1] = links[2] = links[0];
    snprintf(id, sizeof id, "c%u", s->id);
    const struct company c = {.id = id,
                              .name = name_of(s->name),
                              .last_sync = s->last_sync,
                              .created = s->created,
                              .created_by = platforms[(s->platform + s->id) % 6],
                              .connections = links,
                              .connection_count = s->connections};
    return company_copy(&c);
}

static void add_specs(struct play *p, size_t count)
{
    if (p->count + count > p->cap) {
        p->cap = 2 * (p->count + count);
        p->specs = xreallocarray(p->specs, p->cap, sizeof *p->specs);
    }
    for (size_t i = 0; i < count; i++)
        p->specs[p->count++] = (struct spec){.id = p->ids++,
                                             .name = pick(p, 100000),
                                             .platform = pick(p, 6),
                                             .connections = pick(p, 4),
                                             .last_sync = any_date(p),
                                             .created = any_date(p)};
}

/* Reads the list anew, in a whole round; syncs between its pages or not. */
static void read_list(struct play *p, bool sync)
{
    fleet_list_begin(p->fleet);
    while (fleet_list_state(p->fleet)->next_page != 0) {
        struct call call = fleet_list_call(p->fleet);
        size_t first = (size_t)(call.page - 1) * (size_t)call.page_size, n = 0;
        struct company **items =
            xcalloc((size_t)call.page_size, sizeof(struct company *));
        for (; n < (size_t)call.page_size && first + n < p->count; n++)
            items[n] = make(&p->specs[first + n]);
        struct paging paging = {call.page, call.page_size, (int64_t)p->count,
                                first + n < p->count};
        fleet_asked(p->fleet, &call, ++p->now);
        fleet_put_companies(p->fleet, &call, items, n, 0, &paging, p->now);
        free(items);
        if (sync)
            order_sync(&p->order, p->fleet, p->wall);
    }
}

static int compare_title(const struct company *a, const struct company *b)
{
    return strcasecmp(company_title(a), company_title(b));
}

/* Missing ones last, both ways. */
static int compare_numbers(bool no_a, bool no_b, int64_t a, int64_t b, bool descending)
{
    if (no_a || no_b)
        return no_a - no_b;
    return descending ? (b > a) - (b < a) : (a > b) - (a < b);
}

static int compare_words(const char *x, const char *y, int sign)
{
    bool no_x = !x || !*x, no_y = !y || !*y;
    return no_x || no_y ? no_x - no_y : sign * strcasecmp(x, y);
}

static int compare_platforms(const struct company *a, const struct company *b, int sign)
{
    return compare_words(a->connection_count ? a->connections[0].platform : NULL,
                         b->connection_count ? b->connections[0].platform : NULL, sign);
}

static const struct play *asked; /* qsort hands no context on */

static int oracle(const void *left, const void *right)
{
    const struct fleet_company *a = *(const struct fleet_company *const *)left;
    const struct fleet_company *b = *(const struct fleet_company *const *)right;
    const struct company *x = a->record, *y = b->record;
    bool down = asked->descending;
    int side = 0;
    if (asked->by == ORDER_NAME)
        side = compare_title(x, y) * (down ? -1 : 1);
    else if (asked->by == ORDER_STATE)
        side = compare_numbers(a->state == STATE_UNKNOWN, b->state == STATE_UNKNOWN,
                               (int64_t)a->state, (int64_t)b->state, down);
    else if (asked->by == ORDER_PLATFORM)
        side = compare_platforms(x, y, down ? -1 : 1);
    else if (asked->by == ORDER_LAST_SYNC)
        side = compare_numbers(x->last_sync == TIME_NONE, y->last_sync == TIME_NONE,
                               x->last_sync, y->last_sync, down);
    else if (asked->by == ORDER_CREATED)
        side = compare_numbers(x->created == TIME_NONE, y->created == TIME_NONE,
                               x->created, y->created, down);
    else if (asked->by == ORDER_ID)
        side = (down ? -1 : 1) * strcasecmp(x->id, y->id);
    else if (asked->by == ORDER_CREATED_BY)
        side = compare_words(x->created_by, y->created_by, down ? -1 : 1);
    else
        side = compare_numbers(false, false, (int64_t)x->connection_count,
                               (int64_t)y->connection_count, down);
    if (side == 0)
        side = compare_title(x, y);
    return side ? side : strcmp(x->id, y->id);
}

static bool is_row(const struct play *p, const struct fleet_company *c)
{
    return filter_matches_company(p->filter, c, p->wall) ||
           strcmp(c->record->id, p->keep) == 0;
}

static void expect_stray(struct play *p)
{
    const struct fleet_company *c = fleet_find(p->fleet, p->keep);
    bool stray = c && !filter_matches_company(p->filter, c, p->wall);
    ck_assert_int_eq(p->order.stray, stray);
    p->strayed += stray;
}

static void expect_rows(struct play *p)
{
    while (!order_sync(&p->order, p->fleet, p->wall))
        continue;
    size_t size = fleet_size(p->fleet), count = 0;
    const struct fleet_company **rows = xcalloc(size + 1, sizeof *rows);
    for (size_t i = 0; i < size; i++)
        if (is_row(p, fleet_at(p->fleet, i)))
            rows[count++] = fleet_at(p->fleet, i);
    asked = p;
    qsort(rows, count, sizeof *rows, oracle);
    ck_assert_uint_eq(size, p->count);
    ck_assert_uint_eq(order_total(&p->order), size);
    ck_assert_uint_eq(p->order.count, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_ptr_eq(order_at(&p->order, p->fleet, i), rows[i]);
        ck_assert_uint_eq(order_find(&p->order, p->fleet, rows[i]->record->id), i);
    }
    for (size_t i = 0; i < size; i++) {
        const struct fleet_company *c = fleet_at(p->fleet, i);
        if (!is_row(p, c))
            ck_assert_uint_eq(order_find(&p->order, p->fleet, c->record->id),
                              LIST_NOT_FOUND);
    }
    expect_stray(p);
    p->shown += count;
    free(rows);
}

/* --- what may happen to a fleet --------------------------------------------------- */

static void change_state(struct play *p)
{
    static const char *const words[] = {"Complete", "FetchError", "Queued", "AuthError",
                                        NULL};
    char id[16];
    snprintf(id, sizeof id, "c%u", p->specs[pick(p, (unsigned)p->count)].id);
    put_statuses(p->fleet, id, make_statuses("bills", words[pick(p, 5)], "s", NULL),
                 ++p->now);
}

static void change_record(struct play *p)
{
    struct spec *s = &p->specs[pick(p, (unsigned)p->count)];
    switch (pick(p, 5)) {
    case 0:
        s->name = pick(p, 100000);
        break;
    case 1:
        s->last_sync = any_date(p);
        break;
    case 2:
        s->platform = pick(p, 6);
        break;
    case 3:
        s->connections = pick(p, 4);
        break;
    default:
        s->created = any_date(p);
    }
    fleet_put_company(p->fleet, make(s), ++p->now);
}

static void arrive(struct play *p)
{
    size_t before = p->count;
    add_specs(p, 1 + pick(p, 30));
    for (size_t i = before; i < p->count; i++)
        fleet_put_company(p->fleet, make(&p->specs[i]), ++p->now);
}

static void leave(struct play *p)
{
    for (unsigned n = 1 + pick(p, 20); n > 0 && p->count > 10; n--) {
        size_t at = pick(p, (unsigned)p->count);
        memmove(p->specs + at, p->specs + at + 1, (--p->count - at) * sizeof *p->specs);
    }
    if (pick(p, 2))
        add_specs(p, pick(p, 20));
    read_list(p, pick(p, 2) == 0);
}

static void sort_otherwise(struct play *p)
{
    p->by = (enum order_by)pick(p, ORDER_COUNT);
    p->descending = pick(p, 2) == 0;
    order_set(&p->order, p->by, p->descending);
}

/* As one types: narrower and wider ones follow each other. */
static void filter_otherwise(struct play *p)
{
    static const char *const texts[] = {"",
                                        "a",
                                        "ac",
                                        "acm",
                                        "acme",
                                        "acme 1",
                                        "acme 1 status:failed",
                                        "c1",
                                        "c12",
                                        "status:failed",
                                        "status:complete !acme",
                                        "!status:unknown",
                                        "platform:xero",
                                        "platform:quick",
                                        "platform:quick age<3h",
                                        "age<3h",
                                        "age>5h",
                                        "age<90s",
                                        "created<2026-11-24 age>4h",
                                        "!a",
                                        "!ac",
                                        "sandbox same",
                                        "nobody at all"};
    struct filter_error error;
    p->text = texts[pick(p, sizeof texts / sizeof texts[0])];
    struct filter *filter = filter_parse(p->text, FILTER_COMPANIES, &error);
    ck_assert_ptr_nonnull(filter);
    order_filter(&p->order, filter);
    filter_free(&p->filter);
    p->filter = filter;
    if (pick(p, 8) == 0) {
        order_filter(&p->order, NULL);
        filter_free(&p->filter);
    }
}

static void keep_another(struct play *p)
{
    *p->keep = '\0';
    if (pick(p, 4) > 0)
        snprintf(p->keep, sizeof p->keep, "c%u", pick(p, p->ids));
    order_keep(&p->order, *p->keep ? p->keep : NULL);
}

static void grow_old(struct play *p)
{
    p->wall += WORLD_MINUTE * (1 + pick(p, 90));
}

static void (*const happenings[])(struct play *) = {
    change_state, change_state,   change_record, change_record,    arrive,
    leave,        sort_otherwise, grow_old,      filter_otherwise, filter_otherwise,
    change_state, change_record,  keep_another,  keep_another};

static void open_play(struct play *p, uint64_t seed, size_t companies)
{
    *p = (struct play){.fleet = fleet_new(), .rng = {seed}, .now = 1, .wall = WORLD_DATE};
    add_specs(p, companies);
    read_list(p, true); /* the first small page */
    expect_rows(p);
}

static void close_play(struct play *p)
{
    order_free(&p->order);
    filter_free(&p->filter);
    fleet_free(&p->fleet);
    free(p->specs);
}

START_TEST(rows_are_those_of_the_oracle)
{
    struct play p;
    open_play(&p, (uint64_t)_i + 1, 150 + 40 * (size_t)_i);
    for (int i = 0; i < 400; i++) {
        for (unsigned n = 1 + pick(&p, 3); n > 0; n--)
            happenings[pick(&p, sizeof happenings / sizeof happenings[0])](&p);
        if (pick(&p, 2) == 0)
            order_sync(&p.order, p.fleet, p.wall);
        else
            expect_rows(&p);
    }
    ck_assert_uint_gt(p.shown, 1000);
    ck_assert_uint_gt(p.strayed, 10);
    close_play(&p);
}
END_TEST

START_TEST(a_hundred_thousand_are_kept_in_order)
{
    struct play p;
    open_play(&p, 7, 100000);
    for (int i = 0; i < 4; i++) {
        sort_otherwise(&p);
        filter_otherwise(&p);
        for (int n = 0; n < 300; n++) {
            change_state(&p);
            change_record(&p);
            if (n % 100 == 0)
                order_sync(&p.order, p.fleet, p.wall);
        }
        arrive(&p);
        expect_rows(&p);
    }
    leave(&p);
    expect_rows(&p);
    close_play(&p);
}
END_TEST

/* More changes than the fleet remembers. */
START_TEST(forgotten_changes_are_no_loss)
{
    struct play p;
    open_play(&p, 8, 20000);
    order_set(&p.order, ORDER_LAST_SYNC, p.descending = true);
    p.by = ORDER_LAST_SYNC;
    expect_rows(&p);
    for (size_t i = 0; i < p.count; i++)
        p.specs[i].last_sync = any_date(&p);
    for (int i = 0; i < 3; i++)
        p.count--;
    read_list(&p, false);
    expect_rows(&p);
    close_play(&p);
}
END_TEST

/* --- what a sync costs ------------------------------------------------------------ */

START_TEST(rows_ask_for_a_look_when_ages_may_have_grown)
{
    struct play p;
    struct filter_error error;
    open_play(&p, 9, 200);
    ck_assert_int_eq(p.order.due, 0);
    p.filter = filter_parse("age>2h", FILTER_COMPANIES, &error);
    order_filter(&p.order, p.filter);
    expect_rows(&p);
    ck_assert_int_eq(p.order.due, p.wall + WORLD_MINUTE);
    p.wall += WORLD_MINUTE;
    expect_rows(&p);
    ck_assert_int_eq(p.order.due, p.wall + WORLD_MINUTE);
    order_filter(&p.order, NULL);
    filter_free(&p.filter);
    expect_rows(&p);
    ck_assert_int_eq(p.order.due, 0);
    close_play(&p);
}
END_TEST

/* Rows are those of the last sync until the next one, whatever was asked for since. */
START_TEST(rows_stay_until_the_next_sync)
{
    struct play p;
    struct filter_error error;
    open_play(&p, 10, 200);
    const struct fleet_company *last = order_at(&p.order, p.fleet, p.order.count - 1);
    p.filter = filter_parse("acme", FILTER_COMPANIES, &error);
    order_filter(&p.order, p.filter);
    ck_assert_ptr_eq(order_at(&p.order, p.fleet, p.order.count - 1), last);
    expect_rows(&p);
    last = order_at(&p.order, p.fleet, p.order.count - 1);
    order_filter(&p.order, NULL);
    ck_assert_ptr_eq(order_at(&p.order, p.fleet, p.order.count - 1), last);
    close_play(&p);
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
    tcase_add_loop_test(tc, rows_are_those_of_the_oracle, 0, 8);
    tcase_add_test(tc, a_hundred_thousand_are_kept_in_order);
    tcase_add_test(tc, forgotten_changes_are_no_loss);
    tcase_add_test(tc, rows_ask_for_a_look_when_ages_may_have_grown);
    tcase_add_test(tc, rows_stay_until_the_next_sync);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
