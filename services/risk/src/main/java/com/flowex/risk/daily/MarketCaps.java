package com.flowex.risk.daily;

import java.util.OptionalDouble;

/** What all of an asset is worth, as somebody outside says. */
@FunctionalInterface
public interface MarketCaps {

    /** Nothing is known. */
    MarketCaps UNKNOWN = (_, _) -> OptionalDouble.empty();

    /** In US dollars, or what is worth as much; empty or zero where it is not known. */
    OptionalDouble of(int tenant, String asset);
}
