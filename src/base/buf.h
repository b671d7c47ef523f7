/* A growing byte buffer, always terminated by a NUL that len does not count. A buf of
 * zeros ({0}) is a valid empty one. */
#ifndef CODATOP_BASE_BUF_H
#define CODATOP_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    char *data; /* NULL while nothing was added */
    size_t len;
    size_t cap;
};

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "1,284" */
void buf_add_count(struct buf *b, uint64_t n);
/* Forgets the content, keeps the memory. */
void buf_clear(struct buf *b);
/* Hands the string over (never NULL; free() it) and leaves b empty. */
char *buf_take(struct buf *b);
/* The content as a string; "" when empty. Owned by b. */
const char *buf_str(const struct buf *b);
void buf_free(struct buf *b);

#endif
