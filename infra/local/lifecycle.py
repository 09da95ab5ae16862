"""Up, down, where: the local services as a whole."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor

from infra.local import processes, services
from infra.local.credentials import credentials
from infra.local.health import CHECKS, wait_for
from infra.local.ports import in_use, port, url
from infra.local.services import Service
from lake_layout.settings import settings


class PortInUse(RuntimeError):
    """Somebody else listens on a port that a service needs."""


def _check_ports(wanted: tuple[Service, ...]) -> None:
    """Before anything is started: every port is free, or held by the service's own process."""
    taken = [s.name for s in wanted if in_use(port(s.name)) and not all(processes.alive(name) for name in s.names)]
    if taken:
        listed = ", ".join(f"{name}: {port(name)} (move it with ASPA_PORT_{name.upper()})" for name in taken)
        raise PortInUse(f"ports are in use by other programs: {listed}; run `make down`, stop them, or move ours")


def _say(text: str) -> None:
    print(f"[up] {text}", flush=True)


def _start(service: Service) -> None:
    started = time.monotonic()
    services.start(service)
    wait_for(service.name, service.names, service.patience)
    _say(f"{service.name} answers on port {port(service.name)} ({time.monotonic() - started:.0f} s)")


def _spark(service: Service) -> None:
    _start(service)
    started = time.monotonic()
    try:
        services.seed_reference()
    except RuntimeError as error:
        # Nothing depends on it: without a copy in the lake every reader sees what is shipped.
        _say(f"reference data could not be brought into the lake, what is shipped counts: {error}")
    else:
        _say(f"reference data are in the lake ({time.monotonic() - started:.0f} s)")


def _airflow(service: Service) -> None:
    services.prepare_airflow()
    _start(service)


def _superset(service: Service) -> None:
    services.prepare_superset()
    _start(service)


def _forget_spilled() -> None:
    """Remove what a Spark that was killed left of its shuffles; encrypted, and nobody's any more."""
    if not processes.alive("spark"):
        shutil.rmtree(settings().home / "spark-local", ignore_errors=True)


def up() -> None:
    """Start what isn't running and wait until all answers; PortInUse, NotReady or RuntimeError say what to mend."""
    wanted = services.all_services()
    _check_ports(wanted)
    spark, airflow, docs, citizens, superset = wanted
    running = [s.name for s in wanted if all(processes.alive(name) for name in s.names) and CHECKS[s.name]()]
    if len(running) == len(wanted):
        _say("all services are up")
        return
    _forget_spilled()
    _say("starting Spark, Airflow, Data Docs, the citizens' site and Superset")
    # Side by side: the machine's cores are idle for much of a start.
    with ThreadPoolExecutor(5) as pool:
        jobs = [
            pool.submit(_spark, spark),
            pool.submit(_airflow, airflow),
            pool.submit(_start, docs),
            pool.submit(_start, citizens),
            pool.submit(_superset, superset),
        ]
        for job in jobs:
            job.result()


def dashboards() -> None:
    """Bring the dashboards to what the code says."""
    services.provision_superset()


def down() -> None:
    """Stop every process that was started, the last first."""
    for name in reversed(processes.started()):
        if processes.stop(name):
            print(f"[down] {name} stopped", flush=True)
    _forget_spilled()


def where() -> None:
    """Addresses and login."""
    login = credentials()
    print(f"Airflow    {url('airflow')}")
    print(f"Data Docs  {url('data_docs')}")
    print(f"Citizens   {url('citizens')}")
    print(f"Superset   {url('superset')}/superset/dashboard/asiakaspalaute/")
    print(f"login      {login.user} / {login.password}   (administrator of both; Data Docs asks for none)")
    for name, account in login.accounts.items():
        print(f"  Superset {name} / {account['password']}   ({account['role']})")


def status() -> None:
    """Which services answer."""
    for service in services.all_services():
        alive = [name for name in service.names if processes.alive(name)]
        state = "answers" if CHECKS[service.name]() else "does not answer"
        print(f"{service.name:10} {len(alive)}/{len(service.names)} processes, {state} on port {port(service.name)}")
