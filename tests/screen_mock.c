/* Against a contract mock: it shows the mock's company, and neither loops nor crashes. */
#include "config.h"

#include <check.h>
#include <stdlib.h>

#include "tests/console.h"
#include "tests/mock_server.h"
#include "tests/suite.h"

static struct mock *mock;

static struct console open_on_mock(void)
{
    mock = mock_start();
    ck_assert_ptr_nonnull(mock);
    return console_open(&(struct console_options){.base_url = mock_url(mock)});
}

static void close_both(struct console *c)
{
    pty_keys(c->pty, "q");
    ck_assert_int_eq(pty_wait_exit(c->pty), 0);
    console_close(c);
    mock_stop(&mock);
}

/* What one screen and a few rounds of following may ask; a loop over pages that never end
 * would ask thousands. */
#define BOUND 60

START_TEST(the_mocks_company_is_shown)
{
    struct console c = open_on_mock();
    pty_wait_text(c.pty, "Bank of Dave");
    pty_wait_text(c.pty, "Technicalium");
    pty_wait_text(c.pty, "invoices");
    pty_wait_text(c.pty, "23 Oct 2022");
    while (!pty_is_quiet(c.pty, 1000))
        continue;
    ck_assert_uint_le(mock_requests(mock), BOUND);
    close_both(&c);
}
END_TEST

START_TEST(keys_find_nothing_strange)
{
    struct console c = open_on_mock();
    pty_wait_text(c.pty, "23 Oct 2022");
    pty_keys(c.pty, "jkGg\tjkGg\tjkGg\r");
    pty_wait_text(c.pty, "┌ Pull ");
    pty_keys(c.pty, "\033");
    pty_wait_no_text(c.pty, "┌ Pull ");
    pty_keys(c.pty, "\tR");
    pty_wait_text(c.pty, "[y] yes");
    pty_keys(c.pty, "y");
    pty_wait_no_text(c.pty, "[y] yes");
    pty_keys(c.pty, "\tr");
    pty_wait_frame(c.pty);
    ck_assert_uint_le(mock_requests(mock), BOUND);
    close_both(&c);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen_mock");
    TCase *tc = tcase_create("mock");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, the_mocks_company_is_shown);
    tcase_add_test(tc, keys_find_nothing_strange);
    suite_add_tcase(suite, tc);
    return suite_run(suite);
}
