/* A worker under test, and waiting for what it says. */
#include "config.h"

#include "api_rig.h"

#include <check.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* So long that only a hang reaches it. */
#define HANG_MS 60000

struct api_config rig_config(const char *base_url)
{
    return (struct api_config){
        .base_url = base_url,
        .key = RIG_KEY,
        .retry = {.initial_ms = 1, .max_ms = 2, .max_elapsed_ms = 60000},
        .jitter_seed = 7,
    };
}

void rig_start(struct rig *rig, const struct api_config *config)
{
    struct api_error *error = NULL;
    ck_assert(wakeup_open(&rig->wakeup));
    rig->api = api_start(config, wakeup_signal, &rig->wakeup, &error);
    ck_assert_msg(rig->api != NULL, "%s", error ? error->text : "no error given");
}

void rig_stop(struct rig *rig)
{
    api_stop(&rig->api);
    ck_assert_ptr_null(rig->api);
    wakeup_close(&rig->wakeup);
}

void rig_check_secret(const struct api_event *event)
{
    if (!event->error)
        return;
    const char *texts[] = {event->error->text, event->error->correlation_id,
                           event->error->pull_id};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (!texts[i])
            continue;
        ck_assert_ptr_null(strstr(texts[i], RIG_KEY));
        ck_assert_ptr_null(strstr(texts[i], RIG_KEY_BASE64));
    }
}

struct api_event *rig_wait(struct rig *rig)
{
    struct api_event *event;
    while (!(event = api_take(rig->api))) {
        struct pollfd fd = {.fd = rig->wakeup.read_fd, .events = POLLIN};
        ck_assert_int_eq(poll(&fd, 1, HANG_MS), 1);
        wakeup_clear(&rig->wakeup);
    }
    rig_check_secret(event);
    return event;
}

struct api_event *rig_final(struct rig *rig, uint64_t id, int *retries)
{
    if (retries)
        *retries = 0;
    for (;;) {
        struct api_event *event = rig_wait(rig);
        if (event->id == id && event->type != API_RETRYING)
            return event;
        if (event->id == id && retries)
            ++*retries;
        api_event_free(&event);
    }
}

struct api_event *rig_ask(struct rig *rig, const struct call *call)
{
    return rig_final(rig, api_send(rig->api, call, API_KEY_PRESS), NULL);
}
