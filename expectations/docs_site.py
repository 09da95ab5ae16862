"""The Great Expectations project: its stores in the audit layer, and Data Docs, the reviewers' site.

The project is configured here and nowhere on disk, so that checks of several regions may run at once; only writing
the site's pages is taken in turn.
"""

from pathlib import Path

import great_expectations as gx
from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context import AbstractDataContext
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults
from great_expectations.data_context.types.resource_identifiers import (
    ExpectationSuiteIdentifier,
    ValidationResultIdentifier,
)

from expectations import pages
from expectations.reviewers import one_at_a_time

SITE = "deliveries"


def _store(class_name: str, folder: Path) -> dict[str, object]:
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)}
    return {"class_name": class_name, "store_backend": backend}


def data_context(validations: Path, site: Path) -> AbstractDataContext:
    """A context whose validation results lie in `validations` and whose Data Docs are written to `site`."""
    defaults = InMemoryStoreBackendDefaults()
    stores = {
        **defaults.stores,
        defaults.validation_results_store_name: _store("ValidationResultsStore", validations / "results"),
        defaults.expectations_store_name: _store("ExpectationsStore", validations / "suites"),
    }
    sites = {
        SITE: {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            **{"store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(site)}},
        }
    }
    config = DataContextConfig(
        store_backend_defaults=defaults,
        stores=stores,
        data_docs_sites=sites,
        analytics_enabled=False,
        progress_bars={"globally": False},
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def write_pages(context: AbstractDataContext, site: Path, results: list[ExpectationSuiteValidationResult]) -> None:
    """Write the pages of these results, and Great Expectations' own list of every run there has been."""
    identifiers = []
    for result in results:
        suite = ExpectationSuiteIdentifier(name=result.suite_name)
        run = result.meta["run_id"]
        run = run if isinstance(run, RunIdentifier) else RunIdentifier(**run)
        identifiers += [suite, ValidationResultIdentifier(suite, run, result.batch_id)]
    with one_at_a_time(site):
        context.build_data_docs(site_names=[SITE], resource_identifiers=identifiers)
        pages.serve_assets(site)
        for page in _written(site, results):
            pages.localise(page, site)


def _written(site: Path, results: list[ExpectationSuiteValidationResult]) -> list[Path]:
    """The pages that Great Expectations wrote for these results, and its index."""
    written = [site / "index.html"]
    for result in results:
        written.append(site / "expectations" / f"{result.suite_name}.html")
        run = result.meta["run_id"]
        name = run.run_name if isinstance(run, RunIdentifier) else run["run_name"]
        written += (site / "validations" / result.suite_name / name).rglob("*.html")
    return written
