"""The kind `colours`: 1 to 5 colours a person, from a palette or freely, in order of preference.

A swatch is kept exactly; a free pick is kept to what the eye can tell (`colour.quantise`), so a tally is
bounded whatever the audience. Results read the tally in clusters: every colour belongs to the family (or,
with a palette of the poll's own, to the swatch) that it is nearest to, whoever else answered, so a colour
never changes its cluster while the room watches; a cluster shows its medoid, a colour somebody picked.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Annotated, Any, ClassVar, Final

from msgspec import Meta, Struct, structs

from palabre import colour
from palabre.errors import Code, Refusal
from palabre.figures import percent
from palabre.kinds.bars import Bar, draw_painted
from palabre.kinds.base import (
    Ballot,
    Comparison,
    Editions,
    Kind,
    Layout,
    Plot,
    Results,
    Spec,
    check_question,
)
from palabre.kinds.mosaic import Tile, draw_mosaic
from palabre.kinds.names import family_of, name_of, tables
from palabre.kinds.shift import arrow, changes, draw_shift
from palabre.kinds.swatches import FAMILIES, SWATCHES
from palabre.kinds.wheel import draw_wheel
from palabre.protocol import Column, Decision, Table, Tally, View, say

#: A palette of the poll's own has at most this many swatches.
PALETTE_LIMIT: Final = 60
#: A cluster names at most this many of its colours, the most picked.
MEMBER_LIMIT: Final = 12
STANDARD: Final = tuple(swatch.colour for swatch in SWATCHES)
#: Below this chroma a colour has no hue to be ordered by.
GREY_CHROMA: Final = 0.03


class ColoursSpec(Spec, frozen=True, tag="colours"):
    """How many colours a person picks, and from what. Without `swatches` from the standard palette.

    `free` lets people pick any colour beside the swatches.
    """

    picks: Annotated[int, Meta(ge=1, le=5)] = 3
    free: bool = True
    swatches: Annotated[tuple[str, ...], Meta(max_length=PALETTE_LIMIT)] = ()


class ColoursBallot(Ballot, frozen=True, tag="colours"):
    """The picked colours as `#rrggbb`, the preferred one first."""

    picks: Annotated[tuple[Annotated[str, Meta(max_length=64)], ...], Meta(max_length=64)]


class Cluster(Struct, frozen=True):
    """Picks that are read as one colour: its medoid, its name, how many picks and their share of all.

    `members` are the colours that were picked and how often, the most picked first, at most `MEMBER_LIMIT`;
    `range` is the darkest and the lightest of all that were picked.
    """

    key: str
    colour: str
    name: dict[str, str]
    picks: int
    share: float
    members: tuple[tuple[str, int], ...]
    range: tuple[str, str]


class ColoursResults(Results, frozen=True, tag="colours"):
    """The clusters in the order of their hues, greys last; `picks` is how many colours were picked in all."""

    turnout: int
    picks: int
    clusters: tuple[Cluster, ...]


class Colours(Kind[ColoursSpec, ColoursBallot, ColoursResults]):
    """Colours of the room."""

    name: ClassVar[str] = "colours"
    spec: ClassVar[type[Spec]] = ColoursSpec
    ballot: ClassVar[type[Ballot]] = ColoursBallot
    results_type: ClassVar[type[Results]] = ColoursResults
    variants: ClassVar[tuple[str, ...]] = ("mosaic", "wheel", "bars")
    comparable: ClassVar[bool] = True
    tables: ClassVar[dict[str, Any]] = {
        "SWATCHES": [{"colour": swatch.colour, "name": swatch.name} for swatch in SWATCHES],
        **tables(),
    }

    def check_spec(self, spec: ColoursSpec) -> ColoursSpec:
        """Return the spec with its swatches in lower case. Raise `BAD_SPEC` for what is no colour."""
        check_question(spec)
        swatches = tuple(value.strip().lower() for value in spec.swatches)
        for place, value in enumerate(swatches):
            if not colour.is_colour(value):
                raise Refusal(
                    Code.BAD_SPEC, field=f"swatches[{place}]", reason="must be a colour like #3a86ff"
                )
            if value in swatches[:place]:
                raise Refusal(Code.BAD_SPEC, field=f"swatches[{place}]", reason="stands there twice")
        if swatches and not spec.free and len(swatches) < max(2, spec.picks):
            raise Refusal(Code.BAD_SPEC, field="swatches", reason=f"must be at least {max(2, spec.picks)}")
        return structs.replace(spec, swatches=swatches)

    def check(self, spec: ColoursSpec, ballot: ColoursBallot) -> ColoursBallot:
        """Return the picks as stored, each once. Raise `EMPTY`, `TOO_MANY` or `NOT_A_COLOUR`."""
        picks = tuple(dict.fromkeys(_stored(spec, value) for value in ballot.picks))
        if not picks:
            raise Refusal(Code.EMPTY)
        if len(picks) > spec.picks:
            raise Refusal(Code.TOO_MANY, limit=spec.picks)
        return structs.replace(ballot, picks=picks)

    def marks(self, spec: ColoursSpec, ballot: ColoursBallot) -> dict[str, int]:
        """Return one mark for each pick."""
        return dict.fromkeys(ballot.picks, 1)

    def holds(self, mark: str) -> bool:
        """Whether a mark is a colour."""
        return colour.is_colour(mark)

    def results(self, spec: ColoursSpec, tally: Tally, decisions: Sequence[Decision]) -> ColoursResults:
        """Read the tally in clusters; there is nothing to moderate in a colour."""
        gathered: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for value, count in tally.marks.items():
            key = _key(spec.swatches, value)
            if key and count > 0:
                gathered[key][value] = count
        read = {key: _read(key, frozenset(members.items())) for key, members in gathered.items()}
        total = sum(one.picks for one in read.values())
        clusters = [
            structs.replace(read[key], share=round(read[key].picks / total, 4))
            for key in _keys(spec)
            if key in read
        ]
        return ColoursResults(tally.turnout, total, _distinguished(clusters))

    def table(self, spec: ColoursSpec, results: ColoursResults, lang: str) -> Table:
        """Return name, picks, share and range of every cluster, the most picked first, with its swatch."""
        columns = (
            Column("colour"),
            Column("picks", numeric=True),
            Column("share", numeric=True),
            Column("range"),
        )
        ranked = _ranked(results)
        rows = tuple((say(one.name, lang), one.picks, one.share, _range(one, lang)) for one in ranked)
        return Table(columns, rows, tuple(one.colour for one in ranked))

    def figure(
        self,
        spec: ColoursSpec,
        results: ColoursResults,
        view: View,
        layout: Layout | None,
    ) -> Plot:
        """Draw the mosaic of the room's colours, the wheel, or ranked bars."""
        if view.variant == "bars":
            ranked = _ranked(results)
            bars = [
                Bar(say(_called(one.key), view.lang), one.picks, one.share, one.colour, one.members)
                for one in ranked
            ]
            return draw_painted(view, bars, [one.key for one in ranked], range(len(bars)))
        tiles = _tiles(spec, results, view.lang)
        return draw_wheel(view, tiles) if view.variant == "wheel" else draw_mosaic(view, tiles)

    def compare(
        self, spec: ColoursSpec, then: ColoursResults, now: ColoursResults, view: View, names: Editions
    ) -> Comparison:
        """Draw two mosaics on one scale and what each colour has gained or lost between them."""
        before, after = _tiles(spec, then, view.lang), _tiles(spec, now, view.lang)
        columns = (
            Column("colour"),
            Column("then", numeric=True, text=names.then),
            Column("now", numeric=True, text=names.now),
            Column("change", numeric=True),
        )
        ranked = changes(before, after)
        called = {one.key: say(one.name, view.lang) for one in (*then.clusters, *now.clusters)}
        rows = tuple(
            (
                called[one.shown.id],
                percent(one.then.share, view.lang),
                percent(one.now.share, view.lang),
                arrow(one.points),
            )
            for one in ranked
        )
        table = Table(columns, rows, tuple(one.shown.colour for one in ranked))
        return Comparison(draw_shift(view, before, after, names), table)


