"""Builds `engine.wasm`: QuickJS-ng, Ada, hashes, time zones, our C and the prelude, as one module without imports.

Read in this order: `build` (the whole way), `sources` (fetch, verify, unpack), `patches` (our changes to QuickJS-ng),
`embedding` (prelude and time zones as C), `zig` (compile and link), `imports` (the proof that nothing is imported),
`cache` (what a second build on this machine reuses). `python -m sandbox.javascript.build_engine` is the command; the
hatch hook in `build_hook.py` is the other caller.

It runs inside pip's isolated build environment: standard library only, and nothing of `sandbox` outside this folder.
"""
