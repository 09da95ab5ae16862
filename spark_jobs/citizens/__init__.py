"""The citizens' site: static pages in three languages and the open data that they are written from.

`open_data` takes the published rows of years and quarters, by one dimension at most, from the serving file and writes
them as CSV with their descriptions; `site` reads that CSV and writes the pages. No server, no script, no login, and
nothing that a page loads from elsewhere.
"""
