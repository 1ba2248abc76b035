/* Digests by PyCryptodome's C, and HMAC (RFC 2104) over them. */
#include <string.h>

#include "functions.h"

enum { LARGEST_BLOCK = 128, LARGEST_DIGEST = 64 };

/* PyCryptodome's files have no headers. SHA-512's functions take its digest size, the other SHA-2's only one of them. */
struct state;
#define DECLARE(name)                                                    \
    int name##_init(struct state **state);                               \
    int name##_destroy(struct state *state);                             \
    int name##_update(struct state *state, const uint8_t *data, size_t length);
DECLARE(MD5)
DECLARE(SHA1)
DECLARE(SHA224)
DECLARE(SHA256)
DECLARE(SHA384)
int SHA512_init(struct state **state, size_t digest_length);
int SHA512_destroy(struct state *state);
int SHA512_update(struct state *state, const uint8_t *data, size_t length);
int MD5_digest(const struct state *state, uint8_t *digest);
int SHA1_digest(const struct state *state, uint8_t *digest);
#define DECLARE_SHA2(name) int name##_digest(const struct state *state, uint8_t *digest, size_t length);
DECLARE_SHA2(SHA224)
DECLARE_SHA2(SHA256)
DECLARE_SHA2(SHA384)
DECLARE_SHA2(SHA512)

static int sha512_init(struct state **state) { return SHA512_init(state, 64); }
static int sha224_digest(const struct state *state, uint8_t *digest) { return SHA224_digest(state, digest, 28); }
static int sha256_digest(const struct state *state, uint8_t *digest) { return SHA256_digest(state, digest, 32); }
static int sha384_digest(const struct state *state, uint8_t *digest) { return SHA384_digest(state, digest, 48); }
static int sha512_digest(const struct state *state, uint8_t *digest) { return SHA512_digest(state, digest, 64); }

struct algorithm {
    const char *name;
    size_t digest_length, block_length; /* bytes */
    int (*init)(struct state **state);
    int (*destroy)(struct state *state);
    int (*update)(struct state *state, const uint8_t *data, size_t length);
    int (*digest)(const struct state *state, uint8_t *digest);
};

static const struct algorithm algorithms[] = {
    {"md5", 16, 64, MD5_init, MD5_destroy, MD5_update, MD5_digest},
    {"sha1", 20, 64, SHA1_init, SHA1_destroy, SHA1_update, SHA1_digest},
    {"sha224", 28, 64, SHA224_init, SHA224_destroy, SHA224_update, sha224_digest},
    {"sha256", 32, 64, SHA256_init, SHA256_destroy, SHA256_update, sha256_digest},
    {"sha384", 48, 128, SHA384_init, SHA384_destroy, SHA384_update, sha384_digest},
    {"sha512", 64, 128, sha512_init, SHA512_destroy, SHA512_update, sha512_digest},
};

static const struct algorithm *argument_algorithm(JSContext *ctx, JSValueConst value) {
    const char *name = JS_IsString(value) ? JS_ToCString(ctx, value) : NULL;
    const struct algorithm *found = NULL;
    for (size_t i = 0; name != NULL && i < sizeof algorithms / sizeof algorithms[0]; i++)
        if (strcmp(algorithms[i].name, name) == 0) found = &algorithms[i];
    JS_FreeCString(ctx, name);
    if (found == NULL) JS_ThrowTypeError(ctx, "not the name of a digest");
    return found;
}

/* The digest of two spans, one after the other; false when memory is out. */
static bool digest_of(const struct algorithm *algorithm, struct bytes first, struct bytes second, uint8_t *digest) {
    struct state *state;
    if (algorithm->init(&state) != 0) return false;
    bool done = (first.length == 0 || algorithm->update(state, first.start, first.length) == 0) &&
                (second.length == 0 || algorithm->update(state, second.start, second.length) == 0) &&
                algorithm->digest(state, digest) == 0;
    algorithm->destroy(state);
    return done;
}

JSValue native_hash(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    const struct algorithm *algorithm = argument_algorithm(ctx, argv[0]);
    struct bytes data;
    uint8_t digest[LARGEST_DIGEST];
    if (algorithm == NULL || !argument_slice(ctx, argv + 1, &data)) return JS_EXCEPTION;
    if (!digest_of(algorithm, data, (struct bytes){NULL, 0}, digest)) return JS_ThrowOutOfMemory(ctx);
    return JS_NewArrayBufferCopy(ctx, digest, algorithm->digest_length);
}

JSValue native_hmac(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    const struct algorithm *algorithm = argument_algorithm(ctx, argv[0]);
    struct bytes key, data, nothing = {NULL, 0};
    if (algorithm == NULL || !argument_buffer(ctx, argv[1], &key) || !argument_buffer(ctx, argv[2], &data))
        return JS_EXCEPTION;
    uint8_t inner[LARGEST_BLOCK] = {0}, outer[LARGEST_BLOCK], digest[LARGEST_DIGEST];
    if (key.length > algorithm->block_length) {
        if (!digest_of(algorithm, key, nothing, inner)) return JS_ThrowOutOfMemory(ctx);
    } else if (key.length != 0) {
        memcpy(inner, key.start, key.length);
    }
    for (size_t i = 0; i < algorithm->block_length; i++) {
        outer[i] = inner[i] ^ 0x5c;
        inner[i] ^= 0x36;
    }
    struct bytes inner_pad = {inner, algorithm->block_length}, outer_pad = {outer, algorithm->block_length};
    struct bytes inner_digest = {digest, algorithm->digest_length};
    if (!digest_of(algorithm, inner_pad, data, digest) || !digest_of(algorithm, outer_pad, inner_digest, digest))
        return JS_ThrowOutOfMemory(ctx);
    return JS_NewArrayBufferCopy(ctx, digest, algorithm->digest_length);
}
