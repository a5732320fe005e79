-- What a coin was worth at the end of a day, in dollars, as one provider says; of no tenant.
CREATE TABLE prices (
    coin       text    NOT NULL,
    provider   text    NOT NULL,
    day        date    NOT NULL,
    price      numeric NOT NULL,
    market_cap numeric,
    volume     numeric,
    PRIMARY KEY (coin, provider, day)
);

CREATE INDEX prices_by_day ON prices (day);

GRANT SELECT, INSERT, UPDATE, DELETE ON prices TO flowex_app;
