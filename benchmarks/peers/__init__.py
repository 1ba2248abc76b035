"""Others that do the same work, each in a process of its own.

vm_contract.mjs     an integration as ToolJump runs it: two new `vm` contexts
vm_run.mjs          that, again and again, in process
vm_answer.mjs       what a server does around it
vm_server.mjs, express_server.mjs       that, on plain node:http and on Express
express/            which Express: its lock file
modebox_run, quickjs_rs_run     the same integration in the fresh sandboxes of two Python packages
talk                how these two are asked
starlette_server    an endpoint that does nothing: the floor below every Python server
"""
