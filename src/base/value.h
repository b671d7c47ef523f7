/* Values as people write them into configuration files. */
#ifndef CODATOP_BASE_VALUE_H
#define CODATOP_BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All of these return false and leave *out alone where text is something else. */

/* true, yes, on; false, no, off; in any case. */
bool value_bool(const char *text, bool *out);
/* A whole decimal number from least to most, and nothing behind it. */
bool value_integer(const char *text, int64_t least, int64_t most, int64_t *out);
/* A decimal number from least to most: "1.5". The point is a point in every locale. */
bool value_decimal(const char *text, double least, double most, double *out);
/* A time with its unit, "500ms", "1.5s", "2m", "1h", or a plain number of seconds; from
 * least to most; in milliseconds. */
bool value_duration(const char *text, int64_t least, int64_t most, int64_t *out);
/* One of count words, as its index. */
bool value_choice(const char *text, const char *const *words, size_t count, size_t *out);
/* "auto, always or never": the words as a sentence names them. A new string (free() it).
 */
char *value_choices(const char *const *words, size_t count);

#endif
