/* The columns of a table in a width: which of them show, where, and how wide. Pure. */
#ifndef CODATOP_UI_TABLE_H
#define CODATOP_UI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#define TABLE_COLUMNS 12 /* most columns of a table */

struct column {
    const char *title, *brief; /* brief: where title does not fit; NULL: cut title */
    int min;                   /* cells; narrower makes no sense */
    int max;                   /* cells; 0: any width */
    int grow;                  /* share of what is left over; 0: stays at min */
    int keep; /* the columns with the lowest number leave first when there is no room */
    bool right;
};

struct table_fit {
    int x[TABLE_COLUMNS], width[TABLE_COLUMNS]; /* width 0: not shown */
};

/* One cell is left between two columns. The last column that stays is cut to the width.
 */
void table_fit(const struct column *columns, size_t count, int width,
               struct table_fit *fit);

/* Pieces side by side: of count pieces, of these widths, with gap cells between two,
 * clears shown for those with the lowest keep until the rest fits into width. Returns the
 * cells that the rest takes. */
int pieces_fit(const int *widths, const int *keep, size_t count, int gap, int width,
               bool *shown);

/* A bar of exactly cells cells for 0 to 100 percent: "███▌░░░", or "[###..]". out needs
 * 3 * cells + 1 bytes. */
void bar_format(int percent, size_t cells, bool ascii, char *out);

#endif
