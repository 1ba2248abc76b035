/* IANA time zones, found by name whatever its case (ECMA-402, 6.5.1). */
#include <string.h>
#include <strings.h>

#include "functions.h"
#include "zones.h"

JSValue native_zone(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    if (!JS_IsString(argv[0])) return JS_ThrowTypeError(ctx, "not a string");
    size_t length;
    const char *name = JS_ToCStringLen(ctx, &length, argv[0]);
    if (name == NULL) return JS_EXCEPTION;
    const struct skerry_zone *found = NULL;
    uint32_t low = 0, high = strlen(name) == length ? skerry_zone_count : 0;
    while (found == NULL && low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcasecmp(name, skerry_zones[middle].name);
        if (order == 0) found = &skerry_zones[middle];
        else if (order < 0) high = middle;
        else low = middle + 1;
    }
    JS_FreeCString(ctx, name);
    return found == NULL ? JS_NULL : JS_NewArrayBufferCopy(ctx, found->tzif, found->length);
}

JSValue native_zone_names(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    JSValue names = JS_NewArray(ctx);
    for (uint32_t i = 0; i < skerry_zone_count; i++)
        if (JS_DefinePropertyValueUint32(ctx, names, i, JS_NewString(ctx, skerry_zones[i].name), JS_PROP_C_W_E) < 0) break;
    if (!JS_HasException(ctx)) return names;
    JS_FreeValue(ctx, names);
    return JS_EXCEPTION;
}
