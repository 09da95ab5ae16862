"""The contracts in force: all of the folder that the settings name, read once a process."""

from functools import lru_cache

from expectations.contract import Contract, ContractError
from expectations.contract_file import load_contracts
from lake_layout.settings import settings


@lru_cache(maxsize=1)
def contracts() -> tuple[Contract, ...]:
    return load_contracts(settings().contracts)


def contract_of(region: str, source: str) -> Contract:
    """The contract of one source; ContractError where there is none."""
    for contract in contracts():
        if (contract.region, contract.source) == (region, source):
            return contract
    raise ContractError(f"region {region} has no contract for a source '{source}'")


def regions() -> tuple[str, ...]:
    """Regions that have a contract, in code order."""
    return tuple(sorted({contract.region for contract in contracts()}))
