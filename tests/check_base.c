/* Memory, buffers, the queue between two threads, its wakeup, the id map, the random
 * generator and the finder. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/find.h"
#include "base/idmap.h"
#include "base/queue.h"
#include "base/rng.h"
#include "base/wakeup.h"
#include "base/xmalloc.h"
#include "tests/suite.h"

/* --- xmalloc --------------------------------------------------------------------- */

START_TEST(sizes_of_zero_give_memory)
{
    void *blocks[] = {xmalloc(0), xcalloc(0, 8), xcalloc(8, 0),
                      xreallocarray(NULL, 0, 8)};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        ck_assert_ptr_nonnull(blocks[i]);
        free(blocks[i]);
    }
}
END_TEST

START_TEST(calloc_gives_zeros)
{
    unsigned char *bytes = xcalloc(100, 3);
    for (size_t i = 0; i < 300; i++)
        ck_assert_uint_eq(bytes[i], 0);
    free(bytes);
}
END_TEST

START_TEST(realloc_keeps_content)
{
    int *numbers = xreallocarray(NULL, 2, sizeof *numbers);
    numbers[0] = 7;
    numbers[1] = 8;
    numbers = xreallocarray(numbers, 1000, sizeof *numbers);
    ck_assert_int_eq(numbers[0], 7);
    ck_assert_int_eq(numbers[1], 8);
    free(numbers);
}
END_TEST

/* Read at run time, so that the compiler cannot see the overflow coming. */
static volatile size_t half_of_all = SIZE_MAX / 2;

/* Keeps the aborting child from leaving a core file behind. */
static void no_core(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

START_TEST(realloc_overflow_aborts)
{
    no_core();
    free(xreallocarray(NULL, half_of_all, 4));
}
END_TEST

START_TEST(calloc_overflow_aborts)
{
    no_core();
    free(xcalloc(half_of_all, 4));
}
END_TEST

START_TEST(strings_are_copied)
{
    ck_assert_ptr_null(xstrdup(NULL));
    ck_assert_ptr_null(xstrndup(NULL, 3));
    char *copies[] = {xstrdup("abc"), xstrndup("abcdef", 3), xstrndup("abc", 100),
                      xasprintf("%s%c", "ab", 'c')};
    for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
        ck_assert_str_eq(copies[i], "abc");
        free(copies[i]);
    }
    char *empty = xstrdup("");
    ck_assert_str_eq(empty, "");
    free(empty);
}
END_TEST

/* --- buf ------------------------------------------------------------------------- */

START_TEST(empty_buf_is_a_string)
{
    struct buf b = {0};
    ck_assert_str_eq(buf_str(&b), "");
    buf_clear(&b);
    buf_add(&b, NULL, 0);
    ck_assert_uint_eq(b.len, 0);
    ck_assert_str_eq(buf_str(&b), "");
    buf_free(&b);
    char *taken = buf_take(&b);
    ck_assert_str_eq(taken, "");
    free(taken);
}
END_TEST

START_TEST(buf_adds_everything)
{
    struct buf b = {0};
    buf_adds(&b, "one ");
    buf_addc(&b, '2');
    buf_addf(&b, " %s%d", "three", 4);
    buf_addf(&b, "%s", "");
    ck_assert_str_eq(buf_str(&b), "one 2 three4");
    ck_assert_uint_eq(b.len, strlen("one 2 three4"));
    buf_clear(&b);
    ck_assert_str_eq(buf_str(&b), "");
    buf_add(&b, "a\0b", 3);
    ck_assert_uint_eq(b.len, 3);
    ck_assert_mem_eq(b.data, "a\0b", 4);
    buf_free(&b);
    ck_assert_ptr_null(b.data);
}
END_TEST

START_TEST(buf_grows_and_stays_terminated)
{
    struct buf b = {0};
    for (size_t i = 0; i < 10000; i++) {
        buf_addf(&b, "%04zu,", i);
        ck_assert_int_eq(b.data[b.len], '\0');
    }
    ck_assert_uint_eq(b.len, 50000);
    ck_assert_mem_eq(b.data + 5 * 9999, "9999,", 6);
    char *taken = buf_take(&b);
    ck_assert_ptr_null(b.data);
    ck_assert_uint_eq(b.len, 0);
    ck_assert_uint_eq(strlen(taken), 50000);
    free(taken);
}
END_TEST

