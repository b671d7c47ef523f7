/* What the program's bytes look like: libvterm's cells as text, and whole screens against
 * fixtures. */
#include "config.h"

#include <check.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "tests/pty_private.h"

/* --- the terminal ---------------------------------------------------------------- */

static void on_output(const char *bytes, size_t len, void *arg)
{
    struct pty *p = arg;
    buf_add(&p->answer, bytes, len);
}

static void title_ended(struct pty *p)
{
    const char *title = buf_str(&p->title);
    if (strncmp(title, "frame=", 6) == 0) {
        p->frames++;
        p->frame_ended = true;
    } else if (strncmp(title, "pid=", 4) == 0) {
        p->program = (pid_t)strtol(title + 4, NULL, 10);
    } else if (strncmp(title, "modes=", 6) == 0) {
        p->modes_restored = strcmp(title + 6, "same") == 0;
    }
    buf_clear(&p->title);
}

static void title_part(struct pty *p, const VTermValue *value)
{
#ifdef HAVE_VTERMSTRINGFRAGMENT
    if (value->string.initial)
        buf_clear(&p->title);
    buf_add(&p->title, value->string.str, value->string.len);
    if (value->string.final)
        title_ended(p);
#else
    buf_clear(&p->title);
    buf_adds(&p->title, value->string);
    title_ended(p);
#endif
}

