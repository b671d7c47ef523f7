/* The message log: what was said on the status line, kept after it left it. Texts are
 * clean UTF-8. A ring: the oldest go first. */
#ifndef CODATOP_MODEL_MESSAGES_H
#define CODATOP_MODEL_MESSAGES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum message_level { MESSAGE_INFO, MESSAGE_GOOD, MESSAGE_WARNING, MESSAGE_ERROR };

struct message {
    enum message_level level;
    int64_t mono;   /* when, for how long it stays on the status line */
    int64_t wall;   /* when, for reading */
    unsigned count; /* the same text in a row is kept once, with a count */
    char *text;
};

struct messages;

struct messages *messages_new(size_t keep);
void messages_free(struct messages **m);
/* The time of the messages added from now on. */
void messages_set_time(struct messages *m, int64_t mono, int64_t wall);
void messages_add(struct messages *m, enum message_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* One of several counts of a message: "12 complete" behind a blank, ", 3 failed" behind
 * others, nothing for 0. text is not empty. */
void message_add_count(struct buf *text, size_t n, const char *what);
size_t messages_count(const struct messages *m);
/* 0 is the newest. */
const struct message *messages_at(const struct messages *m, size_t i);
/* Counts every message ever added. */
uint64_t messages_version(const struct messages *m);
/* How many of the newest were added, or said again, since the version was that. */
size_t messages_since(const struct messages *m, uint64_t version);

#endif
