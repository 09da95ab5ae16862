"""The agreed structure of a sampling base: a row a cost centre and age group, with how many were invited and how many
service events there were in the month. A delivery is one month; what isn't counted has no column.
"""

from lake_layout.feedback_fields import FIELD, FeedbackField

COUNTS = (
    FeedbackField("invitations", "count", "Invitations sent in the month", "Lähetettyjä kutsuja"),
    FeedbackField("service_events", "count", "Service events in the month", "Palvelutapahtumia"),
)

FIELDS = (
    FIELD["cost_centre"],
    FIELD["age_group"],
    FeedbackField("counted_in", "date", "A day of the month that is counted", "Laskennan kuukausi"),
    *COUNTS,
)
