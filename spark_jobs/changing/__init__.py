"""What is changing: monthly series of published figures, what was to be expected, and alerts. No Spark, no silver.

Everything here is computed from gold's published counts, so that it tells nothing that they don't.
"""
