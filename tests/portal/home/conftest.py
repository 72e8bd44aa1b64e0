from tests.centres.conftest import areas, community_area, neighbour_area  # noqa: F401
