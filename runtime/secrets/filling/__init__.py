"""Puts values into a request, in the places that their secrets allow. Pure.

    authorization   raw, Bearer, token, inside Basic
    headers         any other header, and cookies
    fields          names with values: the query, and the body of a form
    json_body       what a JSON pointer points to
    json_members    where a member of a JSON text begins and ends
    request         all of these for one request
    left            where a placeholder still stands after that, and how the secret would have to be written

Only whole placeholders are replaced, and nothing but their own bytes: no body is encoded anew.
"""
