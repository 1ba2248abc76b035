"""Secrets that never enter the sandbox.

A guest gets a placeholder for each secret that it requires, random and new in every run. The value is put in when the
request is sent, if the file is granted the secret, the secret is for that host, and the placeholder stands in the
`Authorization` header; anywhere else it stops the request.

    source         where values come from
    places         which hosts a secret is for, from `[secrets.NAME]` of skerry.toml
    broker         the secrets of this server; makes what one run may use
    run            the secrets of one run: fills requests, masks what leaves the run
    placeholder    making and finding placeholders
    authorization  the forms of an `Authorization` header in which a placeholder is understood

Nothing compares a value with what a guest or a server sent byte for byte until the first difference, so there is
nothing to time: a placeholder is looked up among those that the guest was given, and versions are keyed hashes.
"""
