/* A terminal's screen as SVG: each run of cells of one look is one text, stretched to its
 * cells, so that columns stand whatever the font. Lines and blocks are drawn, since fonts
 * leave gaps between rows. */
#include "config.h"

#include "docs/svg.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"

#define CELL_W 9 /* user units */
#define CELL_H 20
#define BASELINE 15
#define MARGIN 14

const struct svg_palette svg_dark = {
    .fg = 0xd6d8dd,
    .bg = 0x16181d,
    .base = {0x2b2f38, 0xe06c75, 0x7fbf7f, 0xd9b36c, 0x6aa4e0, 0xc58ad8, 0x62bfc9,
             0xd6d8dd, 0x6b7280, 0xf08a92, 0x9fd89f, 0xecca86, 0x8cbcf0, 0xd9a6e8,
             0x84d6de, 0xffffff},
};
const struct svg_palette svg_light = {
    .fg = 0x24262b,
    .bg = 0xfbfaf7,
    .base = {0x24262b, 0xaf0000, 0x2e7d32, 0x8a6100, 0x1f5fae, 0x8b2a8b, 0x00707a,
             0xd8d6d0, 0x6b7280, 0xc62828, 0x388e3c, 0x9a7400, 0x2f74c8, 0xa23aa2,
             0x008894, 0xffffff},
};

/* --- colours ----------------------------------------------------------------------- */

static int rgb(const struct svg_palette *p, int color, int own)
{
    static const int steps[] = {0, 95, 135, 175, 215, 255};
    if (color < 0)
        return own;
    if (color < 16)
        return p->base[color];
    if (color >= 232) {
        int grey = 8 + 10 * (color - 232);
        return grey << 16 | grey << 8 | grey;
    }
    int n = color - 16;
    return steps[n / 36] << 16 | steps[n / 6 % 6] << 8 | steps[n % 6];
}

struct look {
    int fg, bg; /* 0xrrggbb */
    bool bold, underline;
};

static struct look look_of(const struct svg_palette *p, const struct pty_cell *c)
{
    struct look look = {rgb(p, c->fg, p->fg), rgb(p, c->bg, p->bg), c->bold,
                        c->underline};
    if (c->reverse) {
        int fg = look.fg;
        look.fg = look.bg;
        look.bg = fg;
    }
    return look;
}

static bool same_look(const struct look *a, const struct look *b)
{
    return a->fg == b->fg && a->bg == b->bg && a->bold == b->bold &&
           a->underline == b->underline;
}

/* --- shapes ------------------------------------------------------------------------ */

/* Arms of a line from the cell's middle. */
enum { LEFT = 1, RIGHT = 2, UP = 4, DOWN = 8 };

