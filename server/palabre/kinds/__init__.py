"""The registry of kinds, and the only door to them: nobody outside this package names a kind.

Specs, ballots and results are tagged unions over whatever is registered, so adding a kind is adding its
file and one name in `BUILT_IN`. A test registers a kind of its own beside them.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any, Final

import msgspec

from palabre.errors import Code, Refusal
from palabre.kinds.base import Ballot, Kind, Spec
from palabre.kinds.choice import CHOICE
from palabre.kinds.colours import COLOURS
from palabre.kinds.scale import SCALE
from palabre.kinds.words import WORDS

AnyKind = Kind[Any, Any, Any]

BUILT_IN: Final[tuple[AnyKind, ...]] = (WORDS, COLOURS, CHOICE, SCALE)


class Kinds:
    """The kinds in use, with the decoders that follow from them."""

    def __init__(self, kinds: Iterable[AnyKind] = BUILT_IN) -> None:
        self._by_name = {kind.name: kind for kind in kinds}
        #: The union of all specs, for decoding a struct that is generic over its spec.
        self.spec: Any = reduce(or_, (kind.spec for kind in self.all))
        self._specs: msgspec.json.Decoder[Spec] = msgspec.json.Decoder(self.spec)
        self._ballots: msgspec.json.Decoder[Ballot] = msgspec.json.Decoder(
            reduce(or_, (kind.ballot for kind in self.all))
        )

    @property
    def all(self) -> tuple[AnyKind, ...]:
        """Every kind, in the order in which a facilitator is offered them."""
        return tuple(self._by_name.values())

    def prepare(self) -> None:
        """Have every kind read what takes long to read; once in a node, before it serves."""
        for kind in self.all:
            kind.prepare()

    def of(self, spec: Spec) -> AnyKind:
        """Return the kind that a spec belongs to."""
        return self._by_name[str(spec.__struct_config__.tag)]

    def read_spec(self, raw: bytes) -> Spec:
        """Decode a spec and put it in its normal form. Raise `UNKNOWN_KIND`, or `BAD_SPEC` naming the field."""
        try:
            spec = self._specs.decode(raw)
        except msgspec.ValidationError as error:
            reason, _, path = str(error).partition(" - at `$")
            if path == ".kind`" and reason.startswith("Invalid value"):
                raise Refusal(
                    Code.UNKNOWN_KIND, kind=reason.removeprefix("Invalid value ").strip("'")
                ) from None
            raise Refusal(Code.BAD_SPEC, field=path.strip(".`") or "poll", reason=reason) from None
        except msgspec.DecodeError:
            raise Refusal(Code.BAD_JSON) from None
        return self.check_spec(spec)

    def check_spec(self, spec: Spec) -> Spec:
        """Return a spec in its normal form. Raise `BAD_SPEC` naming the field."""
        checked: Spec = self.of(spec).check_spec(spec)
        return checked

    def read_ballot(
        self, spec: Spec, raw: bytes, languages: Sequence[str] = ()
    ) -> tuple[bytes, dict[str, int]]:
        """Return a ballot's normal form as JSON, and its marks, where a session declares these languages.

        Raise a refusal if it answers another poll.
        """
        kind = self.of(spec)
        try:
            ballot = self._ballots.decode(raw)
        except msgspec.DecodeError:
            raise Refusal(Code.WRONG_KIND) from None
        if not isinstance(ballot, kind.ballot):
            raise Refusal(Code.WRONG_KIND)
        checked = kind.check(spec, kind.heard(ballot, languages))
        return msgspec.json.encode(checked), kind.marks(spec, checked)
