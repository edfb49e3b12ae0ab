"""How sources are shared out among tasks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedmill.intake.fetching.sharing import MOST_SHARES, shared

HOSTS = st.dictionaries(st.integers(0, 9999).map(str), st.sampled_from([f"h{at}" for at in range(90)]), max_size=400)


@given(HOSTS, st.integers(1, 50))
def test_each_source_is_in_one_share_and_a_host_in_no_two(hosts: dict[str, str], size: int) -> None:
    found = shared(hosts, size)
    assert sorted(name for share in found for name in share) == sorted(hosts)
    assert all(found)
    assert len(found) <= MOST_SHARES
    seen = [host for share in found for host in {hosts[name] for name in share}]
    assert len(seen) == len(set(seen))


def test_5000_sources_of_as_many_hosts_are_64_shares_of_one_size() -> None:
    found = shared({f"s{at}": f"h{at}" for at in range(5000)}, 25)
    assert len(found) == 64
    assert {len(share) for share in found} == {78, 79}


def test_a_few_sources_are_one_share_in_their_order() -> None:
    assert shared({"b": "one", "a": "one", "c": "two"}, 25) == [["b", "a", "c"]]
    assert shared({}, 25) == []
