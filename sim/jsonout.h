/* Writes JSON straight into a buffer: a page of 5,000 companies is some megabytes, and a
 * tree of it would cost many times that. Commas are put where they belong. */
#ifndef CODATOP_SIM_JSONOUT_H
#define CODATOP_SIM_JSONOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "sim/ids.h"

#define DATE_TEXT 40 /* bytes of a formatted date with its NUL */

struct json_out {
    struct buf buf;
    bool comma; /* the next value needs one before it */
};

/* In all functions below, key is the name of the member, or NULL inside an array (or at
 * the top). */
void json_open(struct json_out *out, const char *key, char bracket); /* '{' or '[' */
void json_close(struct json_out *out, char bracket);                 /* '}' or ']' */
/* value must be UTF-8; NULL is written as null. */
void json_string(struct json_out *out, const char *key, const char *value);
void json_integer(struct json_out *out, const char *key, int64_t value);
void json_bool(struct json_out *out, const char *key, bool value);
void json_null(struct json_out *out, const char *key);
void json_uuid(struct json_out *out, const char *key, struct uuid id);
/* A date in one of Codat's own forms (below); TIME_NONE is written as null. */
void json_date(struct json_out *out, const char *key, int64_t ms);

/* The forms in which Codat writes dates: seven fraction digits or fewer and Z, none and
 * Z, or no zone at all. The form depends on ms alone, so that one moment is written alike
 * wherever it appears; digits past the milliseconds never change their order. */
void date_codat(int64_t ms, char out[DATE_TEXT]);

#endif
