-- Price alerts of an asset in the order of their thresholds: a trade finds those that it meets without a look at the others.
CREATE INDEX alerts_armed_by_price ON alerts (tenant_id, asset, side, threshold)
    WHERE subject = 'price' AND enabled AND armed;
-- Those that have fired, by the price from which on they may fire again.
CREATE INDEX alerts_fired_above ON alerts (tenant_id, asset, (threshold - hysteresis))
    WHERE subject = 'price' AND enabled AND NOT armed AND side = 'above';
CREATE INDEX alerts_fired_below ON alerts (tenant_id, asset, (threshold + hysteresis))
    WHERE subject = 'price' AND enabled AND NOT armed AND side = 'below';

-- Last trade of each market by which price alerts were evaluated.
CREATE TABLE price_alert_positions (
    tenant_id     integer NOT NULL,
    instrument_id integer NOT NULL,
    trade_id      bigint  NOT NULL,
    PRIMARY KEY (tenant_id, instrument_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON price_alert_positions TO flowex_app;
