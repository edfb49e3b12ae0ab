"""The embedded server as its users see it, with the real one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedmill.archive import keeper, server, standing
from feedmill.archive.connecting import connect
from feedmill.archive.server import Endpoint, embedded
from feedmill.archive.standing import GRPC_OFFSET, PORTS, Process, Standing
from feedmill.errors import ArchiveOutage
from feedmill.settings import Settings

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("socket_enabled")]

USER = """
import sys, time
from pathlib import Path
from feedmill.archive.server import embedded
from feedmill.settings import Settings
with embedded(Settings(home=Path(sys.argv[1]))) as endpoint:
    print(endpoint.url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    eventually(lambda: running(tmp_path) is None, "nothing is left running after the last user")


def running(home: Path) -> Standing | None:
    found = standing.read(home / "archive")
    processes = (found.keeper, found.server) if found else ()
    return found if any(each and each.lives_in(home / "archive") for each in processes) else None


def stopped(process: Process) -> bool:
    """Whether each of its threads stands still: a signal to stop is sent before it is obeyed."""
    tasks = [task.read_text() for task in Path(f"/proc/{process.pid}/task").glob("*/stat")]
    return {task.rpartition(")")[2].split()[0] for task in tasks} == {"T"}


def eventually(holds: Callable[[], bool], what: str, seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        time.sleep(0.05)


def a_user(home: Path) -> subprocess.Popen[str]:
    """Another process that uses the archive until its input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def address(user: subprocess.Popen[str]) -> str:
    assert user.stdout is not None
    return user.stdout.readline().strip()


def processes(endpoint: Endpoint, home: Path) -> tuple[Process, Process]:
    found = running(home)
    assert found is not None
    assert endpoint.url == f"http://127.0.0.1:{found.port}"
    assert found.keeper is not None
    assert found.server is not None
    return found.keeper, found.server


def test_a_running_archive_is_shared_and_ends_with_its_last_user(home: Path) -> None:
    told: list[str] = []
    first = embedded(Settings(home=home), told.append)
    second = embedded(Settings(home=home), told.append)
    assert told == ["starting the archive"]
    assert first.url == second.url
    assert first.secret_key == second.secret_key
    before = processes(first, home)
    first.close()
    first.close()
    time.sleep(3 * keeper.LOOK_SECONDS)
    assert processes(second, home) == before
    second.close()
    eventually(lambda: running(home) is None, "the server ends with its last user")
    found = standing.read(home / "archive")
    assert found is not None
    assert second.url.endswith(f":{found.port}"), "its port is remembered"


def test_it_comes_back_on_the_same_port_with_everything_in_it(home: Path) -> None:
    urls: list[str] = []
    for _ in range(2):
        with connect(Settings(home=home)) as archive:
            archive.client.put_object(
                Bucket="feedmill", Key="kept", Body=b"kept", IfNoneMatch="*"
            ) if not urls else None
            assert archive.client.get_object(Bucket="feedmill", Key="kept")["Body"].read() == b"kept"
            urls.append(archive.client.meta.endpoint_url)
    assert urls[0] == urls[1]


def test_four_processes_that_start_at_once_share_one_server(home: Path) -> None:
    users = [a_user(home) for _ in range(4)]
    assert len({address(user) for user in users}) == 1
    for user in users:
        user.communicate()


def test_a_killed_user_leaves_nothing_running(home: Path) -> None:
    user = a_user(home)
    assert address(user).startswith("http://127.0.0.1:")
    user.kill()
    user.communicate()
    eventually(lambda: running(home) is None, "the server of a killed user ends")


@pytest.mark.parametrize("victim", [0, 1], ids=["keeper", "server"])
def test_whatever_of_it_is_killed_the_next_user_finds_a_running_one_at_the_same_address(
    home: Path, victim: int
) -> None:
    with embedded(Settings(home=home)) as endpoint:
        os.kill(processes(endpoint, home)[victim].pid, signal.SIGKILL)
        eventually(lambda: running(home) is None, "one does not live without the other")
        with embedded(Settings(home=home)) as again:
            assert again.url == endpoint.url
            processes(again, home)


def test_a_server_that_hangs_is_replaced(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "START_SECONDS", 3.0)
    with embedded(Settings(home=home)) as endpoint:
        hanging = processes(endpoint, home)[1]
        os.kill(hanging.pid, signal.SIGSTOP)
        eventually(lambda: stopped(hanging), "no thread of the server answers any more")
        monkeypatch.setattr(keeper, "STOP_SECONDS", 0.5)
        with embedded(Settings(home=home)) as again:
            assert processes(again, home)[1] != hanging
        assert not hanging.lives_in(home / "archive")


def test_two_homes_never_meet(home: Path) -> None:
    with connect(Settings(home=home / "a")) as one, connect(Settings(home=home / "b")) as other:
        one.client.put_object(Bucket="feedmill", Key="mine", Body=b"")
        assert "Contents" not in other.client.list_objects_v2(Bucket="feedmill", Prefix="mine")
    for each in ("a", "b"):
        eventually(lambda each=each: running(home / each) is None, "both end")  # type: ignore[misc]  # bound per turn


def test_a_port_that_was_taken_meanwhile_is_left_to_its_owner(home: Path) -> None:
    with embedded(Settings(home=home)) as endpoint:
        port = int(endpoint.url.rpartition(":")[2])
    eventually(lambda: running(home) is None, "the first has ended")
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port + 1))
        taken.listen()
        with embedded(Settings(home=home)) as again:
            assert again.url != endpoint.url


def test_a_port_lost_to_somebody_faster_is_given_up_for_another(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free_port = standing.free_port
    tries: list[int] = []

    def late(_preferred: int | None) -> int:
        port = free_port(None)
        if not tries:
            line.bind(("127.0.0.1", port + 2))
            line.listen()
        tries.append(port)
        return port

    monkeypatch.setattr(standing, "free_port", late)
    with socket.socket() as line, embedded(Settings(home=home)) as endpoint:
        assert len(tries) == 2
        assert endpoint.url.endswith(f":{tries[1]}")


def test_it_listens_on_loopback_alone_and_on_no_port_but_its_own(home: Path) -> None:
    with embedded(Settings(home=home)) as endpoint:
        pid = processes(endpoint, home)[1].pid
        port = int(endpoint.url.rpartition(":")[2])
        sockets = {name.readlink().name for name in Path(f"/proc/{pid}/fd").iterdir() if name.is_symlink()}
        rows = [
            row.split() for kind in ("tcp", "tcp6") for row in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]
        ]
        listening = {row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}
    own = {f"0100007F:{each + offset:04X}" for each in range(port, port + PORTS) for offset in (0, GRPC_OFFSET)}
    assert f"0100007F:{port:04X}" in listening <= own


def test_no_key_stands_on_a_command_line_in_an_environment_in_a_log_or_open_to_others(home: Path) -> None:
    with embedded(Settings(home=home)) as endpoint:
        for process in processes(endpoint, home):
            for name in ("cmdline", "environ"):
                assert endpoint.secret_key.encode() not in Path(f"/proc/{process.pid}/{name}").read_bytes()
        assert endpoint.secret_key not in repr(endpoint)
        assert endpoint.secret_key not in (home / "archive" / "weed.log").read_text()
        holding = [
            path for path in home.rglob("*") if path.is_file() and endpoint.secret_key.encode() in path.read_bytes()
        ]
    assert {path.name for path in holding} >= {"secrets.env", "s3.json"}
    assert {path.stat().st_mode & 0o077 for path in holding} == {0}


def test_a_forked_worker_that_outlives_its_parent_does_not_keep_it_running(home: Path) -> None:
    endpoint = embedded(Settings(home=home))
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)
    endpoint.close()
    try:
        eventually(lambda: running(home) is None, "a forked worker holds nothing")
    finally:
        os.close(writing)
        os.waitpid(worker, 0)
        os.close(reading)


def test_a_forked_worker_that_ends_takes_nothing_from_its_parent(home: Path) -> None:
    with embedded(Settings(home=home)) as endpoint:
        worker = os.fork()
        if worker == 0:
            endpoint.close()
            os._exit(0)
        os.waitpid(worker, 0)
        time.sleep(3 * keeper.LOOK_SECONDS)
        processes(endpoint, home)


def test_a_started_program_does_not_keep_it_running(home: Path) -> None:
    with embedded(Settings(home=home)):
        program = subprocess.Popen(["sleep", "60"], close_fds=False)
    try:
        eventually(lambda: running(home) is None, "a program that was started holds nothing")
    finally:
        program.kill()
        program.wait()


def test_a_process_that_only_has_the_number_of_a_former_one_is_left_alone(home: Path) -> None:
    bystander = subprocess.Popen(["sleep", "60"])
    try:
        itself = Process.of(bystander.pid)
        (home / "archive").mkdir()
        for stale in (itself, Process(bystander.pid, itself.started - 1)):
            standing.write(home / "archive", Standing(standing.free_port(None), stale, stale))
            with embedded(Settings(home=home)) as endpoint:
                processes(endpoint, home)
            eventually(lambda: running(home) is None, "it ends")
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_server_that_cannot_start_is_an_outage_that_names_its_log(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_configure", lambda *_: None)  # so that its data folder is missing
    with pytest.raises(ArchiveOutage, match=r"weed\.log") as caught:
        embedded(Settings(home=home))
    assert str(caught.value.reason) == "server_did_not_start"


def test_a_missing_program_is_an_outage_that_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "program", lambda: Path("/nowhere/weed"))
    with pytest.raises(ArchiveOutage) as caught:
        embedded(Settings(home=home))
    assert str(caught.value.reason) == "server_missing"


def test_wrong_keys_are_an_outage_and_give_back_the_share(home: Path) -> None:
    with embedded(Settings(home=home)):
        wrong = Settings(home=home, archive_access_key="wrong", archive_secret_key="wrong")
        with pytest.raises(ArchiveOutage) as caught:
            connect(wrong)
        assert str(caught.value.reason) == "archive_denied"


def test_no_socket_is_left_in_tmp(home: Path) -> None:
    with embedded(Settings(home=home)) as endpoint:
        port = int(endpoint.url.rpartition(":")[2])
    eventually(lambda: running(home) is None, "it ends")
    ports = {str(each + offset) for each in range(port, port + PORTS) for offset in (0, GRPC_OFFSET)}
    assert [path for path in Path("/tmp").glob("seaweedfs-*.sock") if path.stem.rpartition("-")[2] in ports] == []