def _tiles(spec: ColoursSpec, results: ColoursResults, lang: str) -> list[Tile]:
    """Return a tile for every cluster that a poll can have, in the order of the figures."""
    here = {one.key: one for one in results.clusters}
    return [_tile(key, here.get(key), lang) for key in _keys(spec)]


def _tile(key: str, cluster: Cluster | None, lang: str) -> Tile:
    if cluster is None:
        return Tile(key, "", "", 0.0)
    # Beside its own colour a name needs no code to be told from another one's.
    return Tile(key, say(_called(key), lang), cluster.colour, cluster.share, cluster.members)


def _stored(spec: ColoursSpec, value: str) -> str:
    """Return a pick as it is stored. Raise `NOT_A_COLOUR` where it cannot be picked here."""
    value = value.strip().lower()
    if value in (spec.swatches or STANDARD):
        return value
    if not (spec.free and colour.is_colour(value)):
        raise Refusal(Code.NOT_A_COLOUR, value=value)
    return colour.quantise(value)


@lru_cache(maxsize=32768)
def _key(swatches: tuple[str, ...], value: str) -> str:
    """Return the cluster that a colour belongs to: a swatch of the poll's own palette, else a family; "": no colour."""
    if not colour.is_colour(value):
        return ""
    return colour.nearest(value, swatches) if swatches else family_of(value)


