from runtime.bundle.thin import thin
from runtime.sources.source_map import NO_SOURCE, Segment, encode, segments

OWN, PACKAGE = 0, 1
NAMES = ["x.integration.ts", "../node_modules/p/index.js"]


def test_packages_keep_one_segment_a_line_and_the_author_keeps_all() -> None:
    full = [
        Segment(0, 0, PACKAGE, 7, 0),
        Segment(0, 4, PACKAGE, 7, 4),
        Segment(0, 8, PACKAGE, 8, 0),
        Segment(1, 0, OWN, 0, 0),
        Segment(1, 4, OWN, 0, 4),
        Segment(1, 8, PACKAGE, 9, 0),
        Segment(1, 9, PACKAGE, 9, 1),
        Segment(1, 12, NO_SOURCE, 9, 1),
        Segment(3, 0, PACKAGE, 9, 0),
    ]
    thinned = thin(encode(["a", "b"], iter(full)), NAMES)
    assert thinned.sources == NAMES
    assert [(each.bundle_line, each.bundle_column) for each in segments(thinned)] == [
        (0, 0),
        (1, 0),
        (1, 4),
        (1, 8),
        (1, 12),
        (3, 0),
    ]
