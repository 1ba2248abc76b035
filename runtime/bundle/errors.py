"""What can go wrong when bundling; the package's docstring draws the tree."""


class BundleError(Exception):
    """Root of these errors; the text names the reason and the remedy."""


class PinError(BundleError):
    """There is no esbuild that may be started."""


class ConfineError(BundleError):
    """esbuild could not be confined."""


class NotBundled(BundleError):
    """One integration cannot be bundled."""
