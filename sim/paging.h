/* Pages of lists, as Codat pages them (https://docs.codat.io/using-the-api/paging). */
#ifndef CODATOP_SIM_PAGING_H
#define CODATOP_SIM_PAGING_H

#include "sim/query.h"
#include "sim/request.h"

#define PAGE_DEFAULT 100
#define PAGE_LARGEST 5000

/* One list, as asked for: filters, order and page. */
struct paging {
    size_t page, size;
    struct query *filter, *tag_filter; /* NULL: none */
    struct order order;
    size_t first,
        count; /* set by paging_open: the rows of the page within the selection */
    struct selection selection;
};

/* Reads the request's arguments; tags is NULL where the operation has no tags. Where one
 * is wrong, fills reply with the error, whose speaker is service, and returns false. */
bool paging_read(struct paging *paging, const struct request *request,
                 const struct record_kind *kind, const struct record_kind *tags,
                 const char *service, struct reply *reply);
/* Selects the rows and begins the answer: {"results":[ ... The caller writes rows
 * paging_position(0) to (count - 1). */
void paging_open(struct paging *paging, struct json_out *out, size_t total,
                 const void *(*row)(void *context, size_t position), void *context);
size_t paging_position(const struct paging *paging, size_t n);
/* Ends the answer with the page's figures and links, and frees what paging holds. */
void paging_close(struct paging *paging, struct json_out *out,
                  const struct request *request);

#endif
