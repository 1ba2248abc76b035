"""The places where values of secrets are kept, one a file.

A source only answers; how long an answer is good, and what happens when there is none, `runtime.secrets.values` knows.

    environment           the variable INTEGRATION_NAME
    files                 /run/secrets/NAME, or the file that INTEGRATION_NAME_FILE names
    command               what a program prints
    vault                 HashiCorp Vault, KV version 2 (`pip install 'skerry[vault]'`)
    aws_secrets_manager   AWS Secrets Manager (`pip install 'skerry[aws]'`)

    options   their tables in skerry.toml
    named     finds a source by its name, also those that other packages bring
"""
