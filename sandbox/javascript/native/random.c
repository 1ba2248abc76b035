/* The run's randomness: one ChaCha20 keystream (RFC 8439, nonce 0) under the seed that the host sends. */
#include <string.h>

#include "functions.h"
#include "native.h"

/* PyCryptodome's chacha20.c, which has no header. */
struct stream;
int chacha20_init(struct stream **stream, const uint8_t *key, size_t key_length, const uint8_t *nonce, size_t length);
int chacha20_destroy(struct stream *stream);
int chacha20_encrypt(struct stream *stream, const uint8_t *in, uint8_t *out, size_t length);

int skerry_random_reads;

static struct stream *stream;

void skerry_random_seed(const uint8_t seed[32]) {
    static const uint8_t nonce[12];
    if (stream != NULL) chacha20_destroy(stream);
    if (chacha20_init(&stream, seed, 32, nonce, sizeof nonce) != 0) __builtin_trap(); /* no memory: nothing may run */
}

void skerry_random_bytes(uint8_t *out, size_t n) {
    static const uint8_t zeros[32];
    skerry_random_reads++;
    if (stream == NULL) skerry_random_seed(zeros);
    memset(out, 0, n);
    /* The keystream ends after 256 GiB, and is never used twice. */
    if (n != 0 && chacha20_encrypt(stream, out, out, n) != 0) __builtin_trap();
}

/* Math.random: 53 bits, as patches/random.patch calls it. */
double skerry_random_double(void) {
    uint64_t bits;
    skerry_random_bytes((uint8_t *)&bits, sizeof bits);
    return (double)(bits >> 11) * 0x1p-53;
}

JSValue native_random(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    int64_t count;
    if (!JS_IsNumber(argv[0]) || JS_ToInt64(ctx, &count, argv[0]) < 0 || count < 0 || count > INT32_MAX)
        return JS_ThrowRangeError(ctx, "not a count of bytes");
    uint8_t *bytes = js_malloc(ctx, count > 0 ? (size_t)count : 1);
    if (bytes == NULL) return JS_EXCEPTION;
    skerry_random_bytes(bytes, (size_t)count);
    JSValue buffer = JS_NewArrayBufferCopy(ctx, bytes, (size_t)count);
    js_free(ctx, bytes);
    return buffer;
}
