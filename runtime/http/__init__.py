"""The HTTP surface: Starlette with plain ASGI layers. A request passes, from the outside in:

    exchange     gives it an id, adds the headers that every answer has, writes the one log line
    cors         answers preflights; tells the browser who may read the answer
    errors       turns whatever is raised below into JSON
    gate         auth (whose token is it?), then rate_limit; nothing of the body has been read yet
    routes       body -> context -> dispatcher -> answer, at once or streaming a line per integration

`create_app` in `app` puts them together. What the layers know of one request lives in its `Exchange`.
"""
