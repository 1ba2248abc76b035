/* How programs and the prelude are compiled: the functions of `native` that the loader uses. */
#ifndef SKERRY_MODULES_H
#define SKERRY_MODULES_H

#include "quickjs.h"

/* Adds prelude, compile, importModule and drain to `native`, and lets imports ask `loader` (a prelude module). */
void modules_define(JSContext *ctx, JSValueConst native);
void modules_set_loader(JSContext *ctx, JSValueConst loader);

/* Runs the jobs (micro-tasks) that wait; false when one failed with an error that JavaScript could not catch. */
bool modules_drain(JSContext *ctx);

#endif
