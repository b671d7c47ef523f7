/* Text and lines on the terminal's cells. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "base/xmalloc.h"
#include "ui/draw.h"

struct twin {
    const char *symbol, *ascii;
};

static const struct twin twins[] = {
    {"…", "..."}, {"•", "*"}, {"≠", "!"}, {"–", "-"}, {"·", "-"},
    {"✓", "+"},   {"✗", "x"}, {"◐", "~"}, {"↑", "^"}, {"↓", "v"},
    {"█", "#"},   {"░", "."}, {"▌", "*"}, {"▲", "^"}, {"▼", "v"},
};

char *draw_text_for(const struct draw *d, const char *s)
{
    if (!d->ascii)
        return xstrdup(s);
    struct buf b = {0};
    while (*s) {
        size_t i = 0, n = sizeof twins / sizeof twins[0];
        if ((unsigned char)*s < 0x80)
            i = n;
        while (i < n && strncmp(s, twins[i].symbol, strlen(twins[i].symbol)) != 0)
            i++;
        if (i < n) {
            buf_adds(&b, twins[i].ascii);
            s += strlen(twins[i].symbol);
        } else
            buf_addc(&b, *s++);
    }
    char *ascii = text_to_ascii(buf_str(&b));
    buf_free(&b);
    return ascii;
}

int draw_width(const struct draw *d, const char *s)
{
    char *shown = draw_text_for(d, s);
    size_t width = text_width(shown);
    free(shown);
    return width > INT_MAX ? INT_MAX : (int)width;
}

static void set_style(const struct draw *d, enum role role)
{
    attr_t attributes;
    short pair;
    theme_style(&d->theme, role, d->look, &attributes, &pair);
    attr_set(attributes, pair, NULL);
}

/* Cells of one code point by the measure that the layout used. */
static int measured(const char *s, int bytes)
{
    char one[8];
    memcpy(one, s, (size_t)bytes);
    one[bytes] = '\0';
    return (int)text_width(one);
}

/* Collects a base and its marks into cell; returns the bytes taken and the cells in
 * width. What the C library would draw in another width than was measured shows as
 * U+FFFD, so that both always agree where the next character starts. */
static int next_cell(const char *s, size_t len, wchar_t cell[CCHARW_MAX + 1], int *width)
{
    int32_t cp;
    int n = text_decode(s, len, &cp);
    if (n <= 0) {
        n = 1;
        cp = 0xfffd;
    }
    *width = n == 1 ? 1 : measured(s, n);
    bool agreed = wcwidth((wchar_t)cp) == *width;
    cell[0] = agreed ? (wchar_t)cp : 0xfffd;
    size_t count = 1;
    while ((size_t)n < len) {
        int m = text_decode(s + n, len - (size_t)n, &cp);
        if (m <= 1 || measured(s + n, m) != 0)
            break;
        if (agreed && count < CCHARW_MAX && wcwidth((wchar_t)cp) == 0)
            cell[count++] = (wchar_t)cp;
        n += m;
    }
    cell[count] = L'\0';
    return n;
}

/* Draws [s, s + len), which fits. */
static void put(const struct draw *d, int y, int x, enum role role, const char *s,
                size_t len)
{
    set_style(d, role);
    attr_t attributes;
    short pair;
    attr_get(&attributes, &pair, NULL);
    move(y, x);
    for (size_t i = 0; i < len;) {
        wchar_t text[CCHARW_MAX + 1];
        int width;
        i += (size_t)next_cell(s + i, len - i, text, &width);
        cchar_t cell;
        setcchar(&cell, text, attributes, pair, NULL);
        mvadd_wch(y, x, &cell);
        if (width == 2 && text[0] == 0xfffd)
            mvaddch(y, x + 1, ' ');
        x += width;
    }
}

static void put_fitted(struct draw *d, int y, int x, int cells, enum role role,
                       const char *s, bool right)
{
    if (cells <= 0)
        return;
    char *shown = draw_text_for(d, s);
    char *fitted = text_fit(shown, (size_t)cells, right, d->ascii ? "~" : "…");
    put(d, y, x, role, fitted, strlen(fitted));
    free(fitted);
    free(shown);
}

void draw_text(struct draw *d, int y, int x, int cells, enum role role, const char *s)
{
    put_fitted(d, y, x, cells, role, s, false);
}