/* --- clock ----------------------------------------------------------------------- */

START_TEST(mono_clock_never_goes_back)
{
    int64_t last = clock_mono_ms();
    for (int i = 0; i < 1000; i++) {
        int64_t now = clock_mono_ms();
        ck_assert_int_ge(now, last);
        last = now;
    }
    /* In milliseconds: after 2001, before 2286. */
    ck_assert_int_gt(clock_wall_ms(), INT64_C(1000000000000));
    ck_assert_int_lt(clock_wall_ms(), INT64_C(10000000000000));
}
END_TEST

/* --- queue and wakeup ------------------------------------------------------------ */

struct item {
    struct queue_node node; /* first: a node is its item */
    int number;
};

static void count_wake(void *arg)
{
    ++*(int *)arg;
}

static struct queue_node *new_item(int number)
{
    struct item *item = xmalloc(sizeof *item);
    item->number = number;
    return &item->node;
}

/* Frees the list and returns how many nodes followed one another from first on. */
static int drain(struct queue_node *node, int first)
{
    int count = 0;
    while (node) {
        struct item *item = (struct item *)node;
        node = node->next;
        ck_assert_int_eq(item->number, first + count);
        count++;
        free(item);
    }
    return count;
}

START_TEST(queue_keeps_order_and_wakes_when_it_was_empty)
{
    int wakes = 0;
    struct queue q;
    queue_init(&q, count_wake, &wakes);
    ck_assert_ptr_null(queue_take_all(&q));
    for (int i = 0; i < 5; i++)
        queue_push(&q, new_item(i));
    ck_assert_int_eq(wakes, 1);
    ck_assert_int_eq(drain(queue_take_all(&q), 0), 5);
    ck_assert_ptr_null(queue_take_all(&q));
    queue_push(&q, new_item(5));
    ck_assert_int_eq(wakes, 2);
    ck_assert_int_eq(drain(queue_take_all(&q), 5), 1);
    queue_destroy(&q);
}
END_TEST

START_TEST(queue_needs_no_wake)
{
    struct queue q;
    queue_init(&q, NULL, NULL);
    queue_push(&q, new_item(1));
    ck_assert_int_eq(drain(queue_take_all(&q), 1), 1);
    queue_destroy(&q);
}
END_TEST

enum { CROSSING = 20000 };

static void *push_many(void *arg)
{
    struct queue *q = arg;
    for (int i = 0; i < CROSSING; i++)
        queue_push(q, new_item(i));
    return NULL;
}

static void wait_readable(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    while (poll(&p, 1, -1) < 0)
        ck_assert_int_eq(errno, EINTR);
}

/* Sleeps in poll() whenever the queue is empty: a lost wakeup would never end. */
START_TEST(nothing_is_lost_between_two_threads)
{
    struct wakeup w;
    struct queue q;
    pthread_t thread;
    ck_assert(wakeup_open(&w));
    queue_init(&q, wakeup_signal, &w);
    ck_assert_int_eq(pthread_create(&thread, NULL, push_many, &q), 0);
    int count = 0;
    while (count < CROSSING) {
        wait_readable(w.read_fd);
        wakeup_clear(&w);
        count += drain(queue_take_all(&q), count);
    }
    pthread_join(thread, NULL);
    ck_assert_int_eq(count, CROSSING);
    ck_assert_ptr_null(queue_take_all(&q));
    queue_destroy(&q);
    wakeup_close(&w);
}
END_TEST

static bool readable_now(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    return poll(&p, 1, 0) == 1;
}

START_TEST(wakeup_wakes_once_per_clear)
{
    struct wakeup w;
    ck_assert(wakeup_open(&w));
    ck_assert(!readable_now(w.read_fd));
    wakeup_clear(&w);
    wakeup_signal(&w);
    wakeup_signal(&w);
    ck_assert(readable_now(w.read_fd));
    wakeup_clear(&w);
    ck_assert(!readable_now(w.read_fd));
    wakeup_close(&w);
    ck_assert_int_eq(w.read_fd, -1);
    ck_assert_int_eq(w.write_fd, -1);
    wakeup_close(&w);
}
END_TEST

