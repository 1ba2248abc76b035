"""From what integrations do, say and contain to the lines of skerry.toml that would allow it.

    shape       the part of a path that is worth a rule; data in it is left out
    report      the file in which mode "report" notes requests that no grant allows
    reading     which hosts a source fetches from, read without running it
    comparing   what a file asks for beside what it is granted, for `skerry check`
    suggesting  rules from all of these, each with where it comes from
    gathering   the same for a whole folder
    writing     the suggestions as TOML that can be pasted

Nothing here allows anything: the judge is `runtime.egress.policy`. All but `report` is pure.
"""
