"""What Superset enters about use: who asked which chart and opened which page; not the inner steps of each answer.

Superset commits after every entry, and then loads the dataset and all its columns anew: entering five inner steps of a
chart's answer took a third of its time.
"""

from typing import Any

from superset.utils.log import DBEventLogger

INNER_STEPS = {
    "ChartDataRestApi.json_dumps",
    "QueryObject.post_processing",
    "_get_data_response",
    "execute_sql",
    "load_into_dataframe",
}


class UseLogger(DBEventLogger):
    """Superset's own log in its database, without the inner steps."""

    def log(self, user_id: int | None, action: str, *args: Any, **kwargs: Any) -> None:
        if action not in INNER_STEPS:
            super().log(user_id, action, *args, **kwargs)
