DROP INDEX arrivals_by_state;
