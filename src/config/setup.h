/* What the program is to work with: the settings of [codatop] and of one [profile NAME],
 * joined, with the defaults for what neither says. */
#ifndef CODATOP_CONFIG_SETUP_H
#define CODATOP_CONFIG_SETUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "config/file.h"

#define SETUP_MIN_INTERVAL 2
#define SETUP_MAX_INTERVAL 86400

/* All strings are owned, and NULL where nothing was said. */
struct setup {
    char *profile; /* the profile's name; in [codatop], the one to begin with */
    char *base_url, *ca_file, *log_file;
    char *key_command, *key_file;
    int key_command_line; /* where it stands in the file; 0: nowhere */
    /* Where the profile, which names no source of a key, sets another base-url than
     * [codatop]: the key of the one is not for the other. 0: nowhere. */
    int other_url_line;
    char *label;  /* clean */
    size_t color; /* of the label: 0: the theme's own; else 1 + one of the eight */
    bool read_only;
    int64_t interval; /* seconds between reads of what is on screen */
    int64_t requests_per_minute, requests_at_once;
    int64_t retry_initial, retry_max, retry_elapsed; /* milliseconds */
    double retry_exponent;
};

#define SETUP_DEFAULT_URL "https://api.codat.io"

/* Everything at its default. */
void setup_init(struct setup *s);
void setup_free(struct setup *s);

/* Whether a section is this module's: "codatop", or "profile" and a blank. */
bool setup_owns(const char *section);
/* Whether such a section has a good name, and whether a pair of one can be used: NULL, or
 * a sentence that says what is wrong (free() it). It never repeats what could be a
 * secret. */
char *setup_section_fault(const char *section);
char *setup_fault(const struct config_pair *pair);

/* Joins [codatop] and [profile NAME], whose pairs setup_fault has let pass. name NULL:
 * the one that [codatop] names, if any; "": none. False where there is no such profile:
 * *error, a clean sentence with the file and the profiles that there are (free() it).
 * Whoever names a key's source in the profile means no other: those of [codatop] do not
 * count then. */
bool setup_join(const struct config *config, const char *name, struct setup *s,
                char **error);
/* The names of all profiles, in the file's order: a NULL-terminated array (words_free
 * it).
 */
char **setup_profiles(const struct config *config);

/* Writes the sections of this module with their defaults, as a configuration file. */
void setup_print(FILE *out);
/* Writes text as comment lines of at most 90 columns. */
void setup_print_comment(FILE *out, const char *text);

#endif
