"""Text analysis with Spark NLP over silver's anonymised text."""
