/* What the guest (guest/) and the native library (native/) know of each other. */
#ifndef SKERRY_NATIVE_H
#define SKERRY_NATIVE_H

#include <stddef.h>
#include <stdint.h>

#include "quickjs.h"

/* Sets the functions of the prelude's `native` object. */
void skerry_native_define(JSContext *ctx, JSValueConst native);

/* Starts the run's ChaCha20 keystream anew; before the first call it is that of 32 zero bytes. */
void skerry_random_seed(const uint8_t seed[32]);

/* The next n bytes of the keystream, which every source of randomness draws from. */
void skerry_random_bytes(uint8_t *out, size_t n);

/* How often randomness was drawn since the module started. */
extern int skerry_random_reads;

/* The turn's time, in nanoseconds since the epoch. The guest defines it. */
uint64_t skerry_now_ns(void);

#endif
