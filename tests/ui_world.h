/* A small world built by hand for the tests of the screen: the fleet of the picture in
 * DESIGN, at a fixed date, and a loop that shows it. */
#ifndef CODATOP_TESTS_UI_WORLD_H
#define CODATOP_TESTS_UI_WORLD_H

#include "ui/ui.h"

struct world {
    struct fleet *fleet;
    struct refreshes *refreshes;
    struct messages *messages;
    struct documents *documents;
    int64_t now, wall;
};

#define WORLD_NOW 1000000                 /* monotonic */
#define WORLD_DATE INT64_C(1795511700000) /* 2026-11-24 09:15:00 UTC */

#define WORLD_MINUTE INT64_C(60000)
#define WORLD_HOUR (60 * WORLD_MINUTE)
#define WORLD_DAY (24 * WORLD_HOUR)

/* Nothing is known yet. */
void world_open(struct world *w);
void world_close(struct world *w);
/* A list of companies of which the fleet has total; page counts from 1. */
void world_put_companies(struct world *w, const char *const *names, size_t count,
                         int64_t total);
/* count companies "Company 00001" … in arbitrary order, as one page. */
void world_put_many(struct world *w, size_t first, size_t count, int64_t total);
/* The five companies of the picture, with the first one's data types and pulls. */
void world_put_picture(struct world *w);
void world_put_pull(struct world *w, const char *company_id, const char *id,
                    const char *type, const char *status, int progress, int64_t age,
                    int64_t took);
/* The company has that one data type, in that status. */
void world_put_status(struct world *w, const char *company_id, const char *type,
                      const char *status);
void world_put_statuses(struct world *w, const char *company_id);
/* Northwind Traders, with all that a company can have. */
void world_put_rich(struct world *w);
/* Answers what the uppermost dialog reads: validation results with so many errors and
 * warnings; raw JSON of so many lines (the data status where lines is 0); a failure; or
 * nothing but that it was read. */
void world_answer_validation(struct world *w, size_t errors, size_t warnings);
void world_answer_raw(struct world *w, size_t lines);
void world_answer_failure(struct world *w, enum error_kind kind);
void world_answer(struct world *w);
struct ui_view world_view(const struct world *w);

#endif