@lru_cache(maxsize=256)
def _read(key: str, members: frozenset[tuple[str, int]]) -> Cluster:
    """Return a cluster without its share. Kept, as one more ballot changes few clusters of many."""
    counts = dict(members)
    medoid = colour.medoid(counts)
    ranked = sorted(sorted(members), key=itemgetter(1), reverse=True)[:MEMBER_LIMIT]
    lightness = [(colour.lab(value).l, value) for value in counts]
    ends = (min(lightness)[1], max(lightness)[1])
    return Cluster(key, medoid, _called(key), sum(counts.values()), 0.0, tuple(ranked), ends)


def _called(key: str) -> dict[str, str]:
    """Return what a cluster is called in every language."""
    return FAMILIES[key] if key in FAMILIES else name_of(key)


def _range(cluster: Cluster, lang: str) -> str:
    """Return what the darkest and the lightest colour of a cluster are called, once where it is one name."""
    return " – ".join(dict.fromkeys(say(name_of(value), lang) for value in cluster.range))


def _distinguished(clusters: Sequence[Cluster]) -> tuple[Cluster, ...]:
    """Return the clusters with their codes added to names that two of them share."""
    shared = Counter(str(cluster.name) for cluster in clusters)
    return tuple(
        structs.replace(one, name={lang: f"{name} {one.key}" for lang, name in one.name.items()})
        if shared[str(one.name)] > 1
        else one
        for one in clusters
    )


def _keys(spec: ColoursSpec) -> list[str]:
    """Return every cluster that a poll can have, in the order in which figures show them."""
    return sorted(spec.swatches, key=_hue) if spec.swatches else list(FAMILIES)


def _hue(value: str) -> tuple[float, float, str]:
    """Return where a colour stands among others: around the hues from red, greys last, the light first."""
    here = colour.lab(value)
    return (400.0 if here.chroma < GREY_CHROMA else (here.hue - 10) % 360, -here.l, value)


def _ranked(results: ColoursResults) -> list[Cluster]:
    return sorted(results.clusters, key=lambda one: (-one.picks, one.key))


COLOURS: Final = Colours()
