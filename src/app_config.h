/* Joins the command line, the environment and the configuration file: in this order, each
 * comes before the next, and the defaults come last. */
#ifndef CODATOP_APP_CONFIG_H
#define CODATOP_APP_CONFIG_H

#include <stdbool.h>
#include <stdio.h>

#include "config/file.h"
#include "config/setup.h"
#include "options.h"
#include "ui/ui.h"

/* What holds for the whole run, whatever the profile. */
struct app_config {
    const struct options *options;
    struct config *file;
    struct ui_config ui; /* all that can be set; what depends on the profile is not */
    char *key;           /* of the environment, or NULL */
    char **profiles;     /* their names, up to NULL */
};

/* Reads and checks the whole configuration. Zeros ({0}) may be closed. False and *error,
 * a clean sentence, with file and line where it has them (free() it). */
bool app_config_open(struct app_config *config, const struct options *options,
                     char **error);
void app_config_close(struct app_config *config);

/* What to work with under a profile; NULL: the one to begin with. False and *error as
 * above. setup_free it. */
bool app_config_choose(const struct app_config *config, const char *profile,
                       struct setup *setup, char **error);
/* The API key of a profile (key_free it), NULL with --demo. NULL and *error where there
 * is none: what to do. The key of one API is not sent to another: a profile with another
 * base-url than [codatop] does not get the key of that, and what the environment gave is
 * for the API that the program starts with. This machine's may have both. */
char *app_config_key(const struct app_config *config, const struct setup *setup,
                     char **error);
/* The word for what somebody is looking at, and whether that is production, which must be
 * known however its address is spelled. A new string (free() it). */
char *app_config_environment(const struct app_config *config, const struct setup *setup,
                             bool *production);

/* --print-config: the defaults, as a file that can be read. */
void app_config_print(FILE *out);

#endif
