/* The functions of `native`, one file for each kind. Only the prelude sees them, yet none trusts its arguments: each
 * takes exactly the types it names (no coercion, so no JavaScript runs inside) and throws a TypeError for others. */
#ifndef SKERRY_FUNCTIONS_H
#define SKERRY_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quickjs.h"

#define NATIVE(name) JSValue name(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv)

NATIVE(native_utf8_encode);   /* (string) -> ArrayBuffer */
NATIVE(native_utf8_decode);   /* (buffer, offset, length, fatal) -> string */
NATIVE(native_base64_encode); /* (buffer, offset, length) -> string, padded */
NATIVE(native_base64_decode); /* (digits without padding) -> ArrayBuffer, or null: not base64 */
NATIVE(native_hash);          /* (name, buffer, offset, length) -> ArrayBuffer */
NATIVE(native_hmac);          /* (name, key, data) -> ArrayBuffer */
NATIVE(native_url_parse);     /* (input, base or undefined) -> parts or null */
NATIVE(native_url_set);       /* (href, component, value) -> parts or null */
NATIVE(native_zone);          /* (name) -> ArrayBuffer or null */
NATIVE(native_zone_names);    /* () -> array of strings */
NATIVE(native_promise_state); /* (promise) -> [state, value or reason] */
NATIVE(native_random);        /* (count) -> ArrayBuffer */
NATIVE(native_now);           /* () -> milliseconds since the epoch */
NATIVE(native_compile_pattern); /* (pattern, flags) -> its number */
NATIVE(native_test);            /* (number, string, budget) -> true, false, or null: the budget is used up */

struct bytes {
    uint8_t *start;
    size_t length;
};

/* The whole of an ArrayBuffer that is not detached; false with a TypeError pending otherwise. */
bool argument_buffer(JSContext *ctx, JSValueConst value, struct bytes *whole);

/* `length` bytes from `offset` of an ArrayBuffer; false with a TypeError or RangeError pending otherwise. */
bool argument_slice(JSContext *ctx, JSValueConst *buffer_offset_length, struct bytes *slice);

/* A string as UTF-8, lone surrogates replaced by U+FFFD (a USVString of Web IDL), in memory to js_free; false with an
 * exception pending otherwise. The NUL behind it is not part of the length. */
bool argument_utf8(JSContext *ctx, JSValueConst value, struct bytes *text);

/* An array that takes over `values`; an exception if one of them is. */
JSValue new_list(JSContext *ctx, int count, JSValue *values);

#endif