static int on_property(VTermProp property, VTermValue *value, void *arg)
{
    struct pty *p = arg;
    switch (property) {
    case VTERM_PROP_TITLE:
        title_part(p, value);
        break;
    case VTERM_PROP_ALTSCREEN:
        p->alternate = value->boolean;
        break;
    case VTERM_PROP_CURSORVISIBLE:
        p->cursor_shown = value->boolean;
        break;
    default:
        break;
    }
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

void pty_screen_open(struct pty *p, int rows, int cols)
{
    p->cursor_shown = true;
    p->vterm = vterm_new(rows, cols);
    vterm_set_utf8(p->vterm, 1);
    vterm_output_set_callback(p->vterm, on_output, p);
    p->screen = vterm_obtain_screen(p->vterm);
    vterm_screen_set_callbacks(p->screen, &callbacks, p);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_reset(p->screen, 1);
}

void pty_screen_close(struct pty *p)
{
    vterm_free(p->vterm);
    buf_free(&p->title);
    buf_free(&p->answer);
    buf_free(&p->row);
}

/* After a resize, old bytes on the new size are no frame; what counts comes after the
 * program has cleared the screen. */
static bool was_repainted(const struct pty *p)
{
    static const char *const clears[] = {"\033[2J", "\033[H\033[J"};
    const char *since = buf_str(&p->raw) + p->resized_at;
    for (size_t i = 0; i < sizeof clears / sizeof *clears; i++)
        if (memmem(since, p->fed - p->resized_at, clears[i], strlen(clears[i])))
            return true;
    return false;
}

/* A title ends with BEL or ESC backslash: stopping behind each of these bytes is stopping
 * behind each frame. libvterm 0.1.4 can lose a title that comes in two pieces, so one
 * that has begun is held back until it is complete. */
static size_t piece(const char *bytes, size_t len)
{
    for (size_t n = 0; n < len; n++)
        if (bytes[n] == '\a' || bytes[n] == '\\')
            return n + 1;
    const char *title = memmem(bytes, len, "\033]", 2);
    if (title)
        return (size_t)(title - bytes);
    return len > 0 && bytes[len - 1] == '\033' ? len - 1 : len;
}

/* What a terminal answers by itself (to "where is the cursor?"). Only sent between two
 * pieces: sending may read, and reading may move the bytes that are being fed. */
static void send_answer(struct pty *p)
{
    if (p->answer.len == 0)
        return;
    struct buf answer = p->answer;
    p->answer = (struct buf){0};
    if (p->fd >= 0)
        pty_write(p, answer.data, answer.len);
    buf_free(&answer);
}

bool pty_feed(struct pty *p)
{
    while (p->fed < p->raw.len) {
        const char *bytes = p->raw.data + p->fed;
        size_t len = piece(bytes, p->raw.len - p->fed);
        if (len == 0)
            return false;
        vterm_input_write(p->vterm, bytes, len);
        p->fed += len;
        send_answer(p);
        if (!p->frame_ended)
            continue;
        p->frame_ended = false;
        if (p->awaits_repaint && !was_repainted(p))
            continue;
        p->awaits_repaint = false;
        return true;
    }
    return false;
}

void pty_feed_all(struct pty *p)
{
    while (pty_feed(p))
        continue;
}

/* --- cells ----------------------------------------------------------------------- */

static void add_utf8(struct buf *b, uint32_t c)
{
    if (c < 0x80) {
        buf_addc(b, (char)c);
        return;
    }
    int extra = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
    buf_addc(b, (char)(lead[extra] | (c >> (6 * extra))));
    while (extra-- > 0)
        buf_addc(b, (char)(0x80 | ((c >> (6 * extra)) & 0x3f)));
}

static bool get_cell(const struct pty *p, int row, int col, VTermScreenCell *cell)
{
    VTermPos pos = {.row = row, .col = col};
    memset(cell, 0, sizeof *cell);
    return row >= 0 && col >= 0 && row < pty_rows(p) && col < pty_cols(p) &&
           vterm_screen_get_cell(p->screen, pos, cell);
}

/* libvterm fills the cell behind a wide character with (uint32_t)-1. */
static bool is_behind_wide(const VTermScreenCell *cell)
{
    return cell->chars[0] == (uint32_t)-1;
}

static void add_cell(struct buf *b, const VTermScreenCell *cell)
{
    if (is_behind_wide(cell))
        return;
    if (cell->chars[0] == 0)
        buf_addc(b, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        add_utf8(b, cell->chars[i]);
}

static int color_number(const VTermColor *color, bool is_default)
{
    if (is_default)
        return PTY_DEFAULT;
    return VTERM_COLOR_IS_INDEXED(color) ? color->indexed.idx : PTY_RGB;
}

int pty_rows(const struct pty *p)
{
    int rows, cols;
    vterm_get_size(p->vterm, &rows, &cols);
    return rows;
}

int pty_cols(const struct pty *p)
{
    int rows, cols;
    vterm_get_size(p->vterm, &rows, &cols);
    return cols;
}

const char *pty_row(struct pty *p, int row)
{
    VTermScreenCell cell;
    buf_clear(&p->row);
    for (int col = 0; get_cell(p, row, col, &cell); col++)
        add_cell(&p->row, &cell);
    while (p->row.len > 0 && p->row.data[p->row.len - 1] == ' ')
        p->row.data[--p->row.len] = '\0';
    return buf_str(&p->row);
}

char *pty_screen_text(struct pty *p)
{
    struct buf all = {0};
    for (int row = 0; row < pty_rows(p); row++)
        buf_addf(&all, "%s\n", pty_row(p, row));
    return buf_take(&all);
}

struct pty_cell pty_cell(struct pty *p, int row, int col)
{
    struct pty_cell out = {.fg = PTY_DEFAULT, .bg = PTY_DEFAULT};
    VTermScreenCell cell;
    if (!get_cell(p, row, col, &cell))
        return out;
    struct buf text = {0};
    add_cell(&text, &cell);
    snprintf(out.text, sizeof out.text, "%s", buf_str(&text));
    buf_free(&text);
    out.width = is_behind_wide(&cell) ? 0 : cell.width;
    out.fg = color_number(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
    out.bg = color_number(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    out.bold = cell.attrs.bold;
    out.underline = cell.attrs.underline != 0;
    out.reverse = cell.attrs.reverse;
    return out;
}

int pty_find_row(struct pty *p, const char *text)
{
    for (int row = 0; row < pty_rows(p); row++)
        if (strstr(pty_row(p, row), text))
            return row;
    return -1;
}

int pty_find_col(struct pty *p, int row, const char *text)
{
    const char *line = pty_row(p, row);
    const char *found = strstr(line, text);
    if (!found)
        return -1;
    size_t before = (size_t)(found - line), len = 0;
    struct buf cell_text = {0};
    VTermScreenCell cell;
    int col = 0;
    for (; len < before && get_cell(p, row, col, &cell); col++) {
        buf_clear(&cell_text);
        add_cell(&cell_text, &cell);
        len += cell_text.len;
    }
    while (get_cell(p, row, col, &cell) && is_behind_wide(&cell))
        col++;
    buf_free(&cell_text);
    return col;
}

bool pty_cursor(struct pty *p, int *row, int *col)
{
    VTermPos pos;
    vterm_state_get_cursorpos(vterm_obtain_state(p->vterm), &pos);
    *row = pos.row;
    *col = pos.col;
    return p->cursor_shown;
}

bool pty_alternate(const struct pty *p)
{
    return p->alternate;
}

unsigned long pty_frames(const struct pty *p)
{
    return p->frames;
}

/* --- failures -------------------------------------------------------------------- */

static void dump_bytes(const struct pty *p)
{
    size_t from = p->raw.len > 3000 ? p->raw.len - 3000 : 0;
    fprintf(stderr, "--- the last %zu of %zu bytes ---\n", p->raw.len - from, p->raw.len);
    for (size_t i = from; i < p->raw.len; i++) {
        unsigned char c = (unsigned char)p->raw.data[i];
        if (c == 0x1b)
            fputs("\\e", stderr);
        else if (c == '\n')
            fputs("\\n\n", stderr);
        else if (isprint(c) || c >= 0x80)
            fputc(c, stderr);
        else
            fprintf(stderr, "\\x%02x", c);
    }
    fputs("\n---\n", stderr);
}

void pty_dump(struct pty *p)
{
    fprintf(stderr, "--- screen, %d x %d, frame %lu ---\n", pty_rows(p), pty_cols(p),
            p->frames);
    for (int row = 0; row < pty_rows(p); row++)
        fprintf(stderr, "%3d|%s\n", row, pty_row(p, row));
    dump_bytes(p);
}

/* --- fixtures -------------------------------------------------------------------- */

static char *fixture_path(const char *name)
{
    return xasprintf("%s/screens/%s.txt", TESTS_DIR, name);
}

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        return NULL;
    struct buf all = {0};
    char bytes[4096];
    size_t n;
    while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
        buf_add(&all, bytes, n);
    fclose(f);
    return buf_take(&all);
}

/* Ports differ from run to run: their digits are hidden in fixtures. */
static void mask_ports(char *text)
{
    static const char host[] = "127.0.0.1:";
    for (char *at = text; (at = strstr(at, host)) != NULL;)
        for (at += strlen(host); isdigit((unsigned char)*at); at++)
            *at = '#';
}

static char *masked_screen(struct pty *p)
{
    char *text = pty_screen_text(p);
    mask_ports(text);
    return text;
}

static void update_fixture(struct pty *p, const char *path)
{
    while (!pty_is_quiet(p, 700))
        pty_feed_all(p);
    pty_feed_all(p);
    char *text = masked_screen(p);
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) == EOF || fclose(f) != 0)
        pty_fail(p, "cannot write %s: %s", path, strerror(errno));
    free(text);
}

static bool is_screen(struct pty *p, const void *expected)
{
    char *text = masked_screen(p);
    bool same = strcmp(text, expected) == 0;
    free(text);
    return same;
}

/* The rows of the fixture on standard error where they differ from what is shown. */
static void diff(struct pty *p, const char *expected)
{
    char *screen = masked_screen(p);
    const char *shown = screen;
    for (int row = 0; *shown || *expected; row++) {
        size_t len = strcspn(expected, "\n"), shown_len = strcspn(shown, "\n");
        if (shown_len != len || strncmp(shown, expected, len) != 0)
            fprintf(stderr, "row %d\n  expected |%.*s\n  shown    |%.*s\n", row, (int)len,
                    expected, (int)shown_len, shown);
        expected += len + (expected[len] == '\n');
        shown += shown_len + (shown[shown_len] == '\n');
    }
    free(screen);
}

void pty_expect_screen(struct pty *p, const char *name)
{
    char *path = fixture_path(name);
    if (getenv("CODATOP_UPDATE_SCREENS")) {
        update_fixture(p, path);
        free(path);
        return;
    }
    char *expected = read_file(path);
    if (!expected)
        pty_fail(p, "no fixture %s: set CODATOP_UPDATE_SCREENS=1 to write it", path);
    if (!pty_wait_within(p, is_screen, expected, 15000)) {
        fprintf(stderr, "--- %s ---\n", path);
        diff(p, expected);
        pty_fail(p, "the screen is not the one in %s", path);
    }
    free(expected);
    free(path);
}
