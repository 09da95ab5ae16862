"""The contracts in force: all of the folder that the settings name, read once a process."""

from functools import lru_cache

from expectations.contract import Contract, ContractError
from expectations.contract_file import load_contracts
from lake_layout.feedback_fields import OWN_STATEMENTS
from lake_layout.settings import settings


@lru_cache(maxsize=1)
def contracts() -> tuple[Contract, ...]:
    """The contracts of feedback."""
    return load_contracts(settings().contracts)


@lru_cache(maxsize=1)
def denominator_contracts() -> tuple[Contract, ...]:
    """The contracts of sampling bases; a region may have none."""
    return load_contracts(settings().contracts / "denominators")


def all_contracts() -> tuple[Contract, ...]:
    return contracts() + denominator_contracts()


def delivers_feedback(region: str, source: str) -> bool:
    """Whether the source's rows are feedback; true of a source that has no contract any more."""
    return all((one.region, one.source) != (region, source) for one in denominator_contracts())


def asks_own_statements(region: str) -> bool:
    """Whether a contract of the region maps statements of its own."""
    own = {field.name for field in OWN_STATEMENTS}
    return any(own & set(contract.fields) for contract in contracts() if contract.region == region)


def contract_of(region: str, source: str) -> Contract:
    """The contract of one source; ContractError where there is none."""
    for contract in all_contracts():
        if (contract.region, contract.source) == (region, source):
            return contract
    raise ContractError(f"region {region} has no contract for a source '{source}'")


def regions() -> tuple[str, ...]:
    """Regions that have a contract, in code order."""
    return tuple(sorted({contract.region for contract in contracts()}))
