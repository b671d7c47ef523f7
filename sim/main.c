/* codatop-sim: the Codat simulator as a program. */
#include "config.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "sim/faults.h"
#include "sim/sim.h"

#define USAGE_STATUS 2

static const char usage[] =
    "Usage: codatop-sim [OPTIONS]\n"
    "A Codat in a box: answers Codat's Platform API on a loopback port, over a fleet of\n"
    "companies made from a seed, in simulated time. Runs until it is interrupted.\n"
    "\n"
    "  --port N        the port on 127.0.0.1 (0, the default: any free one)\n"
    "  --companies N   1 to 100000 companies (default %d)\n"
    "  --seed N        the same seed makes the same fleet (default 0)\n"
    "  --speed X       simulated seconds in a second (default 1)\n"
    "  --start DATE    the simulation's date at start, such as 2026-11-24 or\n"
    "                  2026-11-24T09:00:00Z (default: now)\n"
    "  --api-key KEY   the key to ask for (default: any key is good)\n"
    "  --profile NAME  the name that GET /profile answers\n"
    "  --daily-limit N, --minute-limit N\n"
    "                  requests allowed (default: as Codat)\n"
    "  --quiet         nothing moves but what is asked for\n"
    "  --fault SPEC    faults to commit, as described below\n"
    "  --help, --version\n"
    "\n";

enum option_code {
    OPTION_PORT = 256,
    OPTION_COMPANIES,
    OPTION_SEED,
    OPTION_SPEED,
    OPTION_START,
    OPTION_API_KEY,
    OPTION_PROFILE,
    OPTION_DAILY_LIMIT,
    OPTION_MINUTE_LIMIT,
    OPTION_QUIET,
    OPTION_FAULT,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct option options[] = {
    {"port", required_argument, NULL, OPTION_PORT},
    {"companies", required_argument, NULL, OPTION_COMPANIES},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"speed", required_argument, NULL, OPTION_SPEED},
    {"start", required_argument, NULL, OPTION_START},
    {"api-key", required_argument, NULL, OPTION_API_KEY},
    {"profile", required_argument, NULL, OPTION_PROFILE},
    {"daily-limit", required_argument, NULL, OPTION_DAILY_LIMIT},
    {"minute-limit", required_argument, NULL, OPTION_MINUTE_LIMIT},
    {"quiet", no_argument, NULL, OPTION_QUIET},
    {"fault", required_argument, NULL, OPTION_FAULT},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

/* A whole number from lowest to highest; false, and a message, where it is not. */
static bool read_number(const char *name, unsigned long long lowest,
                        unsigned long long highest, unsigned long long *out)
{
    char *end;
    *out = strtoull(optarg, &end, 10);
    if (strspn(optarg, "0123456789") == strlen(optarg) && end != optarg &&
        strlen(optarg) < 20 && *out >= lowest && *out <= highest)
        return true;
    fprintf(stderr,
            "codatop-sim: --%s needs a whole number from %llu to %llu, not '%s'\n", name,
            lowest, highest, optarg);
    return false;
}

static bool read_unsigned(const char *name, unsigned lowest, unsigned highest,
                          unsigned *out)
{
    unsigned long long number;
    if (!read_number(name, lowest, highest, &number))
        return false;
    *out = (unsigned)number;
    return true;
}

static bool read_port(struct sim_config *config)
{
    unsigned port;
    if (!read_unsigned("port", 0, 65535, &port))
        return false;
    config->port = (int)port;
    return true;
}

static bool read_seed(struct sim_config *config)
{
    unsigned long long seed;
    if (!read_number("seed", 0, 9999999999999999999ull, &seed))
        return false;
    config->seed = seed;
    return true;
}

static bool read_speed(struct sim_config *config)
{
    char *end;
    config->speed = strtod(optarg, &end);
    if (end != optarg && *end == '\0' && config->speed > 0 && config->speed <= 1e6)
        return true;
    fprintf(stderr, "codatop-sim: --speed needs a number above 0, not '%s'\n", optarg);
    return false;
}

static bool read_start(struct sim_config *config)
{
    config->start_ms = time_parse_iso(optarg);
    if (config->start_ms != TIME_NONE)
        return true;
    fprintf(stderr, "codatop-sim: --start needs a date such as 2026-11-24, not '%s'\n",
            optarg);
    return false;
}

static bool read_faults(struct sim_config *config)
{
    struct faults faults;
    char *error = NULL;
    config->faults = optarg;
    if (faults_parse(optarg, &faults, &error)) {
        faults_free(&faults);
        return true;
    }
    fprintf(stderr, "codatop-sim: --fault: %s; see --help\n", error);
    free(error);
    return false;
}

/* Takes one option in; false where it is wrong, and why was said. */
static bool take_option(int option, struct sim_config *config)
{
    switch (option) {
    case OPTION_PORT:
        return read_port(config);
    case OPTION_COMPANIES:
        return read_unsigned("companies", 1, 100000, &config->companies);
    case OPTION_SEED:
        return read_seed(config);
    case OPTION_SPEED:
        return read_speed(config);
    case OPTION_START:
        return read_start(config);
    case OPTION_API_KEY:
        config->api_key = optarg;
        return true;
    case OPTION_PROFILE:
        config->profile = optarg;
        return true;
    case OPTION_DAILY_LIMIT:
        return read_unsigned("daily-limit", 1, 1000000000, &config->daily_limit);
    case OPTION_MINUTE_LIMIT:
        return read_unsigned("minute-limit", 1, 1000000000, &config->minute_limit);
    case OPTION_QUIET:
        config->quiet = true;
        return true;
    case OPTION_FAULT:
        return read_faults(config);
    default:
        return false; /* getopt_long said why */
    }
}

/* -1 to go on, otherwise the exit status. */
static int read_options(int argc, char **argv, struct sim_config *config)
{
    int option;
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == OPTION_HELP) {
            printf(usage, SIM_DEFAULT_COMPANIES);
            fputs(sim_fault_help(), stdout);
            return EXIT_SUCCESS;
        }
        if (option == OPTION_VERSION) {
            puts("codatop-sim " PACKAGE_VERSION);
            return EXIT_SUCCESS;
        }
        if (!take_option(option, config))
            return USAGE_STATUS;
    }
    if (optind == argc)
        return -1;
    fprintf(stderr, "codatop-sim: unexpected argument '%s'\n", argv[optind]);
    return USAGE_STATUS;
}

int main(int argc, char **argv)
{
    struct sim_config config = {0};
    char *error = NULL;
    sigset_t stops;
    int signal_number;
    int status = read_options(argc, argv, &config);
    if (status >= 0)
        return status;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigprocmask(SIG_BLOCK, &stops, NULL);
    struct sim *sim = sim_start(&config, &error);
    if (sim == NULL) {
        fprintf(stderr, "codatop-sim: %s\n", error);
        free(error);
        return EXIT_FAILURE;
    }
    printf("listening on %s\n", sim_url(sim));
    fflush(stdout);
    sigwait(&stops, &signal_number);
    sim_stop(&sim);
    return EXIT_SUCCESS;
}
