/* A Codat in a box: an HTTP server on loopback that answers the operations that codatop
 * uses as Codat does, over a fleet made from a seed, in simulated time. The public face
 * of the simulator for codatop-sim, for `codatop --demo` and for tests. Every function
 * may be called from any thread; the server runs on threads of its own. */
#ifndef CODATOP_SIM_SIM_H
#define CODATOP_SIM_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim;

struct sim_config {        /* zeros are good defaults */
    unsigned companies;    /* 1 to 100,000; 0: SIM_DEFAULT_COMPANIES */
    uint64_t seed;         /* same seed (and start), same fleet, byte for byte */
    double speed;          /* simulated seconds per second for pulls; 0: 1.0 */
    int port;              /* on 127.0.0.1; 0: any free one */
    const char *api_key;   /* the key to ask for; NULL: any non-empty key is good */
    const char *profile;   /* name answered by GET /profile; NULL: a default */
    const char *faults;    /* fault specification (sim_fault_help); NULL: none */
    int64_t start_ms;      /* the simulation's date at start, ms since 1970; 0: today */
    bool manual_time;      /* time stands still but for sim_advance (tests) */
    unsigned daily_limit;  /* requests a day; 0: Codat's 1,000 * (1 + active companies) */
    unsigned minute_limit; /* requests a minute; 0: Codat's 1,000, or, with manual_time
                            * (where a minute may never pass), none */
    bool quiet;            /* nothing moves but the pulls that were asked for */
};

#define SIM_DEFAULT_COMPANIES 240

/* Starts the server. On failure NULL, and *error says why (free() it). */
struct sim *sim_start(const struct sim_config *config, char **error);
/* Ends all connections and frees everything; sim_stop(NULL) and *sim == NULL are fine. */
void sim_stop(struct sim **sim);

/* "http://127.0.0.1:PORT", owned by sim. */
const char *sim_url(const struct sim *sim);
int sim_port(const struct sim *sim);

/* Moves simulated time on. */
void sim_advance(struct sim *sim, int64_t ms);
/* The simulation's date now, ms since 1970. */
int64_t sim_now_ms(struct sim *sim);

/* Replaces the faults in force. False and *error (free() it) where the text is wrong. */
bool sim_set_faults(struct sim *sim, const char *faults, char **error);
/* The text that explains the fault language, for --help. */
const char *sim_fault_help(void);

/* Requests seen so far whose method is method (NULL: any) and whose path (with
 * "?query=…" behind it, decoded, where rows are chosen by one) contains path_part (NULL:
 * any), whatever they were answered. */
size_t sim_requests_seen(struct sim *sim, const char *method, const char *path_part);

#endif
