import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runtime.catalog import PREPARED_AT_ONCE, Catalog, build
from runtime.sources import Contents, FolderSource
from sandbox.errors import Full, GuestFailed, LimitExceeded, ProgramRefused
from sandbox.program import Image, JavaScript, Program, encode_program
from sandbox.program import digest as digest_of

CONTRACT = b"contract"
Files = dict[str, dict[str, Any] | str]


class Engine:
    """Prepares programs whose main file is the JSON of what `describe` answers, or `throw: reason`."""

    def __init__(self) -> None:
        self.prepared: list[str] = []
        self.released: list[str] = []
        self.working = 0
        self.most_at_once = 0

    async def prepare(self, program: Program) -> Image:
        self.working += 1
        self.most_at_once = max(self.most_at_once, self.working)
        try:
            await asyncio.sleep(0)
            return self._image(program)
        finally:
            self.working -= 1

    def _image(self, program: Program) -> Image:
        assert isinstance(program, JavaScript)
        assert program.modules["skerry:contract"] == CONTRACT
        main = msgspec.json.decode(program.modules["skerry:program"])["main"]
        self.prepared.append(main.removeprefix("./"))
        source = program.modules[main]
        if source.startswith(b"throw: "):
            raise ERRORS.get(source.decode(), ProgramRefused(source.decode().removeprefix("throw: ")))
        image = Image(digest_of(encode_program(program)), source)
        return msgspec.structs.replace(image, fresh=("./x.js:1 reads Date.now",)) if b'"fresh"' in source else image


ERRORS: dict[str, Exception] = {
    "throw: TypeError": GuestFailed("TypeError", "no"),
    "throw: time": LimitExceeded("load_cpu_ms", 3, 2),
    "throw: fuel": LimitExceeded("load_fuel", 3, 2),
    "throw: full": Full(1, "full"),
    "throw: bug": ZeroDivisionError("a bug of ours"),
}


def described(name: str, **metadata: Any) -> dict[str, Any]:
    match = {"contextType": "github", "context": {"page.repository": {"exists": True}}}
    return {"metadata": {"name": name, "match": match, **metadata}, "exports": {"run": True}}


