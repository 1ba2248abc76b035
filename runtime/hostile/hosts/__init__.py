"""Hosts on loopback that attacks deal with: one that integrations may reach, the attacker's own, and one of the inside.

server      a small HTTP server that notes what arrives
resolver    which names are which addresses
open_host   what the host answers that integrations may reach: it repeats what it is sent, in many spellings
spellings   the spellings
trio        all three, and what must never arrive at them
"""
