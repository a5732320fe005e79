-- How much of itself an exchange says for a while, because an operator asked at the command line; every process looks.
CREATE TABLE log_levels (
    logger   text        PRIMARY KEY,
    level    text        NOT NULL,
    ends_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON log_levels TO flowex_app;
