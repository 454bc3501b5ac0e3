"""`palabre bench`: how fast and how well, measured by anyone with one command.

One module a scenario. Timings live here and never in a test.
"""
