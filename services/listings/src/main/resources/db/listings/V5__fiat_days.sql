-- Rates of fiat currencies by day, as each source gave them last on that day; of no tenant.
CREATE TABLE fiat_days (
    source   text    NOT NULL, -- operator or provider; a sample is computed
    currency text    NOT NULL,
    unit     text    NOT NULL, -- currency of which one unit is worth the amount
    day      date    NOT NULL,
    amount   numeric CHECK (amount > 0), -- NULL: the operator's rate ended on this day
    PRIMARY KEY (source, currency, day, unit)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON fiat_days TO flowex_app;
