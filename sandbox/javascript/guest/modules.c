#include "modules.h"

#include <stdlib.h>
#include <string.h>

#include "prelude.h"

static JSValue loader = JS_UNDEFINED; /* prelude/loader.js */

/* Compiles `before` + source + `after` as one script. `before` has two lines, numbered -1 and 0 (the engine takes a 0
   given as the first for 1), so that places in the source are those of its file. */
static JSValue compile(JSContext *ctx, const char *before, const char *source, size_t length, const char *after, const char *name) {
    size_t a = strlen(before), b = strlen(after);
    char *text = js_malloc(ctx, a + length + b + 1);
    if (text == NULL) return JS_EXCEPTION;
    memcpy(text, before, a);
    memcpy(text + a, source, length);
    memcpy(text + a + length, after, b + 1);
    JSEvalOptions options = {.version = JS_EVAL_OPTIONS_VERSION, .eval_flags = JS_EVAL_TYPE_GLOBAL, .filename = name, .line_num = -1};
    JSValue function = JS_Eval2(ctx, text, a + length + b, &options);
    js_free(ctx, text);
    return function;
}

/* native.prelude(name) -> function (exports, require, native), or undefined */
static JSValue native_prelude(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    const char *name = JS_ToCString(ctx, argv[0]);
    if (name == NULL) return JS_EXCEPTION;
    JSValue function = JS_UNDEFINED;
    for (uint32_t i = 0; i < skerry_prelude_count; i++) {
        if (strcmp(skerry_prelude[i].name, name) != 0) continue;
        char label[160];
        snprintf(label, sizeof label, "prelude:%s", name);
        function = compile(ctx, "(function (exports, require, native) { \"use strict\";\n\n", skerry_prelude[i].source,
                           skerry_prelude[i].length, "\n})", label);
        break;
    }
    JS_FreeCString(ctx, name);
    return function;
}

/* native.compile(source, name) -> function (exports, require, module, __filename, __dirname) */
static JSValue native_compile(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    size_t length;
    const char *source = JS_ToCStringLen(ctx, &length, argv[0]);
    const char *name = JS_ToCString(ctx, argv[1]);
    JSValue function = JS_EXCEPTION;
    if (source != NULL && name != NULL)
        function = compile(ctx, "(function (exports, require, module, __filename, __dirname) {\n\n", source, length, "\n})", name);
    JS_FreeCString(ctx, name);
    JS_FreeCString(ctx, source);
    return function;
}

/* native.importModule(name) -> promise of the namespace */
static JSValue native_import_module(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    const char *name = JS_ToCString(ctx, argv[0]);
    if (name == NULL) return JS_EXCEPTION;
    JSValue promise = JS_LoadModule(ctx, "", name);
    JS_FreeCString(ctx, name);
    return promise;
}

bool modules_drain(JSContext *ctx) {
    JSContext *job_context;
    int state;
    while ((state = JS_ExecutePendingJob(JS_GetRuntime(ctx), &job_context)) > 0) continue;
    return state == 0;
}

static JSValue native_drain(JSContext *ctx, JSValueConst this_value, int argc, JSValueConst *argv) {
    return modules_drain(ctx) ? JS_UNDEFINED : JS_Throw(ctx, JS_GetException(ctx));
}

static JSValue call_loader(JSContext *ctx, const char *method, int argc, JSValueConst *argv) {
    JSValue function = JS_GetPropertyStr(ctx, loader, method);
    JSValue result = JS_Call(ctx, function, loader, argc, argv);
    JS_FreeValue(ctx, function);
    return result;
}

/* The engine asks: which module does `specifier` mean inside `from`? */
static char *normalize(JSContext *ctx, const char *from, const char *specifier, void *opaque) {
    JSValue arguments[] = {JS_NewString(ctx, from), JS_NewString(ctx, specifier)};
    JSValue name = from[0] == '\0' ? JS_DupValue(ctx, arguments[1]) : call_loader(ctx, "resolve", 2, (JSValueConst *)arguments);
    JS_FreeValue(ctx, arguments[0]);
    JS_FreeValue(ctx, arguments[1]);
    if (JS_IsException(name)) return NULL;
    const char *text = JS_ToCString(ctx, name);
    char *copy = text == NULL ? NULL : js_strdup(ctx, text);
    JS_FreeCString(ctx, text);
    JS_FreeValue(ctx, name);
    return copy;
}

