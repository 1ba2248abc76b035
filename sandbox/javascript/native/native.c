/* The table of `native`. */
#include "native.h"

#include "functions.h"

static const JSCFunctionListEntry functions[] = {
    JS_CFUNC_DEF("utf8Encode", 1, native_utf8_encode),
    JS_CFUNC_DEF("utf8Decode", 4, native_utf8_decode),
    JS_CFUNC_DEF("hash", 4, native_hash),
    JS_CFUNC_DEF("hmac", 3, native_hmac),
    JS_CFUNC_DEF("urlParse", 2, native_url_parse),
    JS_CFUNC_DEF("urlSet", 3, native_url_set),
    JS_CFUNC_DEF("zone", 1, native_zone),
    JS_CFUNC_DEF("zoneNames", 0, native_zone_names),
    JS_CFUNC_DEF("promiseState", 1, native_promise_state),
    JS_CFUNC_DEF("random", 1, native_random),
    JS_CFUNC_DEF("now", 0, native_now),
    JS_CFUNC_DEF("base64Encode", 3, native_base64_encode),
    JS_CFUNC_DEF("base64Decode", 1, native_base64_decode),
    JS_CFUNC_DEF("compilePattern", 2, native_compile_pattern),
    JS_CFUNC_DEF("test", 3, native_test),
};

void skerry_native_define(JSContext *ctx, JSValueConst native) {
    JS_SetPropertyFunctionList(ctx, native, functions, sizeof functions / sizeof functions[0]);
}

JSValue native_now(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    return JS_NewFloat64(ctx, (double)(skerry_now_ns() / 1000000u));
}

JSValue native_promise_state(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    static const char *const names[] = {
        [JS_PROMISE_PENDING] = "pending", [JS_PROMISE_FULFILLED] = "fulfilled", [JS_PROMISE_REJECTED] = "rejected"};
    JSPromiseStateEnum state = JS_PromiseState(ctx, argv[0]);
    if ((int)state == JS_PROMISE_NOT_A_PROMISE) return JS_ThrowTypeError(ctx, "not a promise");
    JSValue pair[] = {JS_NewString(ctx, names[state]), state == JS_PROMISE_PENDING ? JS_UNDEFINED : JS_PromiseResult(ctx, argv[0])};
    return new_list(ctx, state == JS_PROMISE_PENDING ? 1 : 2, pair);
}
