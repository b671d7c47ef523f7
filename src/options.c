/* The command line: one table holds each option, what it takes and its help text. */
#include "config.h"

#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "config/setup.h"

enum option_id {
    OPT_BASE_URL = 256,
    OPT_DEMO,
    OPT_READ_ONLY,
    OPT_CA_FILE,
    OPT_ASCII,
    OPT_COLOR,
    OPT_LOG_FILE,
    OPT_PRINT_CONFIG,
    OPT_PROFILE = 'p',
    OPT_CONFIG = 'c',
    OPT_INTERVAL = 'i',
    OPT_HELP = 'h',
    OPT_VERSION = 'V',
};

struct option_row {
    int id;
    const char *name, *argument; /* argument NULL: it takes none */
    const char *help;
};

static const struct option_row rows[] = {
    {OPT_PROFILE, "profile", "NAME", "the profile of the configuration to use"},
    {OPT_CONFIG, "config", "FILE", "read FILE, not ~/.config/codatop/config.ini"},
    {OPT_DEMO, "demo", NULL, "run on a simulated Codat; needs no account"},
    {OPT_BASE_URL, "base-url", "URL", "the API (default " SETUP_DEFAULT_URL ")"},
    {OPT_READ_ONLY, "read-only", NULL, "never ask Codat to refresh anything"},
    {OPT_INTERVAL, "interval", "SECONDS",
     "between reads of what is on screen (default 10)"},
    {OPT_CA_FILE, "ca-file", "FILE", "trust the certificate authorities in FILE (PEM)"},
    {OPT_ASCII, "ascii", NULL, "draw with ASCII characters alone"},
    {OPT_COLOR, "color", "WHEN", "auto, always or never (default auto)"},
    {OPT_LOG_FILE, "log-file", "FILE", "append what happens to FILE"},
    {OPT_PRINT_CONFIG, "print-config", NULL, "write the default configuration and exit"},
    {OPT_HELP, "help", NULL, "show this help and exit"},
    {OPT_VERSION, "version", NULL, "show the version and exit"},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

void options_print_help(FILE *out)
{
    fputs("Usage: codatop [OPTIONS]\n"
          "The console for Codat data syncs: companies, their data types and their "
          "pulls.\n\n",
          out);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct option_row *r = &rows[i];
        char name[40];
        snprintf(name, sizeof name, "%s%s%s", r->name, r->argument ? " " : "",
                 r->argument ? r->argument : "");
        if (r->id < 256)
            fprintf(out, "  -%c, --%-19s %s\n", r->id, name, r->help);
        else
            fprintf(out, "      --%-19s %s\n", name, r->help);
    }
    fputs(
        "\nThe API key comes from the configuration (api-key-command, api-key-file) or\n"
        "the environment variable CODAT_API_KEY, either raw or as the ready \"Basic "
        "...\"\n"
        "header value. The Codat Portal shows it under Developers > API keys:\n"
        "https://app.codat.io/developers/api-keys\n",
        out);
}

static bool parse_interval(const char *text, int *seconds)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < SETUP_MIN_INTERVAL ||
        value > SETUP_MAX_INTERVAL)
        return false;
    *seconds = (int)value;
    return true;
}

static bool parse_color(const char *text, enum ui_color *color)
{
    static const char *const words[] = {[UI_COLOR_AUTO] = "auto",
                                        [UI_COLOR_ALWAYS] = "always",
                                        [UI_COLOR_NEVER] = "never"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], text) == 0) {
            *color = (enum ui_color)i;
            return true;
        }
    }
    return false;
}

/* Stores one option; false and *error where its argument is wrong. */
static bool take(struct options *o, int id, const char *argument, char **error)
{
    switch (id) {
    case OPT_PROFILE:
        o->profile = argument;
        return true;
    case OPT_CONFIG:
        o->config_file = argument;
        return true;
    case OPT_BASE_URL:
        o->base_url = argument;
        return true;
    case OPT_DEMO:
        return o->demo = true;
    case OPT_READ_ONLY:
        return o->read_only = true;
    case OPT_CA_FILE:
        o->ca_file = argument;
        return true;
    case OPT_ASCII:
        return o->ascii = true;
    case OPT_LOG_FILE:
        o->log_file = argument;
        return true;
    case OPT_COLOR:
        if (parse_color(argument, &o->color))
            return o->color_given = true;
        *error = xasprintf("--color takes auto, always or never, not \"%s\"", argument);
        return false;
    default: /* OPT_INTERVAL */
        if (parse_interval(argument, &o->interval))
            return true;
        *error = xasprintf("--interval takes whole seconds from %d to %d, not \"%s\"",
                           SETUP_MIN_INTERVAL, SETUP_MAX_INTERVAL, argument);
        return false;
    }
}

/* What is wrong with the whole, as a new string, or NULL. */
static char *check(const struct options *o, int argc, char **argv)
{
    if (optind < argc)
        return xasprintf("\"%s\" is not understood: codatop takes options alone",
                         argv[optind]);
    if (o->demo && o->base_url)
        return xstrdup("--demo brings its own API: leave --base-url away");
    if (o->demo && o->profile)
        return xstrdup("--demo brings its own API: leave --profile away");
    return NULL;
}

static void make_getopt_table(struct option *longs, char *shorts)
{
    *shorts++ = ':';
    for (size_t i = 0; i < ROW_COUNT; i++) {
        longs[i] = (struct option){rows[i].name,
                                   rows[i].argument ? required_argument : no_argument,
                                   NULL, rows[i].id};
        if (rows[i].id >= 256)
            continue;
        *shorts++ = (char)rows[i].id;
        if (rows[i].argument)
            *shorts++ = ':';
    }
    *shorts = '\0';
    longs[ROW_COUNT] = (struct option){0};
}

enum options_action options_parse(int argc, char **argv, struct options *o, char **error)
{
    struct option longs[ROW_COUNT + 1];
    char shorts[2 * ROW_COUNT + 2];
    make_getopt_table(longs, shorts);
    *o = (struct options){0};
    *error = NULL;
    opterr = 0;
    optind = 1;
    int id;
    while ((id = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (id == OPT_HELP)
            return OPTIONS_HELP;
        if (id == OPT_VERSION)
            return OPTIONS_VERSION;
        if (id == OPT_PRINT_CONFIG)
            return OPTIONS_PRINT_CONFIG;
        if (id == ':')
            *error = xasprintf("%s needs an argument", argv[optind - 1]);
        else if (id == '?')
            *error = xasprintf("option %s is not understood", argv[optind - 1]);
        if (*error || !take(o, id, optarg, error))
            return OPTIONS_ERROR;
    }
    *error = check(o, argc, argv);
    return *error ? OPTIONS_ERROR : OPTIONS_RUN;
}
