"""Outgoing requests: what an integration asks for, judged, then performed by the host.

The way of one fetch reads top to bottom in `fetch.py`:

    request   what the guest asked for; checked, never trusted
    url       the one parse of its URL; rule, connection, SNI and `Host` are all made from the parts
    policy    may this integration send that there? `rules` say, and what to add if not (`hosts`, `paths`: the parts of
              a rule; `overrides`: methods that a header or a form names); mode "report" lets what they lack pass
    credentials   the seam through which secrets are put in, at the last moment (implemented by `runtime.secrets`)
    headers   what goes on the wire: the host's own headers, then the guest's
    transport -> connections -> dial   a pooled connection to an address that was checked
              resolver, addresses, private   names to addresses, and which of these may be reached
    body      the answer, decoded, bounded; `held`: the bodies of all runs together
    scrub     a value that was sent never comes back to the guest, however it is spelled (`spellings` and its patterns)
    reflections   what a run has sent, and how often answers repeated it; the second time ends the run
    redirects the next request of a redirect; it is judged like the first
    audit     one line before each request is sent, one after

Deciding (url, rules, overrides, addresses, private, headers, redirects, scrub, spellings) is pure; the rest performs.
Nothing here reads the environment, keeps cookies, uses a proxy or follows a redirect on its own.
"""
