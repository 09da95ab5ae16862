"""Great Expectations evaluates the rules on the data, decides, and leaves Data Docs that hold counts only.

The expectation below hands each rule's own predicate to Great Expectations, so that a rule is written once. Results
are kept at `BASIC` with no unexpected values listed: neither the validation store nor Data Docs see a cell.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
# Where Airflow has set logging up, GX would log a line for every function it registers.
logging.getLogger("great_expectations").setLevel(logging.WARNING)

import great_expectations as gx  # noqa: E402
import pandas as pd  # noqa: E402
from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult  # noqa: E402
from great_expectations.data_context import AbstractDataContext  # noqa: E402
from great_expectations.execution_engine import PandasExecutionEngine  # noqa: E402
from great_expectations.expectations.expectation import ColumnMapExpectation  # noqa: E402
from great_expectations.expectations.metrics import ColumnMapMetricProvider, column_condition_partial  # noqa: E402

from expectations.contract import Contract  # noqa: E402
from expectations.judge import Judgement  # noqa: E402
from expectations.rules import Rule  # noqa: E402

_RULES_IN_FORCE: ContextVar[dict[str, Rule]] = ContextVar("rules_in_force")
COUNTS_ONLY = {"result_format": "BASIC", "partial_unexpected_count": 0}
_EMPTY = ""
"""What stands for an empty cell while Great Expectations counts; no delivered cell is one: reading makes it None.

Great Expectations sets failures against the cells that are not null, so that a column more than half empty fails by
over 100 percent of them, which it then refuses as impossible. To our rules an empty cell is a cell like any other.
"""


def _with_empty_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every null marked as an empty cell."""
    return frame.astype(object).where(frame.notna(), _EMPTY)


def _as_read(column: pd.Series) -> pd.Series:
    """A column with its empty cells as None again."""
    empty = [isinstance(value, str) and value == _EMPTY for value in column]
    return column.mask(pd.Series(empty, index=column.index, dtype=bool), None)


class ValuesSatisfyRule(ColumnMapMetricProvider):
    """Per value: does the rule named `rule_id` hold? The rule comes from `rules_in_force`."""

    condition_metric_name = "column_values.satisfy_rule"
    condition_value_keys = ("rule_id",)
    filter_column_isnull = False

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, rule_id: str, **_: object) -> pd.Series:
        return _RULES_IN_FORCE.get()[rule_id].holds(_as_read(column)).astype(bool)


class ExpectColumnValuesToSatisfyRule(ColumnMapExpectation):
    """Expect every value of the column to satisfy one rule of the contract."""

    rule_id: str
    map_metric = "column_values.satisfy_rule"
    success_keys = ("rule_id", "mostly")
    args_keys = ("column", "rule_id")


@contextmanager
def rules_in_force(rules: tuple[Rule, ...]) -> Iterator[None]:
    """Make rules known to the metric above by their ids."""
    token = _RULES_IN_FORCE.set({rule.id: rule for rule in rules})
    try:
        yield
    finally:
        _RULES_IN_FORCE.reset(token)


def _mostly(rule: Rule, contract: Contract) -> float:
    """The least share of values that must satisfy the rule."""
    if rule.scope == "verdict" or rule.reason.severity == "quarantine":
        return 1.0 - contract.quarantined_share_most
    return 0.0 if rule.reason.severity == "warning" else 1.0


def _expectation(rule: Rule, contract: Contract) -> ExpectColumnValuesToSatisfyRule:
    return ExpectColumnValuesToSatisfyRule(
        column=rule.column,
        rule_id=rule.id,
        mostly=_mostly(rule, contract),
        severity="critical" if rule.reason.severity == "reject" else "warning",
        description=f"{rule.meaning} ({rule.reason_code})",
    )


def _definition(
    context: AbstractDataContext, scope: str, rules: list[Rule], contract: Contract
) -> gx.ValidationDefinition:
    name = f"{contract.region}_{contract.source}_{scope}"
    suite = gx.ExpectationSuite(name=name)
    for rule in rules:
        suite.add_expectation(_expectation(rule, contract))
    suite = context.suites.add_or_update(suite)
    asset = context.data_sources.add_or_update_pandas(name).add_dataframe_asset(scope)
    batch = asset.add_batch_definition_whole_dataframe(scope)
    return context.validation_definitions.add_or_update(gx.ValidationDefinition(name=name, data=batch, suite=suite))


def validate(
    context: AbstractDataContext, judgement: Judgement, contract: Contract, delivery_id: str
) -> tuple[bool, list[ExpectationSuiteValidationResult]]:
    """Evaluate the judgement's rules; whether the delivery may go on, and the results of each frame.

    RuntimeError where Great Expectations counts other failures than the findings say, or decides otherwise: then one
    of the two is wrong, and nothing may go on.
    """
    results = []
    with rules_in_force(judgement.rules):
        for scope in dict.fromkeys(rule.scope for rule in judgement.rules):
            frame = judgement.frame_of(scope)
            rules = [rule for rule in judgement.rules if rule.scope == scope]
            if len(frame):
                result = _definition(context, scope, rules, contract).run(
                    batch_parameters={"dataframe": _with_empty_cells(frame)},
                    result_format=COUNTS_ONLY,
                    run_id=gx.RunIdentifier(run_name=delivery_id),
                )
                _must_agree(result, judgement)
                results.append(result)
    success = all(
        r.success for result in results for r in result.results if r.expectation_config.severity == "critical"
    )
    if success != (judgement.outcome != "rejected"):
        raise RuntimeError(f"{delivery_id}: Great Expectations and the judgement decide differently")
    return success, results


def _must_agree(result: ExpectationSuiteValidationResult, judgement: Judgement) -> None:
    counted = judgement.findings.groupby("rule").size()
    for evaluated in result.results:
        rule_id = evaluated.expectation_config.kwargs["rule_id"]
        of_verdict = rule_id.startswith("verdict.")
        expected = len(judgement.faulty) if of_verdict else int(counted.get(rule_id, 0))
        if evaluated.exception_info.get("raised_exception"):
            raise RuntimeError(f"the rule {rule_id} could not be evaluated")
        if int(evaluated.result.get("unexpected_count", 0)) != expected:
            raise RuntimeError(f"{rule_id}: Great Expectations and the findings count differently")
