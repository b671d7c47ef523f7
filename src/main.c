/* codatop: the console for Codat data syncs. Reads options and the key, runs the console,
 * and turns the outcome into an exit status. */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "app_config.h"
#include "base/xmalloc.h"
#include "config/key.h"
#include "options.h"
#include "signals.h"

/* Gives a sentence up. */
static int fail(char *error)
{
    fprintf(stderr, "codatop: %s\n", error);
    free(error);
    return APP_USAGE;
}

/* Runs the console with the profile to begin with. */
static int run_profile(const struct app_config *config, int *end_signal)
{
    struct setup setup;
    char *error = NULL;
    if (!app_config_choose(config, NULL, &setup, &error))
        return fail(error);
    char *key = app_config_key(config, &setup, &error);
    int status = error ? fail(error) : app_run(config, &setup, &key, end_signal);
    key_free(&key);
    setup_free(&setup);
    return status;
}

static int run(const struct options *options)
{
    struct app_config config;
    char *error = NULL;
    int end_signal = 0;
    if (!options->demo)
        key_protect_process();
    int status = app_config_open(&config, options, &error)
                     ? run_profile(&config, &end_signal)
                     : fail(error);
    app_config_close(&config);
    if (end_signal)
        signals_die(end_signal);
    return status;
}

int main(int argc, char **argv)
{
    xmalloc_set_up();
    signals_expect_children();
    setlocale(LC_ALL, "");
    struct options options;
    char *error = NULL;
    switch (options_parse(argc, argv, &options, &error)) {
    case OPTIONS_HELP:
        options_print_help(stdout);
        return APP_OK;
    case OPTIONS_VERSION:
        puts(PACKAGE_STRING);
        return APP_OK;
    case OPTIONS_PRINT_CONFIG:
        app_config_print(stdout);
        return APP_OK;
    case OPTIONS_ERROR:
        fprintf(stderr, "codatop: %s\nTry: codatop --help\n", error);
        free(error);
        return APP_USAGE;
    case OPTIONS_RUN:
        break;
    }
    return run(&options);
}
