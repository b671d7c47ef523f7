/* The environment of a program under test: the same on every machine and in every locale.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "tests/pty_private.h"

extern char **environ;

/* Names (or, with a star, their beginnings) that would change what a program shows. */
static const char *const removed[] = {
    "LINES",      "COLUMNS",     "NO_COLOR",
    "CODAT_*",    "CODATOP_*",   "XDG_*",
    "http_proxy", "https_proxy", "all_proxy",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
    "LANG",       "LANGUAGE",    "LC_*",
    "ESCDELAY",   "NCURSES_*",   "CREDENTIALS_DIRECTORY",
    "TMUX*",      "STY",
};

static const char *const fixed[] = {
    "LC_ALL=C.UTF-8",
    "TZ=UTC",
    "TERM=xterm-256color",
    "CODATOP_TEST_FRAMES=1",
};

static bool name_matches(const char *pattern, const char *entry)
{
    size_t len = strlen(pattern);
    if (len > 0 && pattern[len - 1] == '*')
        return strncmp(pattern, entry, len - 1) == 0;
    return strncmp(pattern, entry, len) == 0 && (entry[len] == '=' || entry[len] == '\0');
}

static bool is_removed(const char *entry)
{
    for (size_t i = 0; i < sizeof removed / sizeof *removed; i++)
        if (name_matches(removed[i], entry))
            return true;
    return false;
}

static void drop(char **env, const char *entry)
{
    char *name = xstrndup(entry, strcspn(entry, "="));
    size_t kept = 0;
    for (size_t i = 0; env[i]; i++) {
        if (name_matches(name, env[i]))
            free(env[i]);
        else
            env[kept++] = env[i];
    }
    env[kept] = NULL;
    free(name);
}

static void change(char **env, const char *entry)
{
    drop(env, entry);
    if (!strchr(entry, '='))
        return;
    size_t n = 0;
    while (env[n])
        n++;
    env[n] = xstrdup(entry);
    env[n + 1] = NULL;
}

char **pty_environment(const char *home, const char *const *changes)
{
    size_t room = 16;
    for (size_t i = 0; environ[i]; i++)
        room++;
    for (size_t i = 0; changes && changes[i]; i++)
        room++;
    char **env = xcalloc(room, sizeof *env);
    size_t n = 0;
    for (size_t i = 0; environ[i]; i++)
        if (!is_removed(environ[i]))
            env[n++] = xstrdup(environ[i]);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        change(env, fixed[i]);
    char *entry = xasprintf("HOME=%s", home);
    change(env, entry);
    free(entry);
    entry = xasprintf("TMPDIR=%s", home);
    change(env, entry);
    free(entry);
    for (size_t i = 0; changes && changes[i]; i++)
        change(env, changes[i]);
    return env;
}
