/* What open dialogs read for themselves: each names a call, and while it is open the
 * answer that nobody else keeps (validation results, raw JSON) is kept here, with how
 * well it is known. Records that belong to the fleet go there; then only the knowledge is
 * kept. Pure: `now` is the monotonic clock. */
#ifndef CODATOP_MODEL_DOCUMENTS_H
#define CODATOP_MODEL_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/knowledge.h"
#include "model/records.h"

#define DOCUMENTS_MAX 8 /* so many dialogs on top of each other keep what they read */

struct document {
    struct call *call; /* what it is the answer to */
    struct knowledge known;
    bool stale;                    /* worth reading before its time */
    struct validation *validation; /* OP_VALIDATION; NULL: not read */
    char *raw;        /* a raw call: lines that end with '\n'; NULL: not read */
    uint64_t version; /* another number after every answer; never 0 */
};

struct documents;

struct documents *documents_new(void);
void documents_free(struct documents **documents);

/* Exactly these calls are open, the uppermost first (more than DOCUMENTS_MAX are left
 * out; copied). What was read for others is released. */
void documents_keep(struct documents *d, const struct call *const *calls, size_t count);
/* The uppermost one, or NULL. */
const struct document *documents_top(const struct documents *d);
/* The answer to that call, or NULL where none is open. */
const struct document *documents_find(const struct documents *d, const struct call *call);

/* All of these do nothing where no such call is open. */
void documents_asked(struct documents *d, const struct call *call, int64_t now);
/* Takes *validation and *raw (NULL where there is none) over, and clears them. */
void documents_answered(struct documents *d, const struct call *call,
                        struct validation **validation, char **raw, int64_t now);
/* As fleet_failed. */
void documents_failed(struct documents *d, const struct call *call,
                      const struct api_error *error, bool final, int64_t now);
/* All of them are worth reading again, now. */
void documents_mark_stale(struct documents *d);

#endif
