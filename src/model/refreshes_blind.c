/* Following without the history: where it cannot be read for long, but the data status
 * can, that tells how the newest pull of each data type does. What it cannot tell either
 * ends in a notice that says so: no refresh is followed for ever in silence. */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/timefmt.h"
#include "model/refreshes_internal.h"

/* So long the history may fail before anything else is asked. */
#define PATIENCE_MS 30000
#define STATUS_INTERVAL_MS 10000

bool entry_is_blind(const struct entry *e, const struct company_detail *d, int64_t now)
{
    const struct knowledge *history = &d->pulls_known, *statuses = &d->statuses_known;
    int64_t from = time_later(history->failing, e->since) + PATIENCE_MS;
    return history->failing != 0 && history->error && now >= from && d->statuses &&
           statuses->read_asked >= from;
}

int64_t entry_status_due(const struct entry *e, const struct company_detail *d)
{
    if (!d || d->pulls_known.failing == 0)
        return INT64_MAX;
    int64_t from = time_later(d->pulls_known.failing, e->since) + PATIENCE_MS;
    int64_t read = d->statuses_known.read_asked;
    int64_t again = read >= from ? read + STATUS_INTERVAL_MS : from;
    return time_later(again, d->statuses_known.not_before);
}

/* What the status says of the pull that is followed, in the form of that pull. */
static struct pull pull_of(const struct entry *e, const struct data_status *s)
{
    return (struct pull){
        .id = e->pub.pull_ids[0],
        .company_id = e->pub.call->company_id,
        .connection_id = e->pub.call->connection_id,
        .data_type = s->data_type,
        .status_text = s->status_text,
        .status = s->status,
        .requested = TIME_NONE,
        .completed = TIME_NONE,
        .progress = -1,
    };
}

static const char *lost_because(const struct entry *e)
{
    return e->pub.phase == REFRESH_CHECKING
               ? "nobody knows whether it was carried out, because the pull history "
                 "cannot "
                 "be read; look there before you refresh again"
               : "its end cannot be followed, because the pull history cannot be read";
}

bool entry_follow_blindly(struct refreshes *r, struct entry *e,
                          const struct company_detail *d, const struct fleet *f,
                          int64_t now, struct messages *m)
{
    bool one = e->pub.call->op == OP_REFRESH_TYPE && e->pub.phase == REFRESH_FOLLOWING &&
               e->pub.pull_count == 1;
    const struct data_status *s =
        one ? data_statuses_find(d->statuses, e->pub.call->data_type) : NULL;
    if (!s || !text_same(s->latest_sync_id, e->pub.pull_ids[0])) {
        entry_end_lost(r, e, lost_because(e), now, m);
        return true;
    }
    struct pull pull = pull_of(e, s);
    if (pull_state(&pull) == STATE_MOVING)
        return false;
    entry_count_end(e, 0, &pull);
    entry_end(r, e, REFRESH_ENDED, now);
    notice_ended_by_status(e, f, &pull, now, m);
    return true;
}
