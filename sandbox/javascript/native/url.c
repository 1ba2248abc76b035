/* URLs (https://url.spec.whatwg.org) by Ada, the parser that Node and Cloudflare Workers use. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "ada_c.h"
#include "functions.h"

typedef ada_string getter(ada_url url);
typedef bool setter(ada_url url, const char *value, size_t length);

static bool set_search(ada_url url, const char *value, size_t length) {
    ada_set_search(url, value, length);
    return true;
}

static bool set_hash(ada_url url, const char *value, size_t length) {
    ada_set_hash(url, value, length);
    return true;
}

/* In the order of the list that JavaScript gets, where the origin stands between href and protocol. */
static const struct component {
    const char *name;
    getter *get;
    setter *set;
} components[] = {
    {"href", ada_get_href, ada_set_href},
    {"protocol", ada_get_protocol, ada_set_protocol},
    {"username", ada_get_username, ada_set_username},
    {"password", ada_get_password, ada_set_password},
    {"host", ada_get_host, ada_set_host},
    {"hostname", ada_get_hostname, ada_set_hostname},
    {"port", ada_get_port, ada_set_port},
    {"pathname", ada_get_pathname, ada_set_pathname},
    {"search", ada_get_search, set_search},
    {"hash", ada_get_hash, set_hash},
};
enum { COMPONENTS = sizeof components / sizeof components[0] };

static JSValue parts_of(JSContext *ctx, ada_url url) {
    JSValue values[COMPONENTS + 1];
    int count = 0;
    for (int i = 0; i < COMPONENTS; i++) {
        ada_string part = components[i].get(url);
        values[count++] = JS_NewStringLen(ctx, part.data, part.length);
        if (i == 0) {
            ada_owned_string origin = ada_get_origin(url);
            values[count++] = JS_NewStringLen(ctx, origin.data, origin.length);
            ada_free_owned_string(origin);
        }
    }
    return new_list(ctx, count, values);
}

/* The parts of a parsed URL, null if it is none; frees it. */
static JSValue finish(JSContext *ctx, ada_url url) {
    JSValue parts = ada_is_valid(url) ? parts_of(ctx, url) : JS_NULL;
    ada_free(url);
    return parts;
}

JSValue native_url_parse(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    struct bytes input, base = {NULL, 0};
    if (!argument_utf8(ctx, argv[0], &input)) return JS_EXCEPTION;
    if (!JS_IsUndefined(argv[1]) && !argument_utf8(ctx, argv[1], &base)) {
        js_free(ctx, input.start);
        return JS_EXCEPTION;
    }
    ada_url url = base.start == NULL ? ada_parse((char *)input.start, input.length)
                                     : ada_parse_with_base((char *)input.start, input.length, (char *)base.start, base.length);
    js_free(ctx, input.start);
    js_free(ctx, base.start);
    return finish(ctx, url);
}

static const struct component *argument_component(JSContext *ctx, JSValueConst value) {
    const char *name = JS_IsString(value) ? JS_ToCString(ctx, value) : NULL;
    const struct component *found = NULL;
    for (int i = 0; name != NULL && i < COMPONENTS; i++)
        if (strcmp(components[i].name, name) == 0) found = &components[i];
    JS_FreeCString(ctx, name);
    if (found == NULL) JS_ThrowTypeError(ctx, "not the name of a component of a URL");
    return found;
}

JSValue native_url_set(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    const struct component *component = argument_component(ctx, argv[1]);
    struct bytes href, value;
    if (component == NULL || !argument_utf8(ctx, argv[0], &href)) return JS_EXCEPTION;
    if (!argument_utf8(ctx, argv[2], &value)) {
        js_free(ctx, href.start);
        return JS_EXCEPTION;
    }
    ada_url url = ada_parse((char *)href.start, href.length);
    if (ada_is_valid(url)) component->set(url, (char *)value.start, value.length);
    js_free(ctx, href.start);
    js_free(ctx, value.start);
    return finish(ctx, url);
}
