/* A first-in first-out list under a mutex. */
#include "config.h"

#include "base/queue.h"

#include <stdbool.h>
#include <stddef.h>

void queue_init(struct queue *q, void (*wake)(void *), void *wake_arg)
{
    pthread_mutex_init(&q->mutex, NULL);
    q->head = q->tail = NULL;
    q->wake = wake;
    q->wake_arg = wake_arg;
}

void queue_destroy(struct queue *q)
{
    pthread_mutex_destroy(&q->mutex);
}

void queue_push(struct queue *q, struct queue_node *node)
{
    node->next = NULL;
    pthread_mutex_lock(&q->mutex);
    bool was_empty = !q->head;
    if (was_empty)
        q->head = node;
    else
        q->tail->next = node;
    q->tail = node;
    pthread_mutex_unlock(&q->mutex);
    if (was_empty && q->wake)
        q->wake(q->wake_arg);
}

struct queue_node *queue_take_all(struct queue *q)
{
    pthread_mutex_lock(&q->mutex);
    struct queue_node *all = q->head;
    q->head = q->tail = NULL;
    pthread_mutex_unlock(&q->mutex);
    return all;
}
