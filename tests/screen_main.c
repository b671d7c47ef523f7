/* What the console shows, end to end: the real program against the simulator, whole screens
 * compared. */
#include "config.h"

#include <check.h>
#include <stdlib.h>

#include "tests/console.h"

/* A whole screen of a given size, once everything is there. */
static void check_size(int rows, int cols, const char *fixture)
{
    struct console c = console_open(&(struct console_options){.rows = rows, .cols = cols});
    console_wait_ready(&c);
    pty_expect_screen(c.pty, fixture);
    console_close(&c);
}

START_TEST(main_view_80x24)
{
    check_size(24, 80, "main-80x24");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen_main");
    TCase *tc = tcase_create("main view");
    tcase_set_timeout(tc, PTY_TEST_TIMEOUT);
    tcase_add_test(tc, main_view_80x24);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
