/* The columns of a table in a width. */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "ui/table.h"

int pieces_fit(const int *widths, const int *keep, size_t count, int gap, int width,
               bool *shown)
{
    for (size_t i = 0; i < count; i++)
        shown[i] = widths[i] > 0;
    for (;;) {
        int total = 0;
        size_t least = count;
        for (size_t i = 0; i < count; i++) {
            if (!shown[i])
                continue;
            total += widths[i] + (total > 0 ? gap : 0);
            if (least == count || keep[i] <= keep[least])
                least = i;
        }
        if (total <= width || least == count)
            return total;
        shown[least] = false;
    }
}

/* Gives the cells that are left over to the columns that grow, a few at a time. */
static void grow(const struct column *columns, size_t count, int left, int *widths)
{
    for (bool any = true; any && left > 0;) {
        any = false;
        for (size_t i = 0; i < count && left > 0; i++) {
            if (widths[i] == 0 || columns[i].grow == 0)
                continue;
            int room = columns[i].max > 0 ? columns[i].max - widths[i] : INT_MAX;
            int more = columns[i].grow < room ? columns[i].grow : room;
            if (more > left)
                more = left;
            widths[i] += more;
            left -= more;
            any = any || more > 0;
        }
    }
}

/* Not even one column fits: the one to be kept longest gets what there is. */
static void squeeze(const struct column *columns, size_t count, int width, int *widths)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (columns[i].keep > columns[best].keep)
            best = i;
    widths[best] = width;
}

void table_fit(const struct column *columns, size_t count, int width,
               struct table_fit *fit)
{
    int min[TABLE_COLUMNS] = {0}, keep[TABLE_COLUMNS] = {0};
    bool shown[TABLE_COLUMNS];
    for (size_t i = 0; i < count; i++) {
        min[i] = columns[i].min;
        keep[i] = columns[i].keep;
    }
    memset(fit, 0, sizeof *fit);
    int total = pieces_fit(min, keep, count, 1, width, shown);
    for (size_t i = 0; i < count; i++)
        fit->width[i] = shown[i] ? min[i] : 0;
    if (total == 0)
        squeeze(columns, count, width, fit->width);
    else
        grow(columns, count, width - total, fit->width);
    int x = 0;
    for (size_t i = 0; i < count; i++) {
        fit->x[i] = x;
        if (fit->width[i] > 0)
            x += fit->width[i] + 1;
    }
}

void bar_format(int percent, size_t cells, bool ascii, char *out)
{
    size_t inner = ascii ? (cells > 2 ? cells - 2 : 0) : cells;
    size_t done = percent < 0 ? 0 : percent > 100 ? 100 : (size_t)percent;
    size_t halves = done * inner * 2 / 100;
    *out = '\0';
    if (ascii)
        strcat(out, "[");
    for (size_t i = 0; i < inner; i++) {
        bool full = i * 2 + 2 <= halves, half = i * 2 + 1 == halves;
        if (ascii)
            strcat(out, full ? "#" : ".");
        else
            strcat(out, full ? "█" : half ? "▌" : "░");
    }
    if (ascii)
        strcat(out, "]");
}
