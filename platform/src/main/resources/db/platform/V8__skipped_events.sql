-- Events that an operator has a view pass over when it is built anew. Kept for ever: every later rebuild needs them.
CREATE TABLE skipped_events (
    view        text        NOT NULL,
    event       bigint      NOT NULL CHECK (event > 0),
    reason      text        NOT NULL,
    skipped_by  text        NOT NULL,
    skipped_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (view, event)
);

GRANT SELECT, INSERT, DELETE ON skipped_events TO flowex_app;
GRANT SELECT ON skipped_events TO flowex_views;
