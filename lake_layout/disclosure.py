"""The parameters of disclosure control, all of them, each with its reason. The method of published results is in
`spark_jobs/disclosure`, that of THL's rows in `spark_jobs/thl/coarsen.py`.

A result set is one question's answers in one slice; its categories are what is counted.
"""

from dataclasses import dataclass

FEWEST_RESPONDENTS = 10
"""A set is published when its true and its published number are both at least this: the pilots' final report (2025)
shows no result set under ten."""

FEWEST_REGIONS = 3
"""Regions with at least `FEWEST_RESPONDENTS` each that a country figure needs: with two, each would subtract itself
and read the other."""

FEWEST_LEFT = 3
"""A set that leaves fewer than this of a wider set (but any at all) is withheld: from two published sets that differ
by one or two people, each differing by chance in another way, their answers could be guessed."""

FEWEST_CHANGED = 10
"""Feedback that must have come, gone or changed before a published set is published anew: until then it stands as it
was, for the difference between two releases would be a result set of so few."""

NOISE_BOUND = 2
"""The most that a published count may be off. Two is the least at which every published count, zero and one included,
may stand for three or more true ones: 0 for 0, 1, 2; 1 for 1, 2, 3."""

NOISE_VARIANCE = 1.0
"""Variance of one published count about the true one; see docs/attackers_report.md, from which it is chosen."""

KEY_SPACE = 2**32
"""Record keys are whole numbers below this, and so are the sums of them."""

FEWEST_FEASIBLE = 3
"""What an attacker may narrow a withheld count, or a category's count in a set under `SMALL_SET`, down to: at least
so many values must remain, else the build fails."""

SMALL_SET = 30
"""Sets below this are those in which one more or less may be told apart; above it a count off by two says nothing."""

MOST_GAIN = 3.0
"""An attacker's belief in one person's true answer, averaged over the noise, may be at most so many times what it was
before looking at what is published."""

FEWEST_ALIKE = 5
"""Rows of gold/pseudonymised that are alike in all that others may know of a customer: region, month, service class,
contact type, professional group and age group. Whoever knows these of somebody still has five rows to choose from."""

FEWEST_DIFFERENT_ANSWERS = 2
"""Different answers that alike rows hold to each question which all of them answered: where five neighbours in the data
all gave the same answer, it needn't be known which row is whose."""


@dataclass(frozen=True)
class AgeBand:
    """A wider age group: from the `first` year of age to the `last`, both in it; None where it is open."""

    code: str
    first: int
    last: int | None


WIDER_AGES = (AgeBand("00-17", 0, 17), AgeBand("18-64", 18, 64), AgeBand("65+", 65, None))
"""Under age, of working age, older: what the questionnaires and the services tell apart too."""

COARSENING = (
    ("professional_group", "all"),
    ("contact_type", "all"),
    ("service_class", "parent"),
    ("age_group", "wider"),
    ("service_class", "all"),
    ("age_group", "all"),
)
"""In what order rows that aren't alike enough are coarsened, each step on top of the former ones, until they are: what
national comparison needs least goes first. Region and month are never coarsened; what is still not alike enough after
the last step is left out, and counted."""
