/* What a mouse sends, read character by character: "ESC [ < 0 ; 12 ; 5 M" (SGR), or the
 * older "ESC [ M" and three characters of terminals that know no other. Pure. */
#ifndef CODATOP_UI_POINTER_H
#define CODATOP_UI_POINTER_H

#include <stdbool.h>
#include <stddef.h>

enum pointer_what {
    POINTER_NOTHING, /* a release, another button: of no use here */
    POINTER_PRESS,
    POINTER_WHEEL_UP,
    POINTER_WHEEL_DOWN,
};

struct pointer {
    enum pointer_what what;
    int y, x; /* cells from 0 */
};

struct pointer_reader {
    bool reading, old;
    char text[24];
    size_t len;
};

enum pointer_state { POINTER_MORE, POINTER_DONE, POINTER_BROKEN };

/* "ESC [ <", or with old "ESC [ M", was seen. */
void pointer_begin(struct pointer_reader *r, bool old);
/* The next character: more are to come, *out is what they said, or c does not belong to
 * them at all (it is to be read as a key). */
enum pointer_state pointer_take(struct pointer_reader *r, long c, struct pointer *out);

#endif
