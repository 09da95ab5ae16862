"""Fair comparison: intervals, standardisation, comparability, funnel limits; from published counts only, no Spark."""
