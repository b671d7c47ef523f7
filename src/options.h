/* The command line. */
#ifndef CODATOP_OPTIONS_H
#define CODATOP_OPTIONS_H

#include <stdbool.h>
#include <stdio.h>

#include "ui/ui.h"

enum options_action {
    OPTIONS_RUN,
    OPTIONS_HELP,
    OPTIONS_VERSION,
    OPTIONS_PRINT_CONFIG,
    OPTIONS_ERROR
};

/* What was asked for; the configuration says the rest. Strings belong to argv. */
struct options {
    const char *profile, *config_file, *base_url, *ca_file,
        *log_file; /* NULL: not given */
    bool demo, read_only, ascii;
    bool color_given;
    enum ui_color color;
    int interval; /* seconds; 0: not given */
};

/* Reads argv. On OPTIONS_ERROR *error is a sentence that says what to do (free() it). */
enum options_action options_parse(int argc, char **argv, struct options *o, char **error);
void options_print_help(FILE *out);

#endif
