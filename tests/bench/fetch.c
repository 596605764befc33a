/*
 * Fetches every address of a file (one a line) through net/ and drops the answers: the engine's
 * part of a reload. Exits 1 unless all were answered with 200 or 304.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/net.h"

struct counter {
    pthread_mutex_t mutex;
    pthread_cond_t has_changed;
    int answers;
    int good;
};

static void count(void *context, struct web_response *response, const struct error *err)
{
    struct counter *const counter = context;
    if (err)
        fprintf(stderr, "%s\n", err->text);
    pthread_mutex_lock(&counter->mutex);
    counter->answers++;
    if (response && (response->status == 200 || response->status == 304))
        counter->good++;
    pthread_cond_signal(&counter->has_changed);
    pthread_mutex_unlock(&counter->mutex);
    web_response_free(response);
}

int main(int argc, char *argv[])
{
    FILE *const file = argc > 1 ? fopen(argv[1], "r") : NULL;
    struct error err = {0};
    struct net *const net = net_new(NULL, &err);
    if (!file || !net) {
        fprintf(stderr, "fetch: %s\n", file ? err.text : "name a file of addresses");
        return 2;
    }
    struct counter counter = {.mutex = PTHREAD_MUTEX_INITIALIZER,
                              .has_changed = PTHREAD_COND_INITIALIZER};
    char line[4096];
    int sent = 0;
    while (fgets(line, sizeof(line), file)) {
        line[strcspn(line, "\n")] = '\0';
        net_send(net, web_request_new("GET", line), NULL, count, &counter);
        sent++;
    }
    fclose(file);
    pthread_mutex_lock(&counter.mutex);
    while (counter.answers < sent)
        pthread_cond_wait(&counter.has_changed, &counter.mutex);
    pthread_mutex_unlock(&counter.mutex);
    net_free(net);
    printf("%d of %d\n", counter.good, sent);
    return counter.good == sent ? 0 : 1;
}