/* loader.namespace(name) -> [[names], [values]] of what is no ES module itself */
static JSValue namespace_of(JSContext *ctx, const char *name) {
    JSValue argument = JS_NewString(ctx, name);
    JSValue pair = call_loader(ctx, "namespace", 1, (JSValueConst *)&argument);
    JS_FreeValue(ctx, argument);
    return pair;
}

typedef int Visit(JSContext *ctx, JSModuleDef *module, const char *name, JSValue value);

static int add_export(JSContext *ctx, JSModuleDef *module, const char *name, JSValue value) {
    JS_FreeValue(ctx, value);
    return JS_AddModuleExport(ctx, module, name);
}

static int set_export(JSContext *ctx, JSModuleDef *module, const char *name, JSValue value) {
    return JS_SetModuleExport(ctx, module, name, value);
}

static int each_export(JSContext *ctx, JSModuleDef *module, JSValueConst pair, Visit *visit) {
    JSValue names = JS_GetPropertyUint32(ctx, pair, 0), values = JS_GetPropertyUint32(ctx, pair, 1);
    int64_t count = 0;
    int failed = JS_GetLength(ctx, names, &count);
    for (int64_t i = 0; i < count && !failed; i++) {
        JSValue name = JS_GetPropertyInt64(ctx, names, i);
        const char *text = JS_ToCString(ctx, name);
        failed = text == NULL || visit(ctx, module, text, JS_GetPropertyInt64(ctx, values, i)) < 0;
        JS_FreeCString(ctx, text);
        JS_FreeValue(ctx, name);
    }
    JS_FreeValue(ctx, names);
    JS_FreeValue(ctx, values);
    return failed ? -1 : 0;
}

static int fill_synthetic(JSContext *ctx, JSModuleDef *module) {
    JSAtom atom = JS_GetModuleName(ctx, module);
    const char *name = JS_AtomToCString(ctx, atom);
    JSValue pair = namespace_of(ctx, name);
    JS_FreeCString(ctx, name);
    JS_FreeAtom(ctx, atom);
    if (JS_IsException(pair)) return -1;
    int failed = each_export(ctx, module, pair, set_export);
    JS_FreeValue(ctx, pair);
    return failed;
}

static JSModuleDef *synthetic(JSContext *ctx, const char *name) {
    JSValue pair = namespace_of(ctx, name);
    if (JS_IsException(pair)) return NULL;
    JSModuleDef *module = JS_NewCModule(ctx, name, fill_synthetic);
    if (module != NULL && each_export(ctx, module, pair, add_export) < 0) module = NULL;
    JS_FreeValue(ctx, pair);
    return module;
}

/* The engine asks for the module of a name that `normalize` gave. */
static JSModuleDef *load_module(JSContext *ctx, const char *name, void *opaque) {
    JSValue argument = JS_NewString(ctx, name);
    JSValue source = call_loader(ctx, "source", 1, (JSValueConst *)&argument);
    JS_FreeValue(ctx, argument);
    if (JS_IsException(source)) return NULL;
    if (JS_IsUndefined(source)) return synthetic(ctx, name);
    size_t length;
    const char *text = JS_ToCStringLen(ctx, &length, source);
    JS_FreeValue(ctx, source);
    if (text == NULL) return NULL;
    JSValue compiled = JS_Eval(ctx, text, length, name, JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY);
    JS_FreeCString(ctx, text);
    if (JS_IsException(compiled)) return NULL;
    JSModuleDef *module = JS_VALUE_GET_PTR(compiled);
    JS_FreeValue(ctx, compiled); /* the context holds it */
    return module;
}

void modules_define(JSContext *ctx, JSValueConst native) {
    JS_SetPropertyStr(ctx, native, "prelude", JS_NewCFunction(ctx, native_prelude, "prelude", 1));
    JS_SetPropertyStr(ctx, native, "compile", JS_NewCFunction(ctx, native_compile, "compile", 2));
    JS_SetPropertyStr(ctx, native, "importModule", JS_NewCFunction(ctx, native_import_module, "importModule", 1));
    JS_SetPropertyStr(ctx, native, "drain", JS_NewCFunction(ctx, native_drain, "drain", 0));
}

void modules_set_loader(JSContext *ctx, JSValueConst module) {
    loader = JS_DupValue(ctx, module);
    JS_SetModuleLoaderFunc(JS_GetRuntime(ctx), normalize, load_module, NULL);
}
