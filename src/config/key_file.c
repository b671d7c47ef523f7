/* The API key out of a file. */
#include "config.h"

#include "config/key.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "base/xmalloc.h"

/* "api-key-file PATH why." as a clean new string. */
static char *complain(const char *what, const char *path, const char *why)
{
    char *text = xasprintf("%s %s %s.", what, path, why);
    char *clean = text_cleans(text);
    free(text);
    return clean;
}

static char *cannot_open(const char *what, const char *path, int error)
{
    if (error == ELOOP || error == EMLINK)
        return complain(what, path, "is a symbolic link: name the file itself");
    if (error == ENOENT)
        return complain(what, path,
                        "is not there: put the key into it, and chmod 600 it");
    if (error == EACCES)
        return complain(what, path,
                        "may not be read by you: look at its owner and at "
                        "the folders above it");
    char *why = xasprintf("cannot be read: %s", strerror(error));
    char *text = complain(what, path, why);
    free(why);
    return text;
}

static char *refuse_file(const char *what, const char *path, const struct stat *st)
{
    if (!S_ISREG(st->st_mode))
        return complain(what, path, "is no regular file: put the key into one");
    if (st->st_uid != geteuid())
        return complain(what, path,
                        "belongs to another user: copy it to a file of yours");
    if (!(st->st_mode & 077))
        return NULL;
    char *why = xasprintf("can be used by others (mode %03o): run chmod 600 %s",
                          (unsigned)(st->st_mode & 0777), path);
    char *text = complain(what, path, why);
    free(why);
    return text;
}

/* Reads up to size bytes; the number, or -1 with errno. */
static ssize_t read_some(int fd, char *out, size_t size)
{
    size_t len = 0;
    while (len < size) {
        ssize_t n = read(fd, out + len, size - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        len += (size_t)n;
    }
    return (ssize_t)len;
}

static char *read_key(int fd, const char *what, const char *path, char **error)
{
    char bytes[KEY_MOST + 64]; /* with blanks around the key */
    const char *why;
    ssize_t len = read_some(fd, bytes, sizeof bytes);
    char *key = NULL;
    if (len < 0)
        *error = cannot_open(what, path, errno);
    else if ((size_t)len == sizeof bytes)
        *error = complain(what, path, "holds more than a key");
    else if (!(key = key_from_bytes(bytes, (size_t)len, &why)))
        *error = complain(what, path, why);
    key_wipe(bytes, sizeof bytes);
    return key;
}

char *key_from_file(const char *path, char **error)
{
    static const char what[] = "api-key-file";
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        *error = cannot_open(what, path, errno);
        return NULL;
    }
    struct stat st;
    char *key = NULL;
    char *refusal = fstat(fd, &st) == 0 ? refuse_file(what, path, &st)
                                        : cannot_open(what, path, errno);
    if (refusal)
        *error = refusal;
    else
        key = read_key(fd, what, path, error);
    close(fd);
    return key;
}

char *key_from_credentials(const char *folder, char **error)
{
    static const char what[] = "The service manager's credential";
    char *path = xasprintf("%s/" KEY_CREDENTIAL, folder);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    char *key = NULL;
    if (fd >= 0)
        key = read_key(fd, what, path, error);
    else if (errno != ENOENT && errno != ENOTDIR)
        *error = cannot_open(what, path, errno);
    if (fd >= 0)
        close(fd);
    free(path);
    return key;
}
