/* Takes the API key out of the environment and guards the memory that holds it. */
#include "config.h"

#include "config/key.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/xmalloc.h"

/* A plain memset of memory that is freed next may be optimised away. */
static void wipe(char *s, size_t len)
{
    volatile char *p = s;
    while (len-- > 0)
        *p++ = '\0';
}

char *key_from_environment(void)
{
    char *value = getenv(KEY_VARIABLE);
    if (!value)
        return NULL;
    size_t all = strlen(value);
    const char *start = value;
    while (isspace((unsigned char)*start))
        start++;
    size_t len = strlen(start);
    while (len > 0 && isspace((unsigned char)start[len - 1]))
        len--;
    char *key = len > 0 ? xstrndup(start, len) : NULL;
    wipe(value, all);
    unsetenv(KEY_VARIABLE);
    return key;
}

void key_free(char **key)
{
    if (*key)
        wipe(*key, strlen(*key));
    free(*key);
    *key = NULL;
}

void key_protect_process(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    /* The leak checker inspects the process as another one would. */
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)
    prctl(PR_SET_DUMPABLE, 0);
#endif
}
