/* Writing the state file: beside it under another name, which then takes its place, so
 * that neither a crash nor a second console leaves half a file. */
#include "config.h"

#include "config/state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "base/write.h"
#include "base/xmalloc.h"
#include "config/file.h"

#define LONGEST 190 /* bytes of a line that every build of inih reads whole */

static const char heading[] =
    "# How codatop was arranged when it was left. It writes this file anew; losing it\n"
    "# costs nothing.\n";

char *state_place(void)
{
    return config_place("XDG_STATE_HOME", ".local/state", "state.ini");
}

static bool can_stand(const char *text)
{
    size_t len = strlen(text);
    if (!text_is_clean(text, len) || strstr(text, " ;") || *text == ';')
        return false;
    return len == 0 || (*text != ' ' && text[len - 1] != ' ');
}

void state_add(struct buf *pairs, const char *name, const char *value)
{
    if (*name && can_stand(name) && !strpbrk(name, "=:[#;") && can_stand(value) &&
        strlen(name) + strlen(value) + 3 <= LONGEST)
        buf_addf(pairs, "%s = %s\n", name, value);
}

/* --- writing ---------------------------------------------------------------------- */

/* Makes the folders above path that are missing. */
static bool make_folders(const char *path)
{
    char *folder = xstrdup(path);
    bool made = true;
    for (char *slash = strchr(folder + 1, '/'); slash && made;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        made = mkdir(folder, 0700) == 0 || errno == EEXIST || access(folder, X_OK) == 0;
        *slash = '/';
    }
    free(folder);
    return made;
}

/* mkstemp gives the mode 0600, and a name that a second console does not take. */
static bool replace_file(const char *path, const struct buf *text)
{
    char *beside = xasprintf("%s.XXXXXX", path);
    int fd = mkstemp(beside);
    bool written = fd >= 0 && write_all(fd, text->data, text->len);
    if (fd >= 0)
        written = close(fd) == 0 && written;
    written = written && rename(beside, path) == 0;
    int error = errno;
    if (fd >= 0 && !written)
        unlink(beside);
    errno = error;
    free(beside);
    return written;
}

bool state_write(const char *path, const char *section, const char *pairs, char **error)
{
    struct buf text = {0};
    buf_addf(&text, "%s\n[%s]\n%s", heading, section, pairs);
    bool written = make_folders(path) && replace_file(path, &text);
    if (!written) {
        char *why =
            xasprintf("What was arranged cannot be remembered: %s.", strerror(errno));
        *error = config_complaint(path, 0, why);
        free(why);
    }
    buf_free(&text);
    return written;
}
