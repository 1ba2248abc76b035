"""Permissive parts, each for the place of one guard. Only the controls of hostile cases are put together with them.

one_instance   runs of a program go on in one instance
unreset        a parked mapping keeps what the last run wrote
unchecked      addresses are believed; modules are not looked at; imports are given
lenient        frames are understood as well as can be
open_cache     all integrations share one cache, without bounds
shared_keys    results are kept by the page alone
unjudged       results are shown as they come
open_policy    every request may be sent
open_grants    a file is granted what it says of itself
open_secrets   secrets go to any host, into any place; nothing is scrubbed, masked or kept back
"""
