"""Superset's security manager for Aspa: whoever isn't an administrator asks only what the pages can show."""

from typing import Any

from superset.errors import ErrorLevel, SupersetError, SupersetErrorType
from superset.exceptions import SupersetSecurityException
from superset.security import SupersetSecurityManager

from infra.superset.asked import refusal


class AspaSecurityManager(SupersetSecurityManager):
    """Superset's own checks (roles, datasets, dashboards), and `asked` before them for every chart's query."""

    def raise_for_access(self, **resources: Any) -> None:  # type: ignore[override]
        if not self.is_admin() and (reason := _refused(resources)):
            raise SupersetSecurityException(
                SupersetError(
                    message=f"Not offered to report users: {reason}",
                    error_type=SupersetErrorType.MISSING_OWNERSHIP_ERROR,
                    level=ErrorLevel.WARNING,
                )
            )
        super().raise_for_access(**resources)

    def get_oauth_user_info(self, provider: str, resp: dict[str, Any] | None = None) -> dict[str, Any]:
        """Who logged in by OpenID Connect, with the groups that decide the roles (sign_in.py)."""
        told = self.oauth_remotes[provider].userinfo(token=resp)
        name = told.get("preferred_username") or told["sub"]
        return {
            "username": name,
            "email": told.get("email", name),
            "first_name": told.get("given_name", ""),
            "last_name": told.get("family_name", ""),
            "role_keys": told.get("groups", []),
        }


def _refused(resources: dict[str, Any]) -> str | None:
    if any(resources.get(name) is not None for name in ("database", "query", "table", "viz", "sql")):
        return "SQL and tables of the database"
    context = resources.get("query_context")
    if context is None:
        return None
    dataset = context.datasource
    if getattr(dataset, "type", None) != "table":
        return "anything but a dataset of the pages"
    return refusal(context, set(dataset.column_names), {metric.metric_name for metric in dataset.metrics})
