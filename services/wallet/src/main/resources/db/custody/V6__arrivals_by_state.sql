-- What waits for a human is listed by its state: without an index the list reads every deposit that ever arrived.
CREATE INDEX arrivals_by_state ON arrivals (state, owner, arrived_at);
