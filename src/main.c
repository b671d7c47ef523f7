/* codatop: the console for Codat data syncs. Reads options and the key, runs the console,
 * and turns the outcome into an exit status. */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "base/xmalloc.h"
#include "config/key.h"
#include "options.h"
#include "signals.h"

static const char no_key[] =
    "codatop: there is no API key. Put it into the environment variable " KEY_VARIABLE
    ":\n"
    "the Codat Portal shows it under Developers > API keys\n"
    "(https://app.codat.io/developers/api-keys).\n"
    "To look around without an account: codatop --demo\n";

static int run(const struct options *options)
{
    char *key = key_from_environment();
    if (!key && !options->demo) {
        fputs(no_key, stderr);
        return APP_USAGE;
    }
    if (!options->demo)
        key_protect_process();
    int end_signal = 0;
    int status = app_run(options, key, &end_signal);
    key_free(&key);
    if (end_signal)
        signals_die(end_signal);
    return status;
}

int main(int argc, char **argv)
{
    xmalloc_set_up();
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
    case OPTIONS_ERROR:
        fprintf(stderr, "codatop: %s\nTry: codatop --help\n", error);
        free(error);
        return APP_USAGE;
    case OPTIONS_RUN:
        break;
    }
    return run(&options);
}
