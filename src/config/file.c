/* Reading configuration files with inih. The library has limits that depend on how it was
 * built (a line's length, a section's) and joins indented lines to what stands before; so
 * each line is looked at and straightened before the library sees it. */
#include "config.h"

#include "config/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"

#define MOST_BYTES (1024 * 1024)
#define MOST_PAIRS 4096
#define MOST_SECTIONS 1024
#define MOST_SECTION 49 /* bytes of a section's name that inih keeps */

static const char byte_order_mark[] = "\xEF\xBB\xBF";

char *config_complaint(const char *path, int line, const char *sentence)
{
    char *text = line > 0 ? xasprintf("%s:%d: %s", path, line, sentence)
                          : xasprintf("%s: %s", path, sentence);
    char *clean = text_cleans(text);
    free(text);
    return clean;
}

char *config_place(const char *variable, const char *fallback, const char *name)
{
    const char *folder = getenv(variable);
    if (folder && *folder == '/')
        return xasprintf("%s/codatop/%s", folder, name);
    const char *home = getenv("HOME");
    if (home && *home == '/')
        return xasprintf("%s/%s/codatop/%s", home, fallback, name);
    return NULL;
}

/* --- line by line ----------------------------------------------------------------- */

struct reading {
    struct config *config;
    const char *at, *end; /* what is unread */
    int line;             /* of the line that was handed out last */
    int wrong;            /* the first line with an error; 0: none */
    char *why;            /* its sentence */
};

static void refuse(struct reading *r, char *why)
{
    if (r->why) {
        free(why);
        return;
    }
    r->wrong = r->line;
    r->why = why;
}

