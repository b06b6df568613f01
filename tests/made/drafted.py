"""Drafted deposit schedules drawn by Hypothesis."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from made.record import CATEGORIES

from models.drafts.schedule import Base, Draft, Tier

SCORES = (None, 0.0, 4.3, 4.4, 4.6, 4.7, 5.0)
KINDS = ("*", "enterprise", "flagship|personal", "enterprise|personal")


@st.composite
def drafts(draw: DrawFn) -> Draft:
    """Any draft whose rows are sound each by itself; bands of one rank may overlap."""
    tiers = []
    for number in range(draw(st.integers(0, 4))):
        least, most = draw(st.tuples(st.sampled_from(SCORES), st.sampled_from(SCORES)))
        if least is not None and most is not None and most < least:
            least, most = most, least
        tiers.append(
            Tier(
                f"T{number + 1}",
                draw(st.integers(0, 3)),
                f"梯度 {number}",
                f"Tier {number}",
                draw(st.sampled_from(KINDS)),
                least,
                most,
                draw(st.booleans()),
                draw(st.booleans()),
                draw(st.booleans()),
                draw(st.sampled_from([0.0, 12.5, 33.3, 60.0, 100.0])),
            )
        )
    keys = st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(["personal", "enterprise", "flagship"]))
    bases = draw(st.dictionaries(keys, st.sampled_from([0, 1, 99, 150_000]), max_size=3))
    return Draft(
        tuple(tiers),
        tuple(Base(*key, fen) for key, fen in sorted(bases.items())),
        is_certified_only=draw(st.booleans()),
        is_designated_only=draw(st.booleans()),
    ).ordered


@st.composite
def possible(draw: DrawFn) -> Draft:
    """A draft that can be: every row has a rank of its own."""
    draft = draw(drafts())
    tiers = [Tier(**vars(tier) | {"rank": rank}) for rank, tier in enumerate(draft.tiers, start=1)]
    return Draft(**vars(draft) | {"tiers": tuple(tiers)})
