/* Allocation that ends the program where the system has no memory left. */
#include "config.h"

#include "base/xmalloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#define LARGE_BLOCK (128 * 1024)

/* glibc begins so by itself, but stops as soon as one large block was freed. */
void xmalloc_set_up(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
#endif
}

void xmalloc_trim(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

static void *checked(void *ptr)
{
    if (!ptr)
        abort();
    return ptr;
}

/* A size of zero may give NULL, which would look like a failure. */
void *xmalloc(size_t size)
{
    return checked(malloc(size ? size : 1));
}

/* The sizes' product. What does not fit ends the program here, since some allocators only
 * notice it by reporting an error of their own. */
static size_t product(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        abort();
    return count * size;
}

void *xcalloc(size_t count, size_t size)
{
    size_t bytes = product(count, size);
    return checked(calloc(1, bytes ? bytes : 1));
}

void *xreallocarray(void *ptr, size_t count, size_t size)
{
    size_t bytes = product(count, size);
    return checked(realloc(ptr, bytes ? bytes : 1));
}

char *xstrdup(const char *s)
{
    return s ? xstrndup(s, strlen(s)) : NULL;
}

char *xstrndup(const char *s, size_t len)
{
    if (!s)
        return NULL;
    len = strnlen(s, len);
    char *copy = xmalloc(len + 1);
    memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

char *xasprintf(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *s = xvasprintf(format, args);
    va_end(args);
    return s;
}

char *xvasprintf(const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0)
        abort();
    char *s = xmalloc((size_t)len + 1);
    vsnprintf(s, (size_t)len + 1, format, again);
    va_end(again);
    return s;
}
