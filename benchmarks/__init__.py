"""How fast Skerry is, beside others that do the same work in the same run: `python -m benchmarks [NAME...]`.

    scenarios/   one scenario a file: who is measured, at what
    peers/       others that do the same work, each in a process of its own
    lineup       what a scenario is made of: contenders, blocks of operations, comparisons, facts
    interleave   runs the contenders' blocks in turns, since the machine is shared
    summary      figures from blocks: medians, percentiles, ratios with their spread
    machine      what all this ran on
    report       figures for people and as JSON
    goals        what is meant to be reached, beside what was
    markdown     README.md's figures; plots and svg its pictures
    floors       ratios that must not be lost (floors.toml), for the tests
    soak         whether a server's memory stays where it is
    programs     the integrations that are run; `bundle` makes 260 kB of library to put inside, `match_rules` many rules
    context      the page that is asked about
    child, node  peers as child processes; fresh_peers those without HTTP, http_peers those with
    in_process, one_thread, warm, compiled_guest    our own contenders without HTTP
    load, service, skerry_server, upstream, held_upstream     over HTTP, and whom integrations ask
    processes    memory and CPU of a process and all below it

README.md tells how to read the results, and has the last ones.
"""
