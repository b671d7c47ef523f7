/* An answer as it came, made readable: JSON broken into lines and indented, and every
 * value left as the API wrote it (numbers, escapes, order, names that come twice). No
 * tree is built, so it costs little more than its text. */
#ifndef CODATOP_API_RAW_H
#define CODATOP_API_RAW_H

#include <stddef.h>

#include "api/json_scan.h"

#define RAW_TEXT_MAX (16u << 20) /* longer texts are refused as JSON_TOO_LONG */
#define RAW_INDENT 2             /* cells for each level */

/* Lines of clean text (base/text.h), each ended by '\n', in *out: a new string (free()
 * it), or NULL where the result is not JSON_OK. */
enum json_status raw_read(const char *body, size_t len, char **out);

#endif
