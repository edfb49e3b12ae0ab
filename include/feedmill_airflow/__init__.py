"""The glue between Airflow and the mill: assets, the doorbell, connections, the steps that tasks run, serving.

Nothing here knows how a file becomes stories; nothing in `feedmill` knows Airflow.
"""
