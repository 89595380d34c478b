"""Remarks, not errors: places that lie far from the shape of the country they are filed under."""
from .model import Resource
from .shapes import Polygon, distance_outside_km

_LIMIT_KM = 40.0  # the 50m shapes leave out small islands and round the coast
_NOT_DRAWN_APART = frozenset("BES BVT CCK CXR GIB GLP GUF MTQ MYT REU SJM TKL UMI".split())


def far_from_country(resource: Resource, key: str, shapes: dict[str, list[Polygon]]) -> list[str]:
    remarks = []
    for row in resource.rows:
        code = row["country_iso3"]
        if code in _NOT_DRAWN_APART or code not in shapes:
            continue
        distance = distance_outside_km((float(row["lon"]), float(row["lat"])), shapes[code])
        if distance > _LIMIT_KM:
            remarks.append(f"{resource.name} {row[key]}: {distance:.0f} km from the shape of {code}")
    return remarks
