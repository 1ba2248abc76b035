"""Journals of runs: which are kept, where, and how one becomes fit to be shared.

    keeping      decides for each run whether its journal is kept (`[journal] keep`), and names it
    writer       one thread that writes them, so that no run waits for a disk
    folder       the files: private, written whole or not at all, bounded in size and age
    redaction    a copy without what the run was told and said

What a journal is, and how it is replayed, is the sandbox's: `sandbox.journal`, `sandbox.replay`.
"""