/* Whether the bytes are UTF-8 without NUL and control characters other than tabs. */
static bool is_text(const char *bytes, size_t len)
{
    for (const char *end = bytes + len; bytes < end;) {
        int32_t c;
        int used = text_decode(bytes, (size_t)(end - bytes), &c);
        if (used <= 0 || (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0))
            return false;
        bytes += used;
    }
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Whether inih would take the rest of a line for a comment. */
static bool has_inline_comment(const char *line, size_t len)
{
    for (size_t i = 1; i < len; i++)
        if (line[i] == ';' && is_blank(line[i - 1]))
            return true;
    return false;
}

/* What the library would not say, or would say of something else. */
static const char *fault_of_section(const char *line, size_t len)
{
    const char *end = memchr(line, ']', len);
    if (!end)
        return "A section's line ends with ].";
    if (end != line + len - 1)
        return "Nothing may stand behind a section's ]: put it on a line of its own.";
    if (len - 2 > MOST_SECTION)
        return "A section's name may have 49 bytes: shorten it.";
    return has_inline_comment(line, len) ? "A section's name may not hold \" ;\"." : NULL;
}

static const char *fault_of_pair(const char *line, size_t len)
{
    if (!memchr(line, '=', len) && !memchr(line, ':', len))
        return "This is no [section], no \"name = value\" and no comment (# or ;).";
    if (has_inline_comment(line, len))
        return "\" ;\" would begin a comment: write comments on lines of their own, and "
               "a semicolon without a blank before it.";
    return NULL;
}

static const char *fault_of_line(const char *line, size_t len)
{
    if (!is_text(line, len))
        return "This is no text in UTF-8: remove the control characters, or save the "
               "file as UTF-8.";
    if (len == 0 || *line == '#' || *line == ';')
        return NULL;
    return *line == '[' ? fault_of_section(line, len) : fault_of_pair(line, len);
}

/* Cuts the next line off, without what surrounds it. */
static size_t take_line(struct reading *r, const char **line)
{
    const char *newline = memchr(r->at, '\n', (size_t)(r->end - r->at));
    const char *start = r->at, *end = newline ? newline : r->end;
    r->at = newline ? newline + 1 : r->end;
    r->line++;
    if (end > start && end[-1] == '\r')
        end--;
    while (start < end && is_blank(*start))
        start++;
    while (end > start && is_blank(end[-1]))
        end--;
    *line = start;
    return (size_t)(end - start);
}

/* The library tells nothing of a section without settings. */
static void take_section(struct reading *r, const char *name, size_t len)
{
    struct config *c = r->config;
    if (c->section_count == MOST_SECTIONS) {
        refuse(r, xstrdup("These are more sections than anybody needs."));
        return;
    }
    c->sections = xreallocarray(c->sections, c->section_count + 1, sizeof *c->sections);
    c->sections[c->section_count++] =
        (struct config_section){.name = xstrndup(name, len), .line = r->line};
}

/* Hands the next line to inih: a reader as fgets. Comments become empty lines: their
 * length does not matter. */
static char *next_line(char *out, int size, void *arg)
{
    struct reading *r = arg;
    if (r->at >= r->end || r->why || size < 3)
        return NULL;
    const char *line;
    size_t len = take_line(r, &line);
    const char *fault = fault_of_line(line, len);
    if (fault) {
        refuse(r, xstrdup(fault));
        return NULL;
    }
    if (len > 0 && (*line == '#' || *line == ';'))
        len = 0;
    if (len > (size_t)size - 2) {
        refuse(r,
               xasprintf("This line has %zu bytes; only %d can be read.", len, size - 2));
        return NULL;
    }
    if (len > 0 && *line == '[')
        take_section(r, line + 1, len - 2);
    memcpy(out, line, len);
    memcpy(out + len, "\n", 2);
    return out;
}

static const struct config_pair *find(const struct config *c, const char *section,
                                      const char *name)
{
    for (size_t i = 0; i < c->count; i++)
        if (strcmp(c->pairs[i].name, name) == 0 &&
            strcmp(c->pairs[i].section, section) == 0)
            return &c->pairs[i];
    return NULL;
}

static char *fault_of_entry(const struct config *c, const char *section, const char *name)
{
    const struct config_pair *before = find(c, section, name);
    if (*section == '\0')
        return xstrdup("A setting stands below its section: write [codatop] above it.");
    if (*name == '\0')
        return xstrdup("A setting has a name: write \"name = value\".");
    if (before)
        return xasprintf("This was set in line %d already: remove one of the two.",
                         before->line);
    if (c->count == MOST_PAIRS)
        return xstrdup("These are more settings than there are.");
    return NULL;
}

/* Takes a pair from inih; 0 would mean an error, which is kept here. */
static int take_pair(void *arg, const char *section, const char *name, const char *value)
{
    struct reading *r = arg;
    struct config *c = r->config;
    if (r->why)
        return 1;
    char *fault = fault_of_entry(c, section, name);
    if (fault) {
        refuse(r, fault);
        return 1;
    }
    c->pairs = xreallocarray(c->pairs, c->count + 1, sizeof *c->pairs);
    c->pairs[c->count++] = (struct config_pair){
        .section = xstrdup(section),
        .name = xstrdup(name),
        .value = xstrdup(value),
        .line = r->line,
    };
    return 1;
}

struct config *config_parse(const char *path, const char *bytes, size_t len, char **error)
{
    struct config *c = xcalloc(1, sizeof *c);
    c->path = xstrdup(path);
    size_t mark = sizeof byte_order_mark - 1;
    bool marked = len >= mark && memcmp(bytes, byte_order_mark, mark) == 0;
    struct reading r = {
        .config = c, .at = bytes + (marked ? mark : 0), .end = bytes + len};
    int wrong = ini_parse_stream(next_line, &r, take_pair, &r);
    if (wrong != 0 && !r.why) {
        r.line = wrong;
        refuse(&r, xstrdup("This line is not understood."));
    }
    if (!r.why)
        return c;
    *error = config_complaint(path, r.wrong, r.why);
    free(r.why);
    config_free(&c);
    return NULL;
}

/* --- the file --------------------------------------------------------------------- */

/* Reads all of fd into b; an errno, or 0. */
static int read_all(int fd, struct buf *b)
{
    char block[4096];
    while (b->len <= MOST_BYTES) {
        ssize_t n = read(fd, block, sizeof block);
        if (n == 0)
            return 0;
        if (n > 0)
            buf_add(b, block, (size_t)n);
        else if (errno != EINTR)
            return errno;
    }
    return EFBIG;
}

static const char *reason(int error)
{
    switch (error) {
    case EISDIR:
        return "is a folder; name a file";
    case EFBIG:
        return "is larger than 1 MB; this is no configuration";
    case ENOENT:
        return "is not there; codatop --print-config writes one to begin with";
    case EACCES:
        return "may not be read by you; change its permissions";
    case EINVAL:
        return "is no regular file; replace it by one";
    default:
        return strerror(error);
    }
}

/* An errno, or 0. Opening a pipe that nobody writes into would wait for ever: only one
 * that was named is opened like that. */
static int read_file(const char *path, bool named, struct buf *b)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (named ? 0 : O_NONBLOCK));
    if (fd < 0)
        return errno;
    struct stat st;
    int error = 0;
    if (fstat(fd, &st) != 0)
        error = errno;
    else if (S_ISDIR(st.st_mode))
        error = EISDIR;
    else if (!named && !S_ISREG(st.st_mode))
        error = EINVAL;
    else
        error = read_all(fd, b);
    close(fd);
    return error;
}

struct config *config_read(const char *path, bool must_exist, char **error)
{
    struct buf b = {0};
    struct config *c = NULL;
    int failed = read_file(path, must_exist, &b);
    if (!must_exist && (failed == ENOENT || failed == ENOTDIR))
        failed = 0;
    if (failed == 0) {
        c = config_parse(path, buf_str(&b), b.len, error);
    } else {
        char *sentence = xasprintf("The file %s.", reason(failed));
        *error = config_complaint(path, 0, sentence);
        free(sentence);
    }
    buf_free(&b);
    return c;
}

void config_free(struct config **pointer)
{
    struct config *c = *pointer;
    if (!c)
        return;
    for (size_t i = 0; i < c->count; i++) {
        free(c->pairs[i].section);
        free(c->pairs[i].name);
        free(c->pairs[i].value);
    }
    for (size_t i = 0; i < c->section_count; i++)
        free(c->sections[i].name);
    free(c->sections);
    free(c->pairs);
    free(c->path);
    free(c);
    *pointer = NULL;
}
