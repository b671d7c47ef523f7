/* The rows behind config/setup.h. Private to src/config/. */
#ifndef CODATOP_CONFIG_SETUP_TABLE_H
#define CODATOP_CONFIG_SETUP_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/setup.h"

enum place { EVERYWHERE, GENERAL, PROFILES }; /* GENERAL: [codatop] alone */

struct setup_row {
    const char *name;
    int kind; /* of its value */
    enum place place;
    size_t offset;        /* of its field in struct setup */
    int64_t least, most;  /* of its value, where that is a number */
    const char *fallback; /* as text; NULL: nothing, and … */
    const char *example;  /* … this is what it could look like */
    const char *help;     /* a sentence without its full stop */
};

extern const struct setup_row setup_rows[];
extern const size_t setup_row_count;

/* NULL, or a sentence that says what would be right (free() it). */
char *setup_row_set(struct setup *s, const struct setup_row *row, const char *value);
/* Whether its field is a string of its own. */
bool setup_row_is_string(const struct setup_row *row);

#endif
