/*
 * A machine whose clock runs fast, for one process: preloaded, it answers what asks for the time of
 * day. Monotonic time, by which a program waits, stays as it is.
 *
 *     SOAK_CLOCK="<zero> <start> <rate> <length>"
 *
 * zero: the real instant at which the clock showed start, both in seconds since 1970; after length
 * real seconds it stands still.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static double zero, start, rate, length;

__attribute__((constructor)) static void set_up(void) {
    const char *told = getenv("SOAK_CLOCK");
    if (told == NULL || sscanf(told, "%lf %lf %lf %lf", &zero, &start, &rate, &length) != 4) {
        fputs("SOAK_CLOCK is not set\n", stderr);
        abort();
    }
}

int clock_gettime(clockid_t clock, struct timespec *at) {
    long done = syscall(SYS_clock_gettime, clock, at);
    if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        double passed = at->tv_sec - zero + at->tv_nsec / 1e9;
        double shown = start + (passed < length ? passed : length) * rate;
        at->tv_sec = (time_t)shown;
        at->tv_nsec = (long)((shown - (double)at->tv_sec) * 1e9);
    }
    return (int)done;
}

int gettimeofday(struct timeval *at, void *zone) {
    (void)zone;
    struct timespec now;
    int done = clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return done;
}

time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at != NULL) {
        *at = now.tv_sec;
    }
    return now.tv_sec;
}
