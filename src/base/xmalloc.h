/* Allocation that cannot fail: out of memory ends the program by abort(), so that the
 * SIGABRT handler restores the terminal. Every result is freed with free(). */
#ifndef CODATOP_BASE_XMALLOC_H
#define CODATOP_BASE_XMALLOC_H

#include <stdarg.h>
#include <stddef.h>

/* Call it once, before anything is allocated by a second thread: from then on large
 * blocks live apart from small ones, so that a large answer's memory goes back to the
 * system when it is freed, and a large array grows without being copied. */
void xmalloc_set_up(void);
/* Much that was allocated in small blocks is free again: the system gets it back. */
void xmalloc_trim(void);

void *xmalloc(size_t size);
/* Zeroed memory for count elements; aborts too when count * size overflows. */
void *xcalloc(size_t count, size_t size);
/* Resizes to count elements of size bytes; aborts on overflow. */
void *xreallocarray(void *ptr, size_t count, size_t size);
/* NULL stays NULL. */
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

#endif
