"""`skerry bundle`: an integration with the npm packages that it requires, in one file. Also for TypeScript.

    pin         the esbuild that the operator named by path, version and hash: the only program that is ever started
    command     its options: what the sandbox understands, and which modules stay outside of a bundle
    confined    starts it: no environment, no files but the folder's, no network, no time without end
    confine     the program that puts the walls up around itself and then becomes esbuild
    inputs      what esbuild read, by its own word: every file must lie inside the folder
    thin        the part of a source map that stack traces need
    make        one integration's bundle, put together and written
    folder      all integrations of a folder

Nothing of the integrations folder is executed here: esbuild parses it. But it may also *read*, whatever an import names
(`/etc/passwd`, `/proc/self/environ`), and print it into a file that is committed and served. So two walls: the kernel
refuses the reading (Landlock), and what esbuild says it has read is checked.

BundleError
|- PinError        the operator's: no esbuild is named, or the file is not the one that was named
|- ConfineError    this machine cannot put the walls up
`- NotBundled      the author's: an import that cannot be resolved, a syntax error, a file outside the folder, or it
                   takes too long
"""

from runtime.bundle.errors import BundleError, ConfineError, NotBundled, PinError
from runtime.bundle.folder import Bundled, bundle_folder
from runtime.bundle.pin import Esbuild, open_esbuild

__all__ = [
    "BundleError",
    "Bundled",
    "ConfineError",
    "Esbuild",
    "NotBundled",
    "PinError",
    "bundle_folder",
    "open_esbuild",
]
