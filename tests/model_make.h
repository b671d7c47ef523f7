/* Records and calls for the tests of the model, with sensible values where a test does
 * not care. Everything that is returned by pointer belongs to the caller. */
#ifndef CODATOP_TESTS_MODEL_MAKE_H
#define CODATOP_TESTS_MODEL_MAKE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fleet.h"
#include "model/records.h"

/* 24 November 2026, 09:00 UTC. */
#define WALL INT64_C(1795510800000)

/* A company with one linked connection, last synchronized at last_sync. */
struct company *make_company(const char *id, const char *name, int64_t last_sync);
/* A company with one connection of that status. */
struct company *make_linked(const char *id, enum connection_status status);
/* requested is a date. Moving, unless the status has ended. */
struct pull *make_pull(const char *id, const char *data_type, const char *status,
                       int64_t requested);
/* Triples of data type, status (NULL: never synced) and latest sync id, ended by NULL. */
struct data_statuses *make_statuses(const char *data_type, ...);
struct api_error make_error(enum error_kind kind, const struct call *call);

struct call call_list(int page, int page_size);
struct call call_statuses(const char *company_id);
struct call call_pulls(const char *company_id, int page);
struct call call_pull(const char *company_id, const char *pull_id);
struct call call_refresh(const char *company_id, const char *data_type); /* NULL: all */

#define SAYS_NOTHING ((struct paging){-1, -1, -1, false})

/* Puts one company into the fleet. */
void put_company(struct fleet *f, struct company *company, int64_t now);
/* Asks for the statuses and answers at once. */
void put_statuses(struct fleet *f, const char *company_id, struct data_statuses *s,
                  int64_t now);
/* Asks for page 1 of the history and answers at once, with the pulls up to NULL. */
void put_pulls(struct fleet *f, const char *company_id, int64_t now, struct pull *first,
               ...);

#endif
