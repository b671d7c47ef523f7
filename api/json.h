/* Reading JSON safely: json-c behind a scan and a budget (json_scan.h), and getters that
 * look at the type before the value. A getter never turns one type into another: what is
 * missing, null or of the wrong type reads as "not said". Every string goes through the
 * text gate (base/text.h). */
#ifndef CODATOP_API_JSON_H
#define CODATOP_API_JSON_H

#include <json-c/json_object.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/json_scan.h"
#include "api/scratch.h"

/* Steps over a byte order mark: .NET writes one now and then. */
void json_skip_mark(const char **text, size_t *len);

/* Parses a whole text. *value is given back with json_object_put; it is NULL when the
 * result is not JSON_OK, and for the JSON text "null". */
enum json_status json_parse(const char *text, size_t len, struct json_object **value);

/* Takes a list apart and hands its elements over one by one, so that the tree of a large
 * page never exists as a whole. The text must be an object with an array `name` (else
 * JSON_WRONG); *rest is that object with the array empty, for json_object_put. take is
 * called with each element (NULL where it is null), which it does not own. */
enum json_status json_parse_list(const char *text, size_t len, const char *name,
                                 void (*take)(struct json_object *item, void *arg),
                                 void *arg, struct json_object **rest);

/* A member of an object; NULL when object is no object, or has no such member. */
struct json_object *json_member(struct json_object *object, const char *name);
/* The same, only if it is an array or an object. */
struct json_object *json_array(struct json_object *object, const char *name);
struct json_object *json_sub(struct json_object *object, const char *name);

/* A clean string in scratch; NULL where it is not a string, or is empty. */
const char *json_text(struct scratch *s, struct json_object *object, const char *name);
/* The same of a value. */
const char *json_value_text(struct scratch *s, struct json_object *value);
/* A date in ISO 8601; else TIME_NONE. */
int64_t json_time(struct json_object *object, const char *name);
/* A number from min to max, its fraction dropped; else fallback. */
int64_t json_int(struct json_object *object, const char *name, int64_t min, int64_t max,
                 int64_t fallback);
bool json_flag(struct json_object *object, const char *name);

#endif
