"""Prepares programs and runs them in WebAssembly. Knows frames, fuel, memory, snapshots; nothing of HTTP or secrets."""