START_TEST(full_wakeup_neither_blocks_nor_touches_errno)
{
    struct wakeup w;
    ck_assert(wakeup_open(&w));
    errno = ENOENT;
    for (int i = 0; i < 100000; i++)
        wakeup_signal(&w);
    ck_assert_int_eq(errno, ENOENT);
    ck_assert(readable_now(w.read_fd));
    wakeup_clear(&w);
    ck_assert(!readable_now(w.read_fd));
    wakeup_close(&w);
}
END_TEST

START_TEST(wakeup_does_not_survive_exec)
{
    struct wakeup w;
    ck_assert(wakeup_open(&w));
    ck_assert_int_eq(fcntl(w.read_fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    ck_assert_int_eq(fcntl(w.write_fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    wakeup_close(&w);
}
END_TEST

START_TEST(wakeup_without_descriptors_says_so)
{
    struct rlimit before;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
    const struct rlimit none = {0, before.rlim_max};
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    struct wakeup w;
    bool opened = wakeup_open(&w);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
    ck_assert(!opened);
    ck_assert_int_eq(w.read_fd, -1);
    ck_assert_int_eq(w.write_fd, -1);
}
END_TEST

/* --- idmap ----------------------------------------------------------------------- */

enum { MANY = 100000, KEY_SIZE = 24 };

struct entry {
    char key[KEY_SIZE];
    bool present;
};

static struct entry *many_entries(void)
{
    struct entry *entries = xcalloc(MANY, sizeof *entries);
    for (size_t i = 0; i < MANY; i++)
        snprintf(entries[i].key, KEY_SIZE, "company-%zu", i);
    return entries;
}

START_TEST(empty_map_answers)
{
    struct idmap m = {0};
    ck_assert_ptr_null(idmap_get(&m, "a"));
    ck_assert_ptr_null(idmap_remove(&m, "a"));
    idmap_free(&m);
}
END_TEST

START_TEST(put_replaces_value_and_key)
{
    struct idmap m = {0};
    int one = 1, two = 2;
    char first[] = "id", second[] = "id";
    ck_assert_ptr_null(idmap_put(&m, first, &one));
    ck_assert_ptr_eq(idmap_put(&m, second, &two), &one);
    ck_assert_uint_eq(m.count, 1);
    first[0] = 'x'; /* the former key is no longer looked at */
    ck_assert_ptr_eq(idmap_get(&m, "id"), &two);
    ck_assert_ptr_null(idmap_get(&m, "xd"));
    ck_assert_ptr_eq(idmap_remove(&m, "id"), &two);
    ck_assert_ptr_null(idmap_remove(&m, "id"));
    ck_assert_uint_eq(m.count, 0);
    idmap_free(&m);
}
END_TEST

START_TEST(empty_key_is_a_key)
{
    struct idmap m = {0};
    int value = 1;
    idmap_put(&m, "", &value);
    ck_assert_ptr_eq(idmap_get(&m, ""), &value);
    ck_assert_ptr_null(idmap_get(&m, " "));
    idmap_free(&m);
}
END_TEST

static void check_all(const struct idmap *m, struct entry *entries)
{
    size_t present = 0;
    for (size_t i = 0; i < MANY; i++) {
        char key[KEY_SIZE]; /* equal, but not the same string */
        memcpy(key, entries[i].key, KEY_SIZE);
        ck_assert_ptr_eq(idmap_get(m, key), entries[i].present ? &entries[i] : NULL);
        present += entries[i].present;
    }
    ck_assert_uint_eq(m->count, present);
    ck_assert_ptr_null(idmap_get(m, "company-"));
}

START_TEST(map_holds_a_large_fleet)
{
    struct idmap m = {0};
    struct entry *entries = many_entries();
    for (size_t i = 0; i < MANY; i++) {
        ck_assert_ptr_null(idmap_put(&m, entries[i].key, &entries[i]));
        entries[i].present = true;
    }
    check_all(&m, entries);
    for (size_t i = 0; i < MANY; i += 2) {
        ck_assert_ptr_eq(idmap_remove(&m, entries[i].key), &entries[i]);
        entries[i].present = false;
    }
    check_all(&m, entries);
    for (size_t i = 0; i < MANY; i += 4) {
        ck_assert_ptr_null(idmap_put(&m, entries[i].key, &entries[i]));
        entries[i].present = true;
    }
    check_all(&m, entries);
    idmap_free(&m);
    ck_assert_uint_eq(m.count, 0);
    free(entries);
}
END_TEST

START_TEST(map_agrees_with_a_plain_list)
{
    struct idmap m = {0};
    struct rng r = {42};
    struct entry *entries = many_entries();
    for (int step = 0; step < 200000; step++) {
        struct entry *e = &entries[rng_below(&r, 1000)];
        bool put = rng_below(&r, 2);
        void *former = put ? idmap_put(&m, e->key, e) : idmap_remove(&m, e->key);
        ck_assert_ptr_eq(former, e->present ? e : NULL);
        e->present = put;
    }
    check_all(&m, entries);
    idmap_free(&m);
    free(entries);
}
END_TEST

/* Tombstones alone must neither fill the map nor make it grow without end. */
START_TEST(coming_and_going_does_not_grow_the_map)
{
    struct idmap m = {0};
    struct entry *entries = many_entries();
    for (size_t i = 0; i < MANY; i++) {
        idmap_put(&m, entries[i].key, &entries[i]);
        if (i >= 10)
            ck_assert_ptr_eq(idmap_remove(&m, entries[i - 10].key), &entries[i - 10]);
    }
    ck_assert_uint_eq(m.count, 10);
    ck_assert_uint_le(m.cap, 64);
    idmap_free(&m);
    free(entries);
}
END_TEST

/* --- rng ------------------------------------------------------------------------- */

START_TEST(rng_is_splitmix64)
{
    /* The reference implementation's first results from the seed 1234567. */
    static const uint64_t expected[] = {
        UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
        UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
        UINT64_C(16408922859458223821)};
    struct rng r = {1234567};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        ck_assert_uint_eq(rng_next(&r), expected[i]);
}
END_TEST

START_TEST(rng_stays_below_its_bound)
{
    struct rng r = {0};
    int seen[7] = {0};
    ck_assert_uint_eq(rng_below(&r, 0), 0);
    ck_assert_uint_eq(rng_below(&r, 1), 0);
    for (int i = 0; i < 7000; i++)
        seen[rng_below(&r, 7)]++;
    for (int i = 0; i < 7; i++)
        ck_assert(seen[i] > 800 && seen[i] < 1200);
    /* Just above half of all numbers: nearly every second one is thrown away. */
    const uint64_t bound = (UINT64_C(1) << 63) + 1;
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_lt(rng_below(&r, bound), bound);
}
END_TEST

/* A plain remainder would give half of the numbers a double chance: it would fall into
 * the first third every second time. */
START_TEST(rng_prefers_no_number)
{
    struct rng r = {3};
    const uint64_t third = UINT64_C(1) << 62;
    int first = 0;
    for (int i = 0; i < 30000; i++)
        first += rng_below(&r, 3 * third) < third;
    ck_assert(first > 9500 && first < 10500);
}
END_TEST

START_TEST(rng_unit_is_below_one)
{
    struct rng r = {99};
    double sum = 0;
    for (int i = 0; i < 10000; i++) {
        double u = rng_unit(&r);
        ck_assert(u >= 0 && u < 1);
        sum += u;
    }
    ck_assert(sum > 4800 && sum < 5200);
}
END_TEST

/* --- finder ---------------------------------------------------------------------- */

static bool naive_find(const char *text, const char *part)
{
    for (; *text; text++)
        if (strncasecmp(text, part, strlen(part)) == 0)
            return true;
    return *part == '\0';
}

/* Few letters, so that much is found; neighbours of letters that differ by one bit; in
 * blocks of just their size, so that a look behind the end is noticed. */
static char *some_text(struct rng *r, size_t most)
{
    static const char bytes[] = "aAbBzZ@`[{\xc1\xe1";
    size_t len = rng_below(r, most + 1);
    char *text = xmalloc(len + 1);
    for (size_t i = 0; i < len; i++)
        text[i] = bytes[rng_below(r, rng_below(r, 2) ? 2 : sizeof bytes - 1)];
    text[len] = '\0';
    return text;
}

START_TEST(finder_agrees_with_a_plain_search)
{
    struct rng r = {2026};
    int found = 0, rounds = 100000;
    for (int i = 0; i < rounds; i++) {
        char *text = some_text(&r, 40), *part = some_text(&r, 6);
        struct finder f = {0};
        finder_set(&f, part, strlen(part));
        bool expected = naive_find(text, part);
        ck_assert_msg(finder_in(&f, text) == expected, "%s in %s", part, text);
        ck_assert(finder_is(&f, text) == (strcasecmp(text, part) == 0));
        found += expected;
        finder_free(&f);
        free(text);
        free(part);
    }
    ck_assert(found > rounds / 10 && found < rounds - rounds / 10);
}
END_TEST

START_TEST(finder_takes_missing_texts)
{
    struct finder f = {0};
    ck_assert(finder_in(&f, ""));
    ck_assert(finder_is(&f, ""));
    ck_assert(!finder_is(&f, "a"));
    ck_assert(!finder_in(&f, NULL));
    finder_set(&f, "a", 1);
    ck_assert(!finder_in(&f, NULL));
    ck_assert(!finder_is(&f, NULL));
    finder_set(&f, "bcd", 2); /* replaces the former one */
    ck_assert(finder_is(&f, "BC"));
    finder_free(&f);
    ck_assert_uint_eq(f.len, 0);
}
END_TEST

static TCase *finder_cases(void)
{
    TCase *tc = tcase_create("finder");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, finder_agrees_with_a_plain_search);
    tcase_add_test(tc, finder_takes_missing_texts);
    return tc;
}

static TCase *memory_cases(void)
{
    TCase *tc = tcase_create("memory");
    tcase_add_test(tc, sizes_of_zero_give_memory);
    tcase_add_test(tc, calloc_gives_zeros);
    tcase_add_test(tc, realloc_keeps_content);
    tcase_add_test_raise_signal(tc, realloc_overflow_aborts, SIGABRT);
    tcase_add_test_raise_signal(tc, calloc_overflow_aborts, SIGABRT);
    tcase_add_test(tc, strings_are_copied);
    tcase_add_test(tc, empty_buf_is_a_string);
    tcase_add_test(tc, buf_adds_everything);
    tcase_add_test(tc, buf_grows_and_stays_terminated);
    tcase_add_test(tc, mono_clock_never_goes_back);
    return tc;
}

static TCase *thread_cases(void)
{
    TCase *tc = tcase_create("threads");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, queue_keeps_order_and_wakes_when_it_was_empty);
    tcase_add_test(tc, queue_needs_no_wake);
    tcase_add_test(tc, nothing_is_lost_between_two_threads);
    tcase_add_test(tc, wakeup_wakes_once_per_clear);
    tcase_add_test(tc, full_wakeup_neither_blocks_nor_touches_errno);
    tcase_add_test(tc, wakeup_does_not_survive_exec);
    tcase_add_test(tc, wakeup_without_descriptors_says_so);
    return tc;
}

static TCase *idmap_cases(void)
{
    TCase *tc = tcase_create("idmap");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, empty_map_answers);
    tcase_add_test(tc, put_replaces_value_and_key);
    tcase_add_test(tc, empty_key_is_a_key);
    tcase_add_test(tc, map_holds_a_large_fleet);
    tcase_add_test(tc, map_agrees_with_a_plain_list);
    tcase_add_test(tc, coming_and_going_does_not_grow_the_map);
    return tc;
}

static TCase *rng_cases(void)
{
    TCase *tc = tcase_create("rng");
    tcase_add_test(tc, rng_is_splitmix64);
    tcase_add_test(tc, rng_stays_below_its_bound);
    tcase_add_test(tc, rng_prefers_no_number);
    tcase_add_test(tc, rng_unit_is_below_one);
    return tc;
}

int main(void)
{
    Suite *s = suite_create("base");
    suite_add_tcase(s, memory_cases());
    suite_add_tcase(s, thread_cases());
    suite_add_tcase(s, idmap_cases());
    suite_add_tcase(s, rng_cases());
    suite_add_tcase(s, finder_cases());
    return suite_run(s);
}
