"""How fast Skerry is, beside others that do the same work in the same run: `python -m benchmarks [NAME...]`.

    scenarios/   one scenario a file: who is measured, at what
    peers/       our own small Node programs that do the work as ToolJump does it
    lineup       what a scenario is made of: contenders, blocks of operations, comparisons
    interleave   runs the contenders' blocks in turns, since the machine is shared
    summary      figures from blocks: medians, percentiles, ratios with their spread
    machine      what all this ran on
    report       figures for people and as JSON
    programs     the integrations that are run; `bundle` makes 260 kB of library to put inside
    context      the page that is asked about
    in_process, warm, node          contenders without HTTP
    load, service, skerry_server, upstream   contenders over HTTP, and whom their integrations ask

README.md tells how to read the results, and has the last ones.
"""
