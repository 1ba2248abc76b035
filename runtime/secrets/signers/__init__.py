"""What needs a key itself: requests that are signed, and tokens that are fetched with a key when first needed.

The broker gives a run what its signers make of the values; a key never gets nearer to a guest than that.

    signer              what the broker knows of a secret's signer: its parts, and what is made of them
    aws_sigv4           a request that the AWS SDK signed with placeholders is signed again
        aws_scope       which service and region a signature is for, and whether the host is theirs
        aws_canonical   the text that is signed
    github_app          app id and private key -> the token of an installation (`github_permissions` narrow it)
    client_credentials  OAuth 2 client id and secret -> an access token
    minted              such a token, kept until shortly before it ends
    token_request       the host's own request for one: the same transport, address checks and bounds as a guest's
"""
