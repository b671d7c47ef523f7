/* The log file: one line per event, "2026-11-24T09:14:02.113Z level text", appended and
 * flushed at once. Owned by the main thread. Text is cleaned and the secret replaced
 * before anything is written. */
#ifndef CODATOP_BASE_LOG_H
#define CODATOP_BASE_LOG_H

#include <stdbool.h>

enum log_level { LOG_INFO, LOG_WARN, LOG_ERROR };

struct log;

/* Opens path for appending (created with mode 0600). NULL and errno set when it cannot.
 */
struct log *log_open(const char *path);
/* Writes "***" instead of the string from now on, in any text, however it was cut up by
 * characters that are cleaned away. For as many secrets as needed (a key and its base64
 * form are two); "" and NULL are none. */
void log_redact(struct log *log, const char *secret);
/* log may be NULL: then nothing happens. The first failed write is remembered. */
void log_write(struct log *log, enum log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* True once when a write failed since the last call (a full disk); the caller tells. */
bool log_failed(struct log *log);
void log_close(struct log **log);

#endif
