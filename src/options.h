/* The command line. */
#ifndef CODATOP_OPTIONS_H
#define CODATOP_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "ui/ui.h"

#define OPTIONS_DEFAULT_URL "https://api.codat.io"
#define OPTIONS_DEFAULT_INTERVAL 10
#define OPTIONS_MIN_INTERVAL 2
#define OPTIONS_MAX_INTERVAL 86400

enum options_action { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION, OPTIONS_ERROR };

/* Strings belong to argv. */
struct options {
    const char *base_url; /* NULL: OPTIONS_DEFAULT_URL */
    const char *ca_file, *log_file;
    bool demo, read_only, ascii;
    enum ui_color color;
    int interval; /* seconds */
};

/* Reads argv. On OPTIONS_ERROR *error is a sentence that says what to do (free() it). */
enum options_action options_parse(int argc, char **argv, struct options *o, char **error);
void options_print_help(FILE *out);

#endif
