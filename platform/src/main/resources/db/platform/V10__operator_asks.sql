-- What an operator asked of the exchange that runs, at the command line. It is done within seconds or not at all: who asks takes back what
-- nobody took, so that nothing is done long after it was meant.
CREATE TABLE operator_asks (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    whose      integer     NOT NULL, -- a tenant
    command    text        NOT NULL,
    arguments  text        NOT NULL, -- one a line
    asked_by   text        NOT NULL,
    asked_at   timestamptz NOT NULL DEFAULT now(),
    taken      boolean     NOT NULL DEFAULT false,
    is_done    boolean,              -- null: no answer yet
    answer     text
);
GRANT SELECT, INSERT, UPDATE, DELETE ON operator_asks TO flowex_app;
