"""What needs a key itself: requests that are signed, and tokens that are fetched with a key when first needed.

aws_sigv4       a request that the AWS SDK signed with placeholders is signed again (`aws_scope`, `aws_canonical`)
github_app      app id and private key -> the token of an installation
client_credentials   OAuth 2 client id and secret -> an access token
minted          such a token, kept until shortly before it ends
token_request   the host's own request for one: the same transport, address checks and bounds as a guest's
"""