static int arms_of(const char *text)
{
    static const struct {
        const char *text;
        int arms;
    } lines[] = {
        {"─", LEFT | RIGHT},      {"│", UP | DOWN},        {"┌", RIGHT | DOWN},
        {"┐", LEFT | DOWN},       {"└", RIGHT | UP},       {"┘", LEFT | UP},
        {"├", RIGHT | UP | DOWN}, {"┤", LEFT | UP | DOWN},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (strcmp(lines[i].text, text) == 0)
            return lines[i].arms;
    return 0;
}

/* Sixteenths of the cell that a block fills from the left; 0: it is no block. */
static int block_of(const char *text)
{
    return strcmp(text, "█") == 0 ? 16 : strcmp(text, "▌") == 0 ? 8 : 0;
}

static bool is_shape(const char *text)
{
    return arms_of(text) || block_of(text) || strcmp(text, "░") == 0;
}

static void add_rect(struct buf *b, int x, int y, int w, int h, int color,
                     const char *opacity)
{
    buf_addf(b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%06x\"", x, y,
             w, h, (unsigned)color);
    if (opacity)
        buf_addf(b, " fill-opacity=\"%s\"", opacity);
    buf_adds(b, "/>\n");
}

static void add_arms(struct buf *b, int x, int y, int arms, int color)
{
    double mid_x = x + CELL_W / 2.0, mid_y = y + CELL_H / 2.0;
    buf_adds(b, "<path d=\"");
    if (arms & LEFT)
        buf_addf(b, "M%g %gH%d", mid_x, mid_y, x);
    if (arms & RIGHT)
        buf_addf(b, "M%g %gH%d", mid_x, mid_y, x + CELL_W);
    if (arms & UP)
        buf_addf(b, "M%g %gV%d", mid_x, mid_y, y);
    if (arms & DOWN)
        buf_addf(b, "M%g %gV%d", mid_x, mid_y, y + CELL_H);
    buf_addf(b, "\" stroke=\"#%06x\"/>\n", (unsigned)color);
}

/* A horizontal line over many cells is one stroke. */
static int add_hline(struct buf *b, int x, int y, int cells, int color)
{
    buf_addf(b, "<path d=\"M%d %gh%d\" stroke=\"#%06x\"/>\n", x, y + CELL_H / 2.0,
             cells * CELL_W, (unsigned)color);
    return cells;
}

static void add_shape(struct buf *b, int x, int y, const char *text, int color)
{
    int block = block_of(text);
    if (arms_of(text))
        add_arms(b, x, y, arms_of(text), color);
    else
        add_rect(b, x, y + 3, block ? (CELL_W * block + 8) / 16 : CELL_W, CELL_H - 6,
                 color, block ? NULL : "0.25");
}

/* --- runs -------------------------------------------------------------------------- */

static void add_escaped(struct buf *b, const char *text)
{
    for (; *text; text++) {
        if (*text == '&')
            buf_adds(b, "&amp;");
        else if (*text == '<')
            buf_adds(b, "&lt;");
        else if (*text == '>')
            buf_adds(b, "&gt;");
        else
            buf_addc(b, *text);
    }
}

struct run {
    struct look look;
    int x, cells; /* the first cell, and how many */
    struct buf text;
    bool visible; /* not blanks alone */
};

static void end_run(struct buf *b, struct run *r, int row)
{
    int x = MARGIN + r->x * CELL_W, y = MARGIN + row * CELL_H;
    if (r->visible)
        buf_addf(
            b, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"#%06x\"%s%s>%s</text>\n",
            x, y + BASELINE, r->cells * CELL_W, (unsigned)r->look.fg,
            r->look.bold ? " font-weight=\"bold\"" : "", "", buf_str(&r->text));
    if (r->look.underline && r->cells > 0)
        buf_addf(b, "<path d=\"M%d %gh%d\" stroke=\"#%06x\"/>\n", x, y + CELL_H - 2.5,
                 r->cells * CELL_W, (unsigned)r->look.fg);
    buf_free(&r->text);
    *r = (struct run){.text = {0}};
}

/* Backgrounds that are not the screen's, as few rectangles as there are runs. */
static void add_backgrounds(struct buf *b, struct pty *screen,
                            const struct svg_palette *p, int row)
{
    int cols = pty_cols(screen);
    for (int col = 0; col < cols;) {
        struct pty_cell cell = pty_cell(screen, row, col);
        int bg = look_of(p, &cell).bg, from = col;
        for (; col < cols; col++) {
            cell = pty_cell(screen, row, col);
            if (cell.width > 0 && look_of(p, &cell).bg != bg)
                break;
        }
        if (bg != p->bg)
            add_rect(b, MARGIN + from * CELL_W, MARGIN + row * CELL_H,
                     (col - from) * CELL_W, CELL_H, bg, NULL);
    }
}

/* How many cells from col on are the same horizontal line. */
static int hline_cells(struct pty *screen, const struct svg_palette *p, int row, int col)
{
    struct pty_cell first = pty_cell(screen, row, col);
    struct look look = look_of(p, &first);
    int n = 0;
    for (; col + n < pty_cols(screen); n++) {
        struct pty_cell cell = pty_cell(screen, row, col + n);
        struct look next = look_of(p, &cell);
        if (strcmp(cell.text, "─") != 0 || !same_look(&look, &next))
            break;
    }
    return n;
}

/* Wide characters stand alone: fonts have them in widths of their own. */
static bool joins(const struct run *r, const struct look *look,
                  const struct pty_cell *cell)
{
    return r->cells > 0 && cell->width == 1 && r->x >= 0 && same_look(&r->look, look);
}

static void add_row(struct buf *b, struct pty *screen, const struct svg_palette *p,
                    int row)
{
    struct run run = {.text = {0}};
    add_backgrounds(b, screen, p, row);
    for (int col = 0; col < pty_cols(screen);) {
        struct pty_cell cell = pty_cell(screen, row, col);
        struct look look = look_of(p, &cell);
        int x = MARGIN + col * CELL_W, y = MARGIN + row * CELL_H;
        int line = hline_cells(screen, p, row, col);
        if (is_shape(cell.text)) {
            end_run(b, &run, row);
            if (line > 0)
                col += add_hline(b, x, y, line, look.fg);
            else
                add_shape(b, x, y, cell.text, look.fg), col++;
            continue;
        }
        if (!joins(&run, &look, &cell)) {
            end_run(b, &run, row);
            run.look = look;
            run.x = col;
        }
        bool blank = !*cell.text || strcmp(cell.text, " ") == 0;
        add_escaped(&run.text, blank ? " " : cell.text);
        run.visible = run.visible || !blank;
        run.cells += cell.width > 0 ? cell.width : 1;
        col += cell.width > 0 ? cell.width : 1;
        if (cell.width == 2)
            end_run(b, &run, row);
    }
    end_run(b, &run, row);
}

static void add_screen(struct buf *b, struct pty *screen, const struct svg_palette *p,
                       const char *title)
{
    int w = pty_cols(screen) * CELL_W + 2 * MARGIN;
    int h = pty_rows(screen) * CELL_H + 2 * MARGIN;
    buf_addf(b,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\" role=\"img\">\n<title>",
             w, h, w, h);
    add_escaped(b, title);
    buf_addf(b,
             "</title>\n<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#%06x\"/>\n"
             "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" "
             "font-size=\"15\" xml:space=\"preserve\" direction=\"ltr\" "
             "unicode-bidi=\"bidi-override\" fill=\"none\" stroke-width=\"1\">\n",
             w, h, (unsigned)p->bg);
    for (int row = 0; row < pty_rows(screen); row++)
        add_row(b, screen, p, row);
    buf_adds(b, "</g>\n</svg>\n");
}

bool svg_write(struct pty *screen, const struct svg_palette *palette, const char *title,
               const char *path)
{
    FILE *out = fopen(path, "w");
    if (!out)
        return false;
    struct buf b = {0};
    add_screen(&b, screen, palette, title);
    bool written = fwrite(buf_str(&b), 1, b.len, out) == b.len;
    buf_free(&b);
    return fclose(out) == 0 && written;
}
