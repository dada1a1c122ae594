"""`make bench`: how fast Kwis is, how much memory it takes and how heavy its pages are, measured through the real server.

Makes a database of its own beside the others (`kwis_bench_10000`), fills it by COPY, starts the web server and the workers
with the settings of production, logs in over HTTP and asks. What is measured and what came out stands in
docs/running/performance.md.

From first to last: database, filling (with texts), serving, asking, weighing, counting, telling.
"""
