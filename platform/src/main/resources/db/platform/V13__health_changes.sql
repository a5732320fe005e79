-- What has changed of the health of each process, the newest ten thousand of the last thirty days. No tenant has anything in it.
CREATE TABLE health_changes (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    process  text        NOT NULL,
    part     text        NOT NULL,
    before   text        NOT NULL,
    state    text        NOT NULL,
    why      text        NOT NULL,
    at       timestamptz NOT NULL
);
CREATE INDEX health_changes_by_time ON health_changes (at);
GRANT SELECT, INSERT, DELETE ON health_changes TO flowex_app;
