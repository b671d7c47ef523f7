/* How every test program ends: its suite is run and the outcome becomes the exit status. */
#ifndef CODATOP_TESTS_SUITE_H
#define CODATOP_TESTS_SUITE_H

#include <check.h>
#include <stdlib.h>

/* Runs the suite (and frees it) and prints Check's summary, which tests/summary counts.
 * The exit status of main. */
static inline int suite_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
