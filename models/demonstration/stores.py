"""Made-up stores: which belt, county, category and type, since when, how good, and who looks after them."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import reference
from models.demonstration import columns, vocabulary
from models.demonstration.days import Flags, Floats, History, Ints, Rng
from models.demonstration.factors import Factors
from models.demonstration.locations import Locations

SamplePoints = Callable[[np.ndarray, Rng], tuple[Floats, Floats]]
"""County codes (n text) and a generator -> WGS-84 longitudes and latitudes (n; NaN: no polygon)."""

YEARS_OF_ENTRIES = 3
MANAGERS = 8
"""Account managers in a large province; a small one has two."""


@dataclass(frozen=True)
class Stores:
    """Stores as arrays of one length, in the order they entered and of their identifiers."""

    number: Ints  # 18 digits
    type: Ints  # index of STORE_TYPES
    belt: Ints  # -1: none
    category: Ints
    place: Ints
    entered: Ints  # day number
    score: Floats  # NaN: none yet
    score_before: Floats
    rescored: Ints  # the day the score changed from score_before
    violation: Flags
    appetite: Floats  # 0..1, how busy a store is

    def __len__(self) -> int:
        return len(self.number)

    def part(self, rows: slice) -> "Stores":
        """Some of the stores."""
        return Stores(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def identifiers(self) -> pa.Array:
        """Identifiers as text of 18 digits, leading zeros kept."""
        return pc.utf8_lpad(pa.array(self.number).cast(pa.string()), width=18, padding="0")


def belts_and_places(locations: Locations, sizes: Ints, count: int, rng: Rng) -> tuple[Ints, Ints]:
    """Belt (or -1) and place of each store: 6 % of a belt's stores stand in a neighbouring county."""
    free = count - int(sizes.sum())
    belt = np.r_[np.repeat(np.arange(len(sizes)), sizes), np.full(free, -1)]
    weight = locations.weight * rng.lognormal(0.0, 0.9, len(locations.codes))
    alone = rng.choice(len(locations.codes), free, p=weight / weight.sum())
    strays = np.resize(locations.strays, min(free, max(len(locations.strays), count // 2_000)))
    alone[: len(strays)] = strays
    place = np.r_[locations.belt_place[belt[: count - free]], alone]
    next_door = locations.neighbours(place, rng)
    return belt, np.where((rng.random(count) < 0.065) & (belt >= 0), next_door, place)


def categories(locations: Locations, belt: Ints, rng: Rng) -> Ints:
    """Category of each store: mostly its belt's own."""
    shares = np.bincount(locations.belt_category) + 3.0
    other = rng.choice(len(shares), len(belt), p=shares / shares.sum())
    return np.where((belt < 0) | (rng.random(len(belt)) < 0.05), other, locations.belt_category[belt])


def entries(count: int, history: History, rng: Rng) -> Ints:
    """Days of entry, sorted: over three years, more of late."""
    days = YEARS_OF_ENTRIES * 365
    return np.sort(history.last - (days * rng.random(count) ** 1.25).astype(np.int64))


def scores(count: int, rng: Rng) -> Floats:
    """Store scores: most 4.2 to 5.0, a few below, 3 % none."""
    score = 5.0 - 0.85 * rng.beta(1.5, 3.2, count)
    score = np.where(rng.random(count) < 0.03, rng.uniform(3.0, 4.3, count), score)
    return np.where(rng.random(count) < 0.03, np.nan, np.round(score, 2))


def made(locations: Locations, factors: Factors, count: int, history: History, rng: Rng) -> Stores:
    """Make so many stores."""
    belt, place = belts_and_places(locations, factors.belt_stores, count, rng)
    order = rng.permutation(count)
    belt, place = belt[order], place[order]
    number = np.arange(count, dtype=np.int64) * 9_973 + rng.integers(0, 9_973, count)
    number += np.where(rng.random(count) < 0.005, 4_000_000_000_000, 100_000_000_000_000_000)
    score = scores(count, rng)
    drift = np.where(rng.random(count) < 0.12, rng.normal(0.0, 0.18, count), 0.0)
    return Stores(
        number=number,
        type=rng.choice(len(vocabulary.STORE_TYPES), count, p=vocabulary.TYPE_SHARE),
        belt=belt,
        category=categories(locations, belt, rng),
        place=place,
        entered=entries(count, history, rng),
        score=score,
        score_before=np.clip(np.round(score + drift, 2), 1.0, 5.0),
        rescored=history.last - rng.integers(0, 200, count),
        violation=rng.random(count) < 0.03,
        appetite=rng.beta(1.6, 1.6, count),
    )


def names(stores: Stores, locations: Locations, rng: Rng) -> pa.Array:
    """Made-up store names: place, fancy word, product, sign."""
    kinds = [row["code"] for row in reference.rows("categories")]
    products = [vocabulary.PRODUCTS[kind] for kind in kinds]
    first = np.cumsum([0, *map(len, products)])
    size = np.array([len(some) for some in products])
    product = first[stores.category] + (rng.random(len(stores)) * size[stores.category]).astype(np.int64)
    front = columns.named(stores.place, [f"{name}·" for name in locations.names])
    fancy = columns.named(rng.integers(0, len(vocabulary.FANCIES), len(stores)), vocabulary.FANCIES)
    middle = columns.named(product, [word for some in products for word in some])
    return pc.binary_join_element_wise(front, fancy, middle, columns.named(stores.type, vocabulary.SIGNS), "")


def owners(stores: Stores, locations: Locations, rng: Rng) -> pa.Array:
    """The account manager of each store: by prefecture, 4 % none yet."""
    province = locations.province[stores.place]
    large = np.bincount(locations.province[locations.belt_place], minlength=len(locations.provinces)) >= 20
    managers = np.where(large, MANAGERS, 2)
    first = np.cumsum(managers) - managers
    owner = first[province] + locations.prefecture[stores.place] % managers[province]
    return columns.named(
        np.where(rng.random(len(stores)) < 0.04, -1, owner),
        [vocabulary.manager(number) for number in range(int(managers.sum()))],
    )


def points(stores: Stores, locations: Locations, sample: SamplePoints | None, rng: Rng) -> tuple[Floats, Floats]:
    """GCJ-02 degrees of each store, NaN for 4 % and where no point can be sampled."""
    if sample is None:
        nothing = np.full(len(stores), np.nan)
        return nothing, nothing
    from models.geography.datum import wgs84_to_gcj02

    renewed = reference.renewed_codes()
    codes = np.array([renewed.get(code, code) for code in locations.codes])
    lon, lat = sample(codes[stores.place], rng)
    known = ~(np.isnan(lon) | np.isnan(lat)) & (rng.random(len(stores)) >= 0.04)
    shifted = wgs84_to_gcj02(np.where(known, lon, 110.0), np.where(known, lat, 35.0))
    return np.where(known, shifted[0], np.nan), np.where(known, shifted[1], np.nan)


def sheet(stores: Stores, locations: Locations, sample: SamplePoints | None, rng: Rng) -> dict[str, pa.Array]:
    """The columns of stores.csv."""
    lon, lat = points(stores, locations, sample, rng)
    kinds = [row["code"] for row in reference.rows("categories")]
    return {
        "store_id": stores.identifiers(),
        "store_name": names(stores, locations, rng),
        "store_type": columns.named(stores.type, vocabulary.STORE_TYPES),
        "belt_id": columns.named(stores.belt, [row["belt_id"] for row in reference.rows("belts")]),
        "category_code": columns.named(stores.category, kinds),
        "county_adcode": columns.named(stores.place, locations.codes),
        "entered_on": columns.days(stores.entered),
        "lon": columns.decimals(lon, 6),
        "lat": columns.decimals(lat, 6),
        "store_score": columns.decimals(stores.score, 2),
        "has_violation": columns.named(stores.violation.astype(np.int64), ("no", "yes")),
        "owner": owners(stores, locations, rng),
    }
