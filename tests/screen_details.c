/* Seeing why, end to end: what is read when something is opened, what of it shows, and
 * what is copied. */
#include "config.h"

#include <check.h>

#include "tests/console.h"
#include "tests/suite.h"

/* Of the 40 companies of the simulator the one with a pull that did not validate. */
#define COMPANY "Quayside Landscapes Group"
#define TYPE "billPayments"

static struct console open_at_company(int rows, int cols, const char *const *args)
{
    struct console c = console_open(&(struct console_options){
        .rows = rows, .cols = cols, .companies = 40, .args = args});
    console_wait_settled(&c);
    pty_keys(c.pty, ":company Quayside\r");
    pty_wait_text(c.pty, "Data types · Quayside");
    pty_wait_text(c.pty, TYPE);
    return c;
}

/* Waits until so many requests of that path were answered and shown. */
static void wait_requests(struct console *c, const char *path, size_t count)
{
    while (console_requests(c, "GET", path) < count)
        pty_wait_frame(c->pty);
}

START_TEST(a_company_is_read_when_it_is_opened)
{
    struct console c = open_at_company(40, 100, NULL);
    size_t before = console_requests(&c, "GET", "/connections");
    pty_keys(c.pty, "\r");
    pty_wait_text(c.pty, "┌ Company ─");
    pty_wait_text(c.pty, "Read now.");
    pty_wait_text(c.pty, "Link URL       https://link.codat.io/company/");
    pty_keys(c.pty, "J");
    pty_wait_text(c.pty, "Codat's answer for the company, read now.");
    pty_wait_text(c.pty, "\"name\": \"" COMPANY "\",");
    pty_wait_text(c.pty, "\"dataConnections\": [");
    pty_keys(c.pty, "qq");
    pty_wait_no_text(c.pty, "┌ Company ─");
    ck_assert_uint_eq(console_requests(&c, "GET", "/connections"), before);
    pty_keys(c.pty, "c");
    pty_wait_text(c.pty, "┌ Connections ─");
    pty_wait_text(c.pty, "Read now.");
    wait_requests(&c, "/connections", before + 1);
    pty_keys(c.pty, "q");
    console_close(&c);
}
END_TEST

/* To the pull that did not validate: the newest of the type that is worst off. */
static void open_invalid_pull(struct console *c)
{
    pty_wait_text(c->pty, "ValidationError");
    pty_keys(c->pty, "\t\r");
    pty_wait_text(c->pty, "┌ Data type ─");
    pty_keys(c->pty, "[");
    pty_wait_text(c->pty, "┌ Pull ─");
    pty_wait_text(c->pty, TYPE);
}

START_TEST(validation_results_of_a_pull)
{
    struct console c = open_at_company(30, 100, NULL);
    open_invalid_pull(&c);
    pty_wait_text(c.pty, "Read the validation results of the pull.");
    size_t before = console_requests(&c, "GET", "/validation");
    pty_keys(c.pty, "v");
    pty_wait_text(c.pty, "┌ Validation results ─");
    pty_wait_text(c.pty, "✗ The lines of a");
    wait_requests(&c, "/validation", before + 1);
    pty_keys(c.pty, "J");
    pty_wait_text(c.pty, "\"errors\": [");
    pty_wait_text(c.pty, "\"ruleId\": ");
    /* What it covered is still there, and is not read again. */
    pty_keys(c.pty, "q");
    pty_wait_text(c.pty, "✗ The lines of a");
    ck_assert_uint_eq(console_requests(&c, "GET", "/validation"), before + 2);
    pty_keys(c.pty, "qqq");
    console_close(&c);
}
END_TEST

START_TEST(a_failing_read_says_why)
{
    struct console c = open_at_company(30, 100, NULL);
    open_invalid_pull(&c);
    console_faults(&c, "404:path=/validation");
    pty_keys(c.pty, "v");
    pty_wait_text(c.pty, "Codat has no validation results for this pull.");
    pty_keys(c.pty, "q");
    console_faults(&c, "badjson:path=/validation");
    pty_keys(c.pty, "v");
    pty_wait_text(c.pty, "Could not read the validation results");
    console_faults(&c, "");
    pty_keys(c.pty, ".");
    pty_wait_text(c.pty, "✗ The lines of a");
    pty_keys(c.pty, "qqq");
    console_close(&c);
}
END_TEST

START_TEST(the_link_reaches_the_clipboard_and_the_note_holds_no_key)
{
    static const char *const args[] = {"--read-only", NULL};
    struct console c = open_at_company(40, 100, args);
    pty_keys(c.pty, "y");
    pty_wait_text(c.pty, "┌ Copy ─");
    pty_keys(c.pty, "l");
    /* base64 of "https://link.codat.io/company/" */
    pty_wait_raw(c.pty, "\033]52;c;aHR0cHM6Ly9saW5rLmNvZGF0LmlvL2NvbXBhbnkv");
    pty_wait_text(c.pty, "Copied, if your terminal allows it");
    pty_keys(c.pty, "qys");
    pty_wait_text(c.pty, "Company:        " COMPANY);
    pty_wait_text(c.pty, "With:           codatop");
    ck_assert_int_lt(pty_find_row(c.pty, "https://"), 0);
    pty_keys(c.pty, "q");
    console_close(&c);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("details, whole program");
    TCase *t = tcase_create("details");
    tcase_set_timeout(t, PTY_TEST_TIMEOUT);
    tcase_add_test(t, a_company_is_read_when_it_is_opened);
    tcase_add_test(t, validation_results_of_a_pull);
    tcase_add_test(t, a_failing_read_says_why);
    tcase_add_test(t, the_link_reaches_the_clipboard_and_the_note_holds_no_key);
    suite_add_tcase(s, t);
    return suite_run(s);
}
