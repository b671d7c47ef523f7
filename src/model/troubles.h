/* The reads that fail: which failure is worth telling, and which recovery. What lasts is
 * on the screen anyway, so each cause is told once, not at each try, however many reads
 * it fails. `now` is the monotonic clock. */
#ifndef CODATOP_MODEL_TROUBLES_H
#define CODATOP_MODEL_TROUBLES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/records.h"

struct troubles;

struct troubles *troubles_new(void);
void troubles_free(struct troubles **t);
/* A read failed, or is being tried again. True: it is to be told, because it fails newly
 * or for another reason, and no other read that still fails was told for the same one. */
bool troubles_failed(struct troubles *t, const struct api_error *error, int64_t now);
/* A read of this call was answered. True: that is to be told, because it failed before
 * and nothing fails any more. */
bool troubles_ended(struct troubles *t, const struct call *call, int64_t now);

#endif
