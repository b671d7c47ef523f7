/* What became of a bulk refresh, in groups and in words. */
#include "config.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "model/bulk_internal.h"

/* --- groups ------------------------------------------------------------------------- */

/* The order of the fates; 0: they are no result to be explained. */
static const int ranks[BULK_FATES] = {
    [BULK_FAILED] = 4,
    [BULK_FRUITLESS] = 3,
    [BULK_LEFT_OUT] = 2,
    [BULK_CANCELLED] = 1,
};

bool bulk_is_in(const struct bulk_item *item, const struct bulk_group *group)
{
    return item->fate == group->fate && text_same(item->reason, group->reason);
}

static int compare(const void *a, const void *b)
{
    const struct bulk_group *x = a, *y = b;
    int rank = ranks[y->fate] - ranks[x->fate];
    return rank ? rank : x->count < y->count ? 1 : x->count > y->count ? -1 : 0;
}

size_t bulk_groups(const struct bulk *b, struct bulk_group **groups)
{
    struct bulk_group *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < b->list->count; i++) {
        const struct bulk_item *item = &b->items[i];
        size_t g = 0;
        if (ranks[item->fate] == 0)
            continue;
        while (g < count && !bulk_is_in(item, &found[g]))
            g++;
        if (g == count) {
            found = xreallocarray(found, ++count, sizeof *found);
            found[g] = (struct bulk_group){
                .fate = item->fate, .reason = item->reason, .remedy = item->remedy};
        }
        found[g].count++;
    }
    if (count > 1)
        qsort(found, count, sizeof *found, compare);
    *groups = found;
    return count;
}

/* --- words -------------------------------------------------------------------------- */

char *bulk_sentence(const struct bulk *b)
{
    struct buf text = {0};
    const char *type = b->list->data_type;
    buf_addf(&text, "Bulk refresh of %s %s: ", type ? type : "all data types",
             b->cancelled ? "cancelled" : "ended");
    size_t empty = text.len;
    message_add_count(&text, b->with[BULK_COMPLETE], "complete");
    message_add_count(&text, b->with[BULK_FAILED], "failed");
    message_add_count(&text, b->with[BULK_FRUITLESS], "brought nothing");
    message_add_count(&text, b->with[BULK_LEFT_OUT], "left out");
    message_add_count(&text, b->with[BULK_CANCELLED], "not sent");
    if (text.len == empty)
        buf_adds(&text, "nothing was sent");
    return buf_take(&text);
}
