/* The simulated world without its server: the fleet, histories, pulls, and that they
 * agree with each other, at the start and after refreshes. */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "sim/datatypes.h"
#include "sim/jsonout.h"
#include "sim/world.h"
#include "tests/suite.h"

#define START INT64_C(1795511642000) /* 2026-11-24T09:14:02Z */
#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define COMPANIES 300

/* As ck_assert, which tells the test's parent of every passing check and is too slow for
 * some hundred thousand of them. */
#define REQUIRE(condition)                                                               \
    do {                                                                                 \
        if (!(condition))                                                                \
            ck_abort_msg("%s", #condition);                                              \
    } while (0)

static struct world world;

static void open_world(bool quiet)
{
    world_init(&world, 42, COMPANIES, START, quiet);
}

static void setup(void)
{
    open_world(false);
}

static void setup_quiet(void)
{
    open_world(true);
}

static void teardown(void)
{
    world_free(&world);
}

static struct company company_at(unsigned index)
{
    struct company company;
    fleet_company(&world.fleet, index, &company);
    return company;
}

/* The first company from index on whose first connection has that status; COMPANIES:
 * none. */
static unsigned company_with(unsigned index, enum connection_status status)
{
    while (index < COMPANIES && company_at(index).connection[0].status != status)
        index++;
    return index;
}

static unsigned type_of(const struct connection *connection)
{
    return (unsigned)__builtin_ctzll(connection->platform->first_link &
                                     ~connection->platform->unsupported);
}

/* --- the fleet ------------------------------------------------------------------- */

START_TEST(companies_are_found_by_their_ids)
{
    for (unsigned n = 0; n < COMPANIES; n++) {
        unsigned found;
        struct company company = company_at(n);
        ck_assert(fleet_lookup(&world.fleet, company.id, &found));
        ck_assert_uint_eq(found, n);
        company.id.lo ^= 1;
        ck_assert(!fleet_lookup(&world.fleet, company.id, &found));
    }
}
END_TEST

START_TEST(ids_survive_their_text)
{
    for (unsigned n = 0; n < COMPANIES; n++) {
        char text[UUID_TEXT];
        struct uuid id = company_at(n).id, again;
        ids_format(id, text);
        ck_assert(ids_parse(text, &again));
        ck_assert(ids_equal(id, again));
        ck_assert_int_eq(text[14], '4');
        ck_assert(strchr("89ab", text[19]) != NULL);
        text[n % 36] = 'g';
        ck_assert(!ids_parse(text, &again));
    }
    struct uuid id;
    ck_assert(!ids_parse("", &id));
    ck_assert(!ids_parse("c9ca62a4-4148-4b22-bf8a-8e061612a3c", &id));
    ck_assert(ids_parse("C9CA62A4-4148-4B22-BF8A-8E061612A3C8", &id));
    ck_assert(id.lo == UINT64_C(0xbf8a8e061612a3c8));
}
END_TEST

START_TEST(one_seed_makes_one_fleet)
{
    struct fleet same, other;
    fleet_init(&same, 42, COMPANIES, START);
    fleet_init(&other, 43, COMPANIES, START);
    unsigned differ = 0;
    for (unsigned n = 0; n < COMPANIES; n++) {
        struct company a = company_at(n), b, c;
        struct company_text text_a, text_b;
        fleet_company(&same, n, &b);
        fleet_company(&other, n, &c);
        fleet_text(&a, &text_a);
        fleet_text(&b, &text_b);
        ck_assert(ids_equal(a.id, b.id));
        ck_assert_int_eq(a.created_ms, b.created_ms);
        ck_assert_uint_eq(a.connections, b.connections);
        ck_assert_str_eq(text_a.name, text_b.name);
        differ += ids_equal(a.id, c.id) ? 0 : 1;
    }
    ck_assert_uint_eq(differ, COMPANIES);
}
END_TEST

START_TEST(times_follow_each_other)
{
    int64_t before = 0;
    for (unsigned n = 0; n < COMPANIES; n++) {
        struct company company = company_at(n);
        ck_assert_int_ge(company.created_ms, before);
        before = company.created_ms;
        ck_assert_uint_ge(company.connections, 1);
        ck_assert_uint_le(company.connections, FLEET_CONNECTIONS);
        for (unsigned i = 0; i < company.connections; i++) {
            const struct connection *c = &company.connection[i];
            ck_assert_int_gt(c->created_ms, company.created_ms);
            ck_assert_int_lt(c->created_ms, START);
            bool lost =
                c->status == CONNECTION_UNLINKED || c->status == CONNECTION_DEAUTHORIZED;
            ck_assert(lost == (c->lost_ms != TIME_NONE));
            if (lost) {
                ck_assert_int_gt(c->lost_ms, c->created_ms);
                ck_assert_int_lt(c->lost_ms, START);
            }
        }
    }
}
END_TEST

START_TEST(life_is_varied)
{
    unsigned status[4] = {0}, platforms = 0, foreign = 0, active = 0;
    bool seen[PLATFORMS] = {false};
    for (unsigned n = 0; n < COMPANIES; n++) {
        struct company company = company_at(n);
        struct company_text text;
        fleet_text(&company, &text);
        ck_assert(*text.name != '\0');
        for (const char *p = text.name; *p != '\0'; p++) {
            if ((unsigned char)*p >= 0xd0) {
                foreign++;
                break;
            }
        }
        bool linked = false;
        for (unsigned i = 0; i < company.connections; i++) {
            status[company.connection[i].status]++;
            linked = linked || company.connection[i].status == CONNECTION_LINKED;
            for (unsigned p = 0; p < PLATFORMS; p++)
                seen[p] = seen[p] || company.connection[i].platform == platform_at(p);
        }
        active += linked ? 1 : 0;
    }
    for (unsigned p = 0; p < PLATFORMS; p++)
        platforms += seen[p] ? 1 : 0;
    ck_assert_uint_gt(platforms, 15);
    ck_assert_uint_gt(foreign, COMPANIES / 20);
    ck_assert_uint_gt(status[CONNECTION_LINKED], COMPANIES * 8 / 10);
    ck_assert_uint_gt(status[CONNECTION_DEAUTHORIZED], 0);
    ck_assert_uint_gt(status[CONNECTION_PENDING_AUTH], 0);
    ck_assert_uint_gt(status[CONNECTION_UNLINKED], 0);
    ck_assert_uint_eq(fleet_active(&world.fleet), active);
}
END_TEST

START_TEST(groups_know_each_other)
{
    unsigned children = 0, counted = 0;
    for (unsigned n = 0; n < COMPANIES; n++) {
        unsigned subsidiaries = fleet_subsidiaries(&world.fleet, n);
        int64_t parent = fleet_parent(&world.fleet, n);
        counted += subsidiaries;
        for (unsigned i = 1; i <= subsidiaries; i++)
            ck_assert_int_eq(fleet_parent(&world.fleet, n + i), n);
        if (parent < 0)
            continue;
        children++;
        ck_assert_uint_ge(fleet_subsidiaries(&world.fleet, (unsigned)parent),
                          n - (unsigned)parent);
    }
    ck_assert_uint_gt(children, 0);
    ck_assert_uint_eq(children, counted);
}
END_TEST

START_TEST(a_fleet_of_one_works)
{
    struct world one;
    world_init(&one, 1, 1, START, false);
    world_move(&one, START + 10 * MINUTE);
    struct company company;
    struct pull_list list = {0};
    fleet_company(&one.fleet, 0, &company);
    world_pulls(&one, &company, &list);
    ck_assert_uint_eq(fleet_subsidiaries(&one.fleet, 0), 0);
    ck_assert_int_eq(fleet_parent(&one.fleet, 0), -1);
    pull_list_free(&list);
    world_free(&one);
}
END_TEST

/* --- consistency ----------------------------------------------------------------- */

static const struct pull *newest(const struct pull_list *list, unsigned type,
                                 bool complete)
{
    for (size_t n = 0; n < list->count; n++) {
        const struct pull *pull = &list->items[n];
        if (pull->type == type && (!complete || pull_at(pull, world.now_ms).completed))
            return pull;
    }
    return NULL;
}

static void check_states(const struct company *company, const struct pull_list *list)
{
    struct type_state states[DATA_TYPES];
    world_states(&world, company, states);
    for (unsigned type = 0; type < DATA_TYPES; type++) {
        const struct pull *latest = newest(list, type, false);
        const struct pull *success = newest(list, type, true);
        REQUIRE(states[type].known == (latest != NULL));
        REQUIRE(states[type].succeeded == (success != NULL));
        if (latest != NULL)
            REQUIRE(ids_equal(states[type].latest.id, latest->id));
        if (success != NULL) {
            REQUIRE(ids_equal(states[type].success.id, success->id));
            REQUIRE(states[type].success.ended_ms == success->ended_ms);
        }
    }
}

static void check_syncs(const struct company *company, const struct pull_list *list)
{
    int64_t all = TIME_NONE;
    for (unsigned c = 0; c < company->connections; c++) {
        int64_t last = TIME_NONE;
        for (size_t n = 0; n < list->count; n++) {
            const struct pull *pull = &list->items[n];
            if (pull->connection == c && pull->ended_ms > last &&
                pull_at(pull, world.now_ms).completed)
                last = pull->ended_ms;
        }
        REQUIRE(world_connection_sync(&world, company, c) == last);
        all = last > all ? last : all;
    }
    REQUIRE(world_company_sync(&world, company) == all);
}

static void check_pull(const struct company *company, const struct pull *pull)
{
    const struct connection *c = &company->connection[pull->connection];
    struct pull_view view = pull_at(pull, world.now_ms);
    REQUIRE(pull->connection < company->connections);
    REQUIRE(c->status != CONNECTION_PENDING_AUTH);
    REQUIRE((c->platform->types >> pull->type & 1) != 0);
    REQUIRE(pull->requested_ms <= world.now_ms);
    REQUIRE(pull->requested_ms > c->created_ms);
    REQUIRE(pull->ended_ms > pull->requested_ms);
    REQUIRE(view.progress <= 100);
    REQUIRE(view.completed == (view.status == PULL_COMPLETE));
    REQUIRE(view.completed == (view.progress == 100));
    REQUIRE(!(view.completed && view.errored));
    REQUIRE(view.ended == (view.status >= PULL_COMPLETE));
    if (c->status == CONNECTION_DEAUTHORIZED && pull->requested_ms >= c->lost_ms)
        REQUIRE(pull->outcome == PULL_AUTH_ERROR);
    if (c->status == CONNECTION_UNLINKED)
        REQUIRE(pull->requested_ms < c->lost_ms);
}

/* No two pulls of one type and connection ever run at the same time. */
static void check_no_overlap(const struct pull_list *list)
{
    int64_t next[FLEET_CONNECTIONS][DATA_TYPES];
    memset(next, 0x7f, sizeof next);
    for (size_t n = 0; n < list->count; n++) {
        const struct pull *pull = &list->items[n];
        int64_t *later = &next[pull->connection][pull->type];
        REQUIRE(pull->ended_ms <= *later);
        *later = pull->requested_ms;
        if (n > 0)
            REQUIRE(pull->requested_ms <= list->items[n - 1].requested_ms);
    }
}

static size_t check_company(unsigned index)
{
    struct company company = company_at(index);
    struct pull_list list = {0};
    world_pulls(&world, &company, &list);
    for (size_t n = 0; n < list.count; n++)
        check_pull(&company, &list.items[n]);
    if (list.count > 0) {
        struct pull found;
        size_t some = (index * 7919u) % list.count;
        REQUIRE(world_find_pull(&world, &company, list.items[some].id, &found));
        REQUIRE(found.ended_ms == list.items[some].ended_ms);
        REQUIRE(!world_find_pull(&world, &company, company.id, &found));
    }
    check_no_overlap(&list);
    check_states(&company, &list);
    check_syncs(&company, &list);
    size_t count = list.count;
    pull_list_free(&list);
    return count;
}

static size_t check_fleet(void)
{
    size_t pulls = 0;
    for (unsigned n = 0; n < COMPANIES; n++)
        pulls += check_company(n);
    return pulls;
}

START_TEST(the_start_is_consistent)
{
    ck_assert_uint_gt(check_fleet(), COMPANIES * 50);
}
END_TEST

START_TEST(refreshes_keep_it_consistent)
{
    for (int step = 0; step < 12; step++) {
        for (unsigned n = 0; n < COMPANIES; n++) {
            struct company company = company_at(n);
            struct pull pull;
            unsigned what = (n + (unsigned)step) % 7;
            if (what == 0)
                world_queue_all(&world, &company);
            else if (what == 1)
                world_queue(&world, &company, company.connections,
                            type_of(&company.connection[0]), &pull);
        }
        check_company((unsigned)step);
        world_move(&world, world.now_ms + 17 * SECOND + step * 100);
    }
    check_fleet();
    world_move(&world, world.now_ms + 5 * MINUTE);
    check_fleet();
}
END_TEST

START_TEST(days_without_anybody_stay_consistent)
{
    for (int n = 0; n < 5; n++) {
        world_move(&world, world.now_ms + 13 * HOUR);
        check_company((unsigned)n);
    }
    check_fleet();
}
END_TEST

/* --- movement -------------------------------------------------------------------- */

static size_t count_running(void)
{
    size_t running = 0;
    struct pull_list list = {0};
    for (unsigned index = 0; index < COMPANIES; index++) {
        struct company company = company_at(index);
        world_pulls(&world, &company, &list);
        for (size_t n = 0; n < list.count; n++)
            running += pull_at(&list.items[n], world.now_ms).ended ? 0 : 1;
    }
    pull_list_free(&list);
    return running;
}

START_TEST(an_untouched_fleet_moves)
{
    size_t before = check_fleet();
    ck_assert_uint_gt(count_running(), 0);
    world_move(&world, START + 2 * MINUTE);
    ck_assert_uint_gt(check_fleet(), before);
}
END_TEST

START_TEST(the_road_does_not_matter)
{
    struct world other;
    world_init(&other, 42, COMPANIES, START, false);
    world_move(&other, START + 20 * MINUTE);
    for (int n = 1; n <= 1200; n++)
        world_move(&world, START + n * SECOND);
    for (unsigned index = 0; index < COMPANIES; index++) {
        struct company company = company_at(index);
        struct pull_list a = {0}, b = {0};
        world_pulls(&world, &company, &a);
        world_pulls(&other, &company, &b);
        REQUIRE(a.count == b.count);
        for (size_t n = 0; n < a.count; n++)
            REQUIRE(ids_equal(a.items[n].id, b.items[n].id));
        pull_list_free(&a);
        pull_list_free(&b);
    }
    world_free(&other);
}
END_TEST

START_TEST(a_quiet_fleet_stands_still)
{
    ck_assert_uint_eq(count_running(), 0);
    size_t before = check_fleet();
    world_move(&world, START + HOUR);
    ck_assert_uint_eq(check_fleet(), before);
    ck_assert_uint_eq(count_running(), 0);
}
END_TEST

START_TEST(time_never_goes_back)
{
    world_move(&world, START + HOUR);
    world_move(&world, START);
    ck_assert_int_eq(world.now_ms, START + HOUR);
}
END_TEST

/* --- refreshes ------------------------------------------------------------------- */

START_TEST(pulls_pass_through_all_stages)
{
    bool seen[PULL_STATUSES] = {false};
    struct company company = company_at(company_with(0, CONNECTION_LINKED));
    for (unsigned type = 0; type < DATA_TYPES; type++) {
        struct pull pull;
        unsigned all = company.connections;
        if (world_queue(&world, &company, all, type, &pull) != QUEUE_DONE)
            continue;
        enum pull_status status = PULL_INITIAL;
        int progress = 0;
        for (int64_t at = world.now_ms; at <= pull.ended_ms; at += 50) {
            struct pull_view view = pull_at(&pull, at);
            REQUIRE(view.status >= status);
            REQUIRE(view.progress >= progress);
            status = view.status;
            progress = view.progress;
            seen[status] = true;
        }
        REQUIRE(pull_at(&pull, pull.ended_ms).status == pull.outcome);
        REQUIRE(pull_at(&pull, pull.requested_ms).status == PULL_INITIAL);
    }
    for (unsigned status = PULL_INITIAL; status <= PULL_VALIDATING; status++)
        ck_assert_msg(seen[status], "%s", pull_status_name(status));
}
END_TEST

START_TEST(a_type_that_runs_is_not_queued_again)
{
    struct company company = company_at(company_with(0, CONNECTION_LINKED));
    unsigned type = type_of(&company.connection[0]);
    struct pull first, second;
    ck_assert_int_eq(world_queue(&world, &company, 0, type, &first), QUEUE_DONE);
    ck_assert_int_eq(world_queue(&world, &company, 0, type, &second), QUEUE_RUNNING);
    ck_assert(ids_equal(first.id, second.id));
    world_move(&world, first.ended_ms - 1);
    ck_assert_int_eq(world_queue(&world, &company, 0, type, &second), QUEUE_RUNNING);
    world_move(&world, first.ended_ms);
    ck_assert_int_eq(world_queue(&world, &company, 0, type, &second), QUEUE_DONE);
    ck_assert(!ids_equal(first.id, second.id));
}
END_TEST

START_TEST(refresh_all_leaves_alone_what_runs)
{
    struct company company = company_at(company_with(0, CONNECTION_LINKED));
    struct pull_list before = {0}, after = {0};
    world_queue_all(&world, &company);
    world_pulls(&world, &company, &before);
    world_queue_all(&world, &company);
    world_pulls(&world, &company, &after);
    ck_assert_uint_eq(before.count, after.count);
    world_move(&world, world.now_ms + 5 * MINUTE);
    world_queue_all(&world, &company);
    world_pulls(&world, &company, &after);
    ck_assert_uint_gt(after.count, before.count);
    pull_list_free(&before);
    pull_list_free(&after);
}
END_TEST

START_TEST(a_deauthorized_connection_fails_soon)
{
    unsigned found = 0;
    for (unsigned n = 0; (n = company_with(n, CONNECTION_DEAUTHORIZED)) < COMPANIES;
         n++) {
        struct company company = company_at(n);
        unsigned type = type_of(&company.connection[0]);
        struct pull pull;
        ck_assert_int_eq(world_queue(&world, &company, 0, type, &pull), QUEUE_DONE);
        ck_assert_uint_eq(pull.outcome, PULL_AUTH_ERROR);
        ck_assert_int_lt(pull.ended_ms - pull.requested_ms, 4 * SECOND);
        found++;
    }
    ck_assert_uint_gt(found, 0);
}
END_TEST

START_TEST(what_cannot_be_pulled_is_refused)
{
    struct pull pull;
    unsigned n = company_with(0, CONNECTION_UNLINKED);
    ck_assert_uint_lt(n, COMPANIES);
    struct company company = company_at(n);
    unsigned type = type_of(&company.connection[0]);
    ck_assert_int_eq(world_queue(&world, &company, 0, type, &pull), QUEUE_NOT_LINKED);
    company = company_at(company_with(0, CONNECTION_LINKED));
    bool accounting = company.connection[0].platform->source == SOURCE_ACCOUNTING;
    type = accounting ? TYPE_COMMERCE_ORDERS : TYPE_INVOICES;
    ck_assert_int_eq(world_queue(&world, &company, 0, type, &pull), QUEUE_NOT_SUPPORTED);
}
END_TEST

START_TEST(durations_are_those_of_the_platforms)
{
    for (unsigned n = 0; n < COMPANIES; n++) {
        struct company company = company_at(n);
        for (unsigned c = 0; c < company.connections; c++) {
            const struct platform *platform = company.connection[c].platform;
            struct pull pull;
            if (world_queue(&world, &company, c, type_of(&company.connection[c]),
                            &pull) != QUEUE_DONE)
                continue;
            ck_assert_uint_le(pull.total_ms, platform->max_ms * 140 / 100);
            if (pull.outcome == PULL_COMPLETE)
                ck_assert_uint_ge(pull.total_ms, platform->min_ms / 2);
        }
    }
}
END_TEST

START_TEST(the_bad_day_ends)
{
    unsigned failed[2] = {0, 0}, all[2] = {0, 0};
    for (int later = 0; later < 2; later++) {
        for (unsigned n = 0; n < COMPANIES; n++) {
            struct company company = company_at(n);
            const struct connection *c = &company.connection[0];
            struct pull pull;
            if (c->platform != world.fleet.bad_day || c->status != CONNECTION_LINKED)
                continue;
            for (unsigned type = 0; type < DATA_TYPES; type++) {
                if (world_queue(&world, &company, 0, type, &pull) != QUEUE_DONE)
                    continue;
                all[later]++;
                failed[later] += pull.outcome != PULL_COMPLETE ? 1 : 0;
            }
        }
        world_move(&world, START + 7 * HOUR);
    }
    ck_assert_uint_gt(all[0], 50);
    ck_assert_uint_gt(failed[0], all[0] / 2);
    ck_assert_uint_lt(failed[1], all[1] / 4);
}
END_TEST

START_TEST(memory_of_one_company_has_an_end)
{
    struct company company = company_at(company_with(0, CONNECTION_LINKED));
    struct pull_list list = {0};
    for (int n = 0; n < 600; n++) {
        world_queue_all(&world, &company);
        world_move(&world, world.now_ms + 3 * MINUTE);
    }
    world_pulls(&world, &company, &list);
    ck_assert_uint_lt(list.count, 4000 + FLEET_CONNECTIONS * 700);
    pull_list_free(&list);
    check_company(company.index);
}
END_TEST

/* --- dates ----------------------------------------------------------------------- */

START_TEST(dates_take_many_forms_and_say_the_same)
{
    char text[DATE_TEXT];
    unsigned zoneless = 0, bare = 0, fractions[8] = {0};
    for (int64_t n = 0; n < 20000; n++) {
        int64_t ms = START + n * (n % 3 == 0 ? 1000 : 7919);
        date_codat(ms, text);
        REQUIRE(time_parse_iso(text) == ms);
        size_t len = strlen(text);
        const char *dot = strchr(text, '.');
        zoneless += text[len - 1] != 'Z' ? 1 : 0;
        bare += dot == NULL ? 1 : 0;
        if (dot != NULL)
            fractions[strcspn(dot + 1, "Z") % 8]++;
    }
    REQUIRE(zoneless > 0);
    REQUIRE(bare > 0);
    for (unsigned digits = 1; digits < 8; digits++)
        ck_assert_msg(fractions[digits] > 0, "never %u digits", digits);
}
END_TEST

START_TEST(dates_know_the_calendar)
{
    static const struct {
        int64_t day;
        const char *date;
    } days[] = {{0, "1970-01-01"},     {59, "1970-03-01"},    {11016, "2000-02-29"},
                {11017, "2000-03-01"}, {20512, "2026-02-28"}, {20513, "2026-03-01"},
                {20819, "2027-01-01"}, {47540, "2100-02-28"}, {47541, "2100-03-01"}};
    char text[DATE_TEXT];
    for (size_t n = 0; n < sizeof days / sizeof *days; n++) {
        date_codat(days[n].day * 24 * HOUR + 1, text);
        ck_assert_int_eq(strncmp(text, days[n].date, 10), 0);
    }
}
END_TEST

int main(void)
{
    Suite *s = suite_create("sim_world");
    TCase *tc = tcase_create("moving");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, companies_are_found_by_their_ids);
    tcase_add_test(tc, ids_survive_their_text);
    tcase_add_test(tc, one_seed_makes_one_fleet);
    tcase_add_test(tc, times_follow_each_other);
    tcase_add_test(tc, life_is_varied);
    tcase_add_test(tc, groups_know_each_other);
    tcase_add_test(tc, a_fleet_of_one_works);
    tcase_add_test(tc, the_start_is_consistent);
    tcase_add_test(tc, refreshes_keep_it_consistent);
    tcase_add_test(tc, days_without_anybody_stay_consistent);
    tcase_add_test(tc, an_untouched_fleet_moves);
    tcase_add_test(tc, the_road_does_not_matter);
    tcase_add_test(tc, time_never_goes_back);
    suite_add_tcase(s, tc);
    tc = tcase_create("quiet");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, setup_quiet, teardown);
    tcase_add_test(tc, a_quiet_fleet_stands_still);
    tcase_add_test(tc, pulls_pass_through_all_stages);
    tcase_add_test(tc, a_type_that_runs_is_not_queued_again);
    tcase_add_test(tc, refresh_all_leaves_alone_what_runs);
    tcase_add_test(tc, a_deauthorized_connection_fails_soon);
    tcase_add_test(tc, what_cannot_be_pulled_is_refused);
    tcase_add_test(tc, durations_are_those_of_the_platforms);
    tcase_add_test(tc, the_bad_day_ends);
    tcase_add_test(tc, memory_of_one_company_has_an_end);
    tcase_add_test(tc, dates_take_many_forms_and_say_the_same);
    tcase_add_test(tc, dates_know_the_calendar);
    suite_add_tcase(s, tc);
    return suite_run(s);
}
