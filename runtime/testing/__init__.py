"""Tests that an integration's author writes: the cases in `NAME.test.yml` beside it, and how they are run.

    suite       finds the test files of a folder, and the integrations that have none
    reading     a test file, decoded into cases; everything wrong with it is a problem with its line
    answers     the part of it that says what requests are answered
    case        one case: a context, what the upstreams answer, what is expected
    upstream    answers requests from a case's list, in the place of the network
    secrets     placeholders without values, and how a request that holds one is shown
    wish        compares requests with what the integration declares in `metadata.permissions`
    world       all that a run may do, in one value
    bench       runs a case with the server's own parts: matching, contract, fetch rules, results
    verdict     compares what a run gave with what the case expects
    difference  how two values differ, as lines
    yaml_text   values as YAML
    recording   writes what runs gave into a test file, and leaves the rest of it as it is
    running     a whole suite
    report      what became of it
    junit       the same as JUnit's XML

Nothing here opens a connection or reads a secret. A test file may be a stranger's: it is bounded, and never run.
"""
