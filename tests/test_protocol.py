"""The wire: what is said is understood again, and what is not in it is refused."""

from enum import EnumType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings, strategies as st
from msgspec import Raw, Struct

from palabre import protocol
from palabre.protocol import AnyCommand, AnyFrame, Localised, Phase, Role, Theme, say

COMMANDS: tuple[type[Struct], ...] = get_args(AnyCommand)
FRAMES: tuple[type[Struct], ...] = get_args(AnyFrame)
#: Each of some thirty-five structs is drawn from on its own.
FEW = settings(max_examples=20)
command_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyCommand)
frame_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyFrame)

text = st.text(st.characters(codec="utf-8"), max_size=20)
lang = st.sampled_from(["en", "fr", "pt-br", "ar", "zh-hans", "und"])
number = st.integers(1, 2**31)
#: Values for the annotations that a type alone does not tell.
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: text,
    int: number,
    bool: st.booleans(),
    float: st.floats(0.25, 8.0),
    type(None): st.none(),
    protocol.SessionId: text,
    protocol.PollId: text,
    protocol.Lang: lang,
    protocol.Me: st.from_regex(r"\A[A-Za-z0-9_-]{22,43}\Z"),
    protocol.Localised: text | st.dictionaries(lang, text),
    Raw: st.sampled_from([Raw(b'{"kind":"tea"}'), Raw(b"[1,2]"), Raw(b'"x"')]),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return what makes values of a field of the protocol."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in BY_TYPE:
        return BY_TYPE[hint]
    if isinstance(hint, type) and issubclass(hint, Struct):
        return structs(hint)
    if origin is Literal or isinstance(hint, EnumType):
        return st.sampled_from(args or list(hint))
    if origin is Annotated:
        return bounded(args[0], args[1])
    if origin in (tuple, dict):
        return many(origin, args)
    return st.one_of(*(values(arg) for arg in args))


def bounded(hint: Any, meta: msgspec.Meta) -> st.SearchStrategy[Any]:
    if hint is str:
        return st.text("abc", max_size=meta.max_length)
    return many(tuple, get_args(hint), meta.min_length or 0) if get_origin(hint) is tuple else values(hint)


def many(origin: Any, args: tuple[Any, ...], least: int = 0) -> st.SearchStrategy[Any]:
    if origin is dict:
        return st.dictionaries(values(args[0]), values(args[1]), max_size=3)
    return st.lists(values(args[0]), min_size=least, max_size=4).map(tuple)


def structs(struct: type[Struct]) -> st.SearchStrategy[Any]:
    made = {field.name: values(field.type) for field in msgspec.structs.fields(struct)}
    return st.builds(struct, **made)


def tag(struct: type[Struct]) -> str:
    return str(struct.__struct_config__.tag)


@pytest.mark.parametrize("command", COMMANDS, ids=tag)
@FEW
@given(data=st.data())
def test_commands_travel(command: type[Struct], data: st.DataObject) -> None:
    """A command is the same command after being sent."""
    sent = data.draw(structs(command))
    raw = msgspec.json.encode(sent)
    assert msgspec.json.encode(command_decoder.decode(raw)) == raw
    assert type(command_decoder.decode(raw)) is command


@pytest.mark.parametrize("frame", FRAMES, ids=tag)
@FEW
@given(data=st.data())
def test_frames_travel(frame: type[Struct], data: st.DataObject) -> None:
    """A frame is the same frame after being sent."""
    sent = data.draw(structs(frame))
    raw = msgspec.json.encode(sent)
    assert msgspec.json.encode(frame_decoder.decode(raw)) == raw
    assert type(frame_decoder.decode(raw)) is frame


@pytest.mark.parametrize("command", COMMANDS, ids=tag)
@FEW
@given(data=st.data())
def test_unknown_field(command: type[Struct], data: st.DataObject) -> None:
    """A command with a field that it does not have is not understood."""
    raw = msgspec.json.encode(data.draw(structs(command)))
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        command_decoder.decode(raw[:-1] + b',"more":1}')


@pytest.mark.parametrize(
    "raw",
    [
        b'{"do":"dance","ref":1}',
        b'{"ref":1}',
        b'{"do":"ping"}',
        b'{"do":"ping","ref":-1}',
        b'{"do":"ping","ref":"1"}',
        b'{"do":"open","ref":1,"poll":"p1"}',
        b'{"do":"cast","ref":1,"poll":"p1","run":1,"rev":0,"ballot":{}}',
        b'{"do":"cast","ref":1,"poll":"p1","run":0,"rev":1,"ballot":{}}',
        b'{"do":"join","ref":1,"code":"ABCDEF","me":"short"}',
        b'{"do":"join","ref":1,"code":"ABCDEF","me":"aaaaaaaaaaaaaaaaaaaaaa","lang":"en"}',
        b'{"do":"look","ref":1,"view":{"aspect":0}}',
        b'{"do":"look","ref":1,"view":{"theme":"sepia"}}',
        b'{"do":"decide","ref":1,"poll":"p1","decision":{"decide":"group","keys":["a"]}}',
        b'{"do":"decide","ref":1,"poll":"p1","decision":{"decide":"burn","key":"a"}}',
        b"[]",
        b"null",
    ],
)
def test_not_a_command(raw: bytes) -> None:
    """What is not exactly a command is refused as JSON of the wrong shape."""
    with pytest.raises(msgspec.ValidationError):
        command_decoder.decode(raw)


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda it: it.encode("utf-8", "surrogatepass")))
def test_any_bytes(raw: bytes) -> None:
    """Any bytes are a command or are refused; nothing else ever happens."""
    try:
        assert isinstance(command_decoder.decode(raw), COMMANDS)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return


def test_deep_json() -> None:
    """JSON nested without end is refused, not followed."""
    with pytest.raises((msgspec.DecodeError, RecursionError)):
        command_decoder.decode(b'{"do":"cast","ref":1,"ballot":' + b"[" * 3000)


def test_tags() -> None:
    """No two commands, and no two frames, have the same name."""
    assert len({tag(it) for it in COMMANDS}) == len(COMMANDS)
    assert len({tag(it) for it in FRAMES}) == len(FRAMES)


def test_words() -> None:
    """The closed words of the protocol are the ones of the design."""
    assert get_args(Role) == ("participant", "stage", "facilitator", "moderator")
    assert get_args(Phase) == ("draft", "open", "closed")
    assert get_args(Theme) == ("light", "dark")


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("Peace", "fr", "Peace"),
        ({"en": "Peace", "fr": "Paix"}, "fr", "Paix"),
        ({"en": "Peace", "pt": "Paz"}, "pt-br", "Paz"),
        ({"en": "Peace", "pt": "Paz"}, "tr", "Peace"),
        ({"fr": "Paix"}, "tr", "Paix"),
        ({}, "en", ""),
    ],
)
def test_say(text: Localised, lang: str, said: str) -> None:
    """A text is said in the asked language, its base language, English, or else the first one given."""
    assert say(text, lang) == said
