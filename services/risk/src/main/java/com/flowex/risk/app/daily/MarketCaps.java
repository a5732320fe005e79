package com.flowex.risk.app.daily;

import java.util.OptionalDouble;

/** Source of market caps, from outside the exchange. */
@FunctionalInterface
public interface MarketCaps {

    /** A source that knows none. */
    MarketCaps UNKNOWN = (_, _) -> OptionalDouble.empty();

    /** Returns the market cap in US dollars or an equivalent; empty or zero if it is unknown. */
    OptionalDouble of(int tenant, String asset);
}