void draw_text_right(struct draw *d, int y, int x, int cells, enum role role,
                     const char *s)
{
    put_fitted(d, y, x, cells, role, s, true);
}

int draw_run(struct draw *d, int y, int x, int cells, enum role role, const char *s)
{
    int width = draw_width(d, s);
    if (width > cells)
        width = cells;
    draw_text(d, y, x, width, role, s);
    return width > 0 ? width : 0;
}

void draw_space(struct draw *d, int y, int x, int cells)
{
    draw_text(d, y, x, cells, ROLE_TEXT, "");
}

int draw_wrapped(struct draw *d, int y, int x, int cells, int rows, enum role role,
                 const char *s)
{
    if (cells <= 0)
        return 0;
    char *shown = draw_text_for(d, s);
    size_t start, len;
    int n = 0;
    for (; n < rows && text_wrap(shown, (size_t)cells, (size_t)n, &start, &len); n++)
        put(d, y + n, x, role, shown + start, len);
    free(shown);
    return n;
}

void draw_changes_at(struct draw *d, int64_t moment)
{
    if (moment < d->next_change)
        d->next_change = moment > d->now ? moment : d->now + 1;
}

static void age_of(struct draw *d, int64_t age, char *out, size_t size)
{
    time_format_age(age, out, size);
    int64_t wait = time_next_age_change(age);
    if (wait < INT64_MAX - d->now)
        draw_changes_at(d, d->now + wait);
}

void draw_age_mono(struct draw *d, int64_t moment, char *out, size_t size)
{
    age_of(d, d->now - moment, out, size);
}

void draw_age(struct draw *d, int64_t moment, char *out, size_t size)
{
    age_of(d, moment == TIME_NONE ? TIME_NONE : d->server_wall - moment, out, size);
}

void draw_until(struct draw *d, int64_t moment, char *out, size_t size)
{
    int64_t left = moment - d->now;
    if (left <= 0) {
        snprintf(out, size, "now");
        return;
    }
    /* Rounded up, so that it never promises too much. */
    int64_t unit = left <= 60000 ? 1000 : left <= 3600000 ? 60000 : 3600000;
    int64_t units = (left + unit - 1) / unit;
    if (unit == 1000 && units < 60)
        snprintf(out, size, "%ds", (int)units);
    else
        time_format_age(units * unit, out, size);
    draw_changes_at(d, moment - (units - 1) * unit);
}

/* --- lines ----------------------------------------------------------------------- */

enum line { LINE_H, LINE_V, LINE_TL, LINE_TR, LINE_BL, LINE_BR, LINE_TEE_L, LINE_TEE_R };

static void put_line(const struct draw *d, int y, int x, enum line line, int count)
{
    static const char *const symbols[][2] = {
        [LINE_H] = {"─", "-"},     [LINE_V] = {"│", "|"},     [LINE_TL] = {"┌", "+"},
        [LINE_TR] = {"┐", "+"},    [LINE_BL] = {"└", "+"},    [LINE_BR] = {"┘", "+"},
        [LINE_TEE_L] = {"├", "+"}, [LINE_TEE_R] = {"┤", "+"},
    };
    const char *s = symbols[line][d->ascii];
    for (int i = 0; i < count; i++)
        mvaddstr(y, x + i, s);
}

void draw_hline(struct draw *d, int y, int x, int cells, enum role role)
{
    set_style(d, role);
    put_line(d, y, x, LINE_H, cells);
}

void draw_box(struct draw *d, const struct rect *r, bool hangs, enum role role)
{
    int right = r->x + r->w - 1, bottom = r->y + r->h - 1;
    set_style(d, role);
    put_line(d, r->y, r->x + 1, LINE_H, r->w - 2);
    put_line(d, bottom, r->x + 1, LINE_H, r->w - 2);
    for (int y = r->y + 1; y < bottom; y++) {
        put_line(d, y, r->x, LINE_V, 1);
        put_line(d, y, right, LINE_V, 1);
    }
    put_line(d, r->y, r->x, hangs ? LINE_TEE_L : LINE_TL, 1);
    put_line(d, r->y, right, hangs ? LINE_TEE_R : LINE_TR, 1);
    put_line(d, bottom, r->x, LINE_BL, 1);
    put_line(d, bottom, right, LINE_BR, 1);
}
