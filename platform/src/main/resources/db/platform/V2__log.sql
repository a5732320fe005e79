-- Which log this database goes with: log time of the log's first event, in nanoseconds since 1970. One row.
CREATE TABLE log (
    first_nanos bigint NOT NULL,
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
);
