"""Secrets that never enter the sandbox.

A guest gets a placeholder for each secret that it requires, random and new in every run. The value is put in when the
request is sent, if the file is granted the secret, the secret is for that host, and the placeholder stands whole in a
place that the secret names; anywhere else it stops the request.

    source         the seam to where values come from (`sources`); `values` keeps them for a while
    place, places  what `[secrets.NAME]` of skerry.toml says: hosts (`public_suffixes`), places in a request
    broker         the secrets of this server; makes what one run may use (`run_secret`)
    run            the secrets of one run; implements `runtime.egress.credentials`
        permit     may this secret be sent in this request? (`refusals`: why not, and what to add; `search`)
        filling    values in the places of placeholders
        secret_url URLs that are secret as a whole
        signers    requests that are signed, tokens that are fetched
        received   cookies and tokens that servers give
        masking    what leaves the run
    placeholder    making and finding placeholders

Nothing compares a value with what a guest or a server sent byte for byte until the first difference, so there is
nothing to time: a placeholder is looked up among those that the guest was given, and versions are keyed hashes.
"""
