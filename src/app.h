/* The console: the one loop that joins screen, model and API module. */
#ifndef CODATOP_APP_H
#define CODATOP_APP_H

#include "app_config.h"

/* Exit statuses of the console. */
enum app_exit { APP_OK = 0, APP_FAILURE = 1, APP_USAGE = 2 };

/* Runs the console until the person leaves it. config must outlive it. setup is taken
 * over where that succeeds, and may be freed in any case; *key (NULL with --demo) is
 * freed and cleared once it was handed on. Returns an exit status; *end_signal is the
 * signal that ended it, or 0. What went wrong before the screen was up is said on
 * standard error. */
int app_run(const struct app_config *config, struct setup *setup, char **key,
            int *end_signal);

#endif
