"""Airflow's four parts served from one home, by one supervisor: set up, started, watched, ended.

For one machine. Where Airflow is served otherwise (containers, a platform), nothing here is needed.
"""
