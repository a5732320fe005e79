-- How far each projection has come; written in the same transaction as the rows it covers.
CREATE TABLE checkpoints (
    projection text PRIMARY KEY,
    sequence bigint NOT NULL CHECK (sequence >= 0),
    position bigint NOT NULL CHECK (position >= 0),
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

GRANT SELECT ON checkpoints TO flowex_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON checkpoints TO flowex_views;