class Folder:
    """A folder of integrations, its source and an engine."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = Engine()
        self.catalog: Catalog | None = None
        self._source = FolderSource(path, 100_000)

    def write(self, files: Files) -> None:
        for name, content in files.items():
            file = self.path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else msgspec.json.encode(content))

    async def build(self, files: Files | None = None, **options: Any) -> Catalog:
        """Write files and build the next catalog. What was prepared for it is in `engine.prepared`."""
        self.write(files or {})
        self.engine.prepared.clear()
        self.engine.released.clear()
        self.catalog = await build(
            self._source.read(),
            self.engine.prepare,
            CONTRACT,
            self.catalog,
            release=self.engine.released.append,
            **options,
        )
        return self.catalog


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def names(catalog: Catalog) -> list[tuple[str, str]]:
    return [(entry.path, entry.metadata.name) for entry in catalog.entries]


def errors(catalog: Catalog) -> list[str]:
    return [str(problem) for problem in catalog.problems if problem.severity == "error"]


async def test_all_integrations_are_loaded_in_the_order_of_their_paths(folder: Folder) -> None:
    catalog = await folder.build(
        {
            "b.integration.js": described("bbbb"),
            "a.integration.js": described("aaaa", priority=7),
            "team/c.integration.js": {**described("cccc"), "exports": {"run": True, "shouldRun": True}},
        }
    )
    assert names(catalog) == [
        ("a.integration.js", "aaaa"),
        ("b.integration.js", "bbbb"),
        ("team/c.integration.js", "cccc"),
    ]
    assert catalog.entries[0].metadata.priority == 7
    assert [entry.metadata.should_run for entry in catalog.entries] == [False, False, True]
    assert len({entry.image.id for entry in catalog.entries}) == 3
    assert catalog.problems == ()
    assert folder.engine.released == []


async def test_an_empty_folder_gives_an_empty_catalog(folder: Folder) -> None:
    assert await folder.build() == Catalog()


async def test_only_what_changed_is_prepared(folder: Folder) -> None:
    before = await folder.build({f"{name}.integration.js": described(name) for name in ("aaaa", "bbbb", "cccc")})
    assert len(folder.engine.prepared) == 3
    after = await folder.build({"bbbb.integration.js": described("bbbb", priority=9)})
    assert folder.engine.prepared == ["bbbb.integration.js"]
    assert after.entries[0] is before.entries[0]
    assert after.entries[2] is before.entries[2]
    assert after.entries[1].image != before.entries[1].image
    assert (await folder.build()).entries == after.entries
    assert folder.engine.prepared == []


async def test_a_changed_data_file_prepares_those_that_are_given_it(folder: Folder) -> None:
    await folder.build({"a/a.integration.js": described("aaaa"), "b/b.integration.js": described("bbbb")})
    await folder.build({"a/x.data.yml": "1"})
    assert folder.engine.prepared == ["a/a.integration.js"]


async def test_a_deleted_file_leaves_the_catalog(folder: Folder) -> None:
    await folder.build({"a.integration.js": described("aaaa"), "b.integration.js": described("bbbb")})
    (folder.path / "a.integration.js").unlink()
    catalog = await folder.build()
    assert names(catalog) == [("b.integration.js", "bbbb")]
    assert list(catalog.records) == ["b.integration.js"]


async def test_few_are_prepared_at_once(folder: Folder) -> None:
    await folder.build({f"{n}.integration.js": described(f"name{n}") for n in range(20)})
    assert folder.engine.most_at_once == PREPARED_AT_ONCE


class TestFailures:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("throw: it has an import", "it does not load: it has an import"),
            ("throw: TypeError", "it does not load: TypeError: no"),
            ("throw: fuel", "too much computing while loading: used 3 fuel of 2 fuel"),
            ({"exports": {"run": True}}, "exports no metadata"),
            ({**described("aaaa"), "exports": {}}, "exports no run function"),
        ],
    )
    async def test_a_file_that_does_not_load_keeps_its_last_good_version(
        self, folder: Folder, content: dict[str, Any] | str, said: str
    ) -> None:
        good = await folder.build({"a.integration.js": described("aaaa"), "b.integration.js": described("bbbb")})
        broken = await folder.build({"a.integration.js": content})
        assert broken.entries == good.entries
        assert said in errors(broken)[0]
        assert 'the last good version of "aaaa" stays in use' in str(broken.problems[-1])
        again = await folder.build()
        assert folder.engine.prepared == []
        assert (again.entries, again.problems) == (broken.entries, broken.problems)
        repaired = await folder.build({"a.integration.js": described("aaaa", priority=2)})
        assert repaired.entries[0].metadata.priority == 2
        assert repaired.problems == ()

    async def test_a_file_that_never_loaded_is_not_in_the_catalog(self, folder: Folder) -> None:
        catalog = await folder.build({"a.integration.js": "throw: no", "b.integration.js": described("bbbb")})
        assert names(catalog) == [("b.integration.js", "bbbb")]
        assert [str(problem) for problem in catalog.problems] == ["a.integration.js: it does not load: no"]

    async def test_going_back_to_the_good_version_is_fine(self, folder: Folder) -> None:
        good = await folder.build({"a.integration.js": described("aaaa")})
        await folder.build({"a.integration.js": "throw: no"})
        back = await folder.build({"a.integration.js": described("aaaa")})
        assert (back.entries, back.problems) == (good.entries, ())

    @pytest.mark.parametrize("content", ["throw: time", "throw: full"])
    async def test_a_busy_machine_is_no_verdict(self, folder: Folder, content: str) -> None:
        assert len(errors(await folder.build({"a.integration.js": content}))) == 1
        await folder.build()
        assert folder.engine.prepared == ["a.integration.js"]

    async def test_a_file_that_cannot_be_read_keeps_its_last_good_version(self, folder: Folder) -> None:
        good = await folder.build({"a.integration.js": described("aaaa")})
        broken = await folder.build({"a.integration.js": "x" * 100_001})
        assert broken.entries == good.entries
        assert "more than 100,000 bytes" in errors(broken)[0]
        assert (await folder.build({"a.integration.js": described("aaaa")})).problems == ()
        assert folder.engine.prepared == []

    async def test_problems_of_the_folder_are_problems_of_the_catalog(self, folder: Folder) -> None:
        catalog = await folder.build({"a.data.yml": "[", "a.integration.js": described("aaaa")})
        assert [problem.file for problem in catalog.problems] == ["a.data.yml"]

    async def test_warnings_stay_as_long_as_the_file_does(self, folder: Folder) -> None:
        first = await folder.build({"a.integration.js": described("aaaa", unknown=1)})
        assert [problem.severity for problem in first.problems] == ["warning"]
        assert (await folder.build()).problems == first.problems

    async def test_a_bug_of_ours_is_not_taken_for_a_fault_of_the_file(self, folder: Folder) -> None:
        await folder.build({"a.integration.js": described("aaaa")})
        with pytest.raises(ExceptionGroup) as raised:
            await folder.build({"a.integration.js": described("aaaa", cache=1), "b.integration.js": "throw: bug"})
        assert raised.group_contains(ZeroDivisionError)
        assert len(folder.engine.released) == 1


class TestNames:
    async def test_the_first_by_path_has_the_name_whatever_came_before(self, folder: Folder) -> None:
        await folder.build({"b.integration.js": described("same")})
        catalog = await folder.build({"a.integration.js": described("same"), "c.integration.js": described("same")})
        assert names(catalog) == [("a.integration.js", "same")]
        assert errors(catalog) == [
            f'{path}: metadata.name: "same" is the name of a.integration.js too, so this file is not loaded; '
            "give it a name of its own"
            for path in ("b.integration.js", "c.integration.js")
        ]
        fresh = Folder(folder.path)
        assert names(await fresh.build()) == names(catalog)
        assert errors(await fresh.build()) == errors(catalog)

    async def test_a_file_that_stood_back_is_not_prepared_until_the_name_is_free(self, folder: Folder) -> None:
        await folder.build({"a.integration.js": described("same"), "b.integration.js": described("same", priority=5)})
        assert len(folder.engine.released) == 1
        await folder.build()
        assert folder.engine.prepared == []
        catalog = await folder.build({"a.integration.js": described("other")})
        assert names(catalog) == [("a.integration.js", "other"), ("b.integration.js", "same")]
        assert sorted(folder.engine.prepared) == ["a.integration.js", "b.integration.js"]
        assert errors(catalog) == []

    async def test_names_can_be_swapped(self, folder: Folder) -> None:
        await folder.build({"a.integration.js": described("aaaa"), "b.integration.js": described("bbbb")})
        catalog = await folder.build({"a.integration.js": described("bbbb"), "b.integration.js": described("aaaa")})
        assert names(catalog) == [("a.integration.js", "bbbb"), ("b.integration.js", "aaaa")]

    async def test_a_last_good_version_keeps_its_name(self, folder: Folder) -> None:
        await folder.build({"a.integration.js": described("same")})
        catalog = await folder.build({"a.integration.js": "throw: no", "b.integration.js": described("same")})
        assert names(catalog) == [("a.integration.js", "same")]
        assert len(errors(catalog)) == 2


class TestImages:
    async def test_an_image_that_no_catalog_uses_is_released(self, folder: Folder) -> None:
        await folder.build(
            {"a.integration.js": {**described("aaaa"), "exports": {}}, "b.integration.js": described("bbbb")}
        )
        assert len(folder.engine.released) == 1

    async def test_images_of_the_catalog_before_are_left_to_those_who_use_it(self, folder: Folder) -> None:
        await folder.build({"a.integration.js": described("aaaa")})
        await folder.build({"a.integration.js": described("aaaa", priority=2)})
        assert folder.engine.released == []


async def test_missing_secrets_are_warnings(folder: Folder) -> None:
    files: Files = {"a.integration.js": described("aaaa", requiredSecrets=["HAVE", "MISS"])}
    assert (await folder.build(files)).problems == ()

    async def missing(path: str, name: str) -> str | None:
        assert path == "a.integration.js"
        return None if name == "HAVE" else f'Secret "{name}" is undefined. Set INTEGRATION_{name}.'

    (problem,) = (await folder.build(missing=missing)).problems
    assert problem.severity == "warning"
    assert 'it cannot run: Secret "MISS" is undefined. Set INTEGRATION_MISS.' in str(problem)


async def test_what_evaluation_in_each_run_costs_is_a_note(folder: Folder) -> None:
    (problem,) = (await folder.build({"a.integration.js": described("aaaa", fresh=True)})).problems
    assert problem.severity == "note"
    assert "./x.js:1 reads Date.now" in str(problem)


async def test_a_cancelled_build_leaves_nothing_behind(folder: Folder) -> None:
    started = asyncio.Event()

    async def forever(program: Program) -> Image:
        if folder.engine.prepared:
            started.set()
            await asyncio.Event().wait()
        return await folder.engine.prepare(program)

    folder.write({f"{n}.integration.js": described(f"name{n}") for n in range(3)})
    contents = await asyncio.to_thread(FolderSource(folder.path, 100_000).read)
    building = asyncio.create_task(_build(contents, forever, folder.engine.released.append))
    await started.wait()
    building.cancel()
    with pytest.raises(asyncio.CancelledError):
        await building
    assert len(folder.engine.released) == len(folder.engine.prepared)


async def _build(
    contents: Contents, prepare: Callable[[Program], Awaitable[Image]], release: Callable[[str], None]
) -> Catalog:
    return await build(contents, prepare, CONTRACT, release=release)
