import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.policy.suggesting import Line, Suggestion
from runtime.policy.writing import Suggested, to_toml
from runtime.settings import Grant, Secret, Settings, load

PATH = "team/owners.integration.js"


def loaded(folder: Path, text: str) -> Settings:
    """As the server reads it; that it has an opinion on every line is what is wanted here."""
    file = folder / "skerry.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, {}).settings


def test_what_is_written_is_what_the_server_reads(tmp_path: Path) -> None:
    suggested = Suggested(
        (Suggestion(PATH, (Line("GET api.x.com/a/", "recorded"),), (Line("TOKEN", "requiredSecrets"),)),),
        {"TOKEN": (Line("api.x.com", f"{PATH}:3 sends it there", guess=True),)},
    )
    text = to_toml(suggested, Settings())
    settings = loaded(tmp_path, text)
    assert settings.grants == {PATH: Grant(("GET api.x.com/a/",), ("TOKEN",))}
    assert settings.secrets == {"TOKEN": Secret(hosts=("api.x.com",))}
    assert '"GET api.x.com/a/",  # recorded\n' in text
    assert f'"api.x.com",  # a guess: {PATH}:3 sends it there\n' in text


def test_a_table_that_is_there_is_written_whole_to_take_its_place() -> None:
    standing = Settings(grants={PATH: Grant(("b.com",), ("OLD",))})
    text = to_toml(Suggested((Suggestion(PATH, (Line("a.com", "recorded"),)),)), standing)
    assert f'[grants."{PATH}"]  # in the place of the one that is there\n' in text
    assert tomllib.loads(text) == {"grants": {PATH: {"net": ["b.com", "a.com"], "secrets": ["OLD"]}}}


def test_notes_are_comments_and_alone_they_are_no_table() -> None:
    suggested = Suggested((Suggestion(PATH, notes=("*.x.com: it names\nmany hosts",)),), {}, ("one more",))
    assert to_toml(suggested, Settings()) == "# Not suggested:\n# *.x.com: it names?many hosts\n# one more\n"
    assert suggested.empty
    assert to_toml(Suggested(), Settings()) == ""


ANY = st.text(max_size=20)


@settings(max_examples=200, deadline=None)
@given(ANY.filter(bool), st.lists(st.tuples(ANY, ANY), max_size=3), ANY)
def test_whatever_a_path_or_a_reason_holds_it_stays_in_its_place(
    path: str, lines: list[tuple[str, str]], note: str
) -> None:
    found = Suggestion(path, tuple(Line(text, why) for text, why in lines), (Line("A", "x"),), (note,))
    table: dict[str, Any] = tomllib.loads(to_toml(Suggested((found,)), Settings()))
    assert table == {"grants": {path: {**({"net": [text for text, _ in lines]} if lines else {}), "secrets": ["A"]}}}
