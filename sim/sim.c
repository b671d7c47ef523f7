/* The simulator's public functions. */
#include "config.h"

#include "sim/sim.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/xmalloc.h"
#include "sim/state.h"

#define LARGEST_FLEET 100000
#define CODATS_DAILY 1000 /* for each active company, and once more */
#define CODATS_MINUTE 1000

void sim_catch_up(struct sim *sim)
{
    int64_t now_ms = sim->world.fleet.start_ms + sim->advanced_ms;
    if (!sim->manual_time) {
        double passed = (double)(clock_mono_ms() - sim->mono_start_ms);
        now_ms += (int64_t)(passed * sim->speed);
    }
    world_move(&sim->world, now_ms);
}

static char *check(const struct sim_config *config)
{
    if (config->companies > LARGEST_FLEET)
        return xasprintf("%u companies are too many: at most %d", config->companies,
                         LARGEST_FLEET);
    if (!(config->speed >= 0 && config->speed <= 1e6))
        return xstrdup("the speed must be a number from 0 to 1000000");
    if (config->port < 0 || config->port > 65535)
        return xasprintf("%d is no port: 0 to 65535", config->port);
    return NULL;
}

static void set_limits(struct sim *sim, const struct sim_config *config)
{
    unsigned active = fleet_active(&sim->world.fleet);
    sim->limits.daily =
        config->daily_limit != 0 ? config->daily_limit : CODATS_DAILY * (1 + active);
    sim->limits.per_minute = config->minute_limit;
    if (config->minute_limit == 0 && !config->manual_time)
        sim->limits.per_minute = CODATS_MINUTE;
}

static void free_sim(struct sim *sim)
{
    faults_free(&sim->faults);
    tally_free(&sim->tally);
    world_free(&sim->world);
    pthread_mutex_destroy(&sim->mutex);
    free(sim->url);
    free(sim->key);
    free(sim->profile);
    free(sim);
}

struct sim *sim_start(const struct sim_config *config, char **error)
{
    struct faults faults;
    *error = check(config);
    if (*error != NULL || !faults_parse(config->faults, &faults, error))
        return NULL;
    struct sim *sim = xcalloc(1, sizeof *sim);
    sim->faults = faults;
    pthread_mutex_init(&sim->mutex, NULL);
    sim->speed = config->speed > 0 ? config->speed : 1;
    sim->manual_time = config->manual_time;
    sim->key = xstrdup(config->api_key);
    sim->profile = xstrdup(config->profile != NULL ? config->profile : "Acme Lending");
    sim->mono_start_ms = clock_mono_ms();
    world_init(&sim->world, config->seed,
               config->companies != 0 ? config->companies : SIM_DEFAULT_COMPANIES,
               config->start_ms != 0 ? config->start_ms : clock_wall_ms(), config->quiet);
    set_limits(sim, config);
    *error = server_start(sim, config->port);
    if (*error != NULL) {
        free_sim(sim);
        return NULL;
    }
    sim->url = xasprintf("http://127.0.0.1:%d", sim->port);
    return sim;
}

void sim_stop(struct sim **sim)
{
    if (sim == NULL || *sim == NULL)
        return;
    server_stop(*sim);
    free_sim(*sim);
    *sim = NULL;
}

const char *sim_url(const struct sim *sim)
{
    return sim->url;
}

int sim_port(const struct sim *sim)
{
    return sim->port;
}

void sim_advance(struct sim *sim, int64_t ms)
{
    pthread_mutex_lock(&sim->mutex);
    sim->advanced_ms += ms > 0 ? ms : 0;
    sim_catch_up(sim);
    pthread_mutex_unlock(&sim->mutex);
}

int64_t sim_now_ms(struct sim *sim)
{
    pthread_mutex_lock(&sim->mutex);
    sim_catch_up(sim);
    int64_t now_ms = sim->world.now_ms;
    pthread_mutex_unlock(&sim->mutex);
    return now_ms;
}

bool sim_set_faults(struct sim *sim, const char *text, char **error)
{
    struct faults faults;
    *error = NULL;
    if (!faults_parse(text, &faults, error))
        return false;
    pthread_mutex_lock(&sim->mutex);
    struct faults former = sim->faults;
    sim->faults = faults;
    pthread_mutex_unlock(&sim->mutex);
    faults_free(&former);
    return true;
}

size_t sim_requests_seen(struct sim *sim, const char *method, const char *path_part)
{
    pthread_mutex_lock(&sim->mutex);
    size_t count = tally_count(&sim->tally, method, path_part);
    pthread_mutex_unlock(&sim->mutex);
    return count;
}
