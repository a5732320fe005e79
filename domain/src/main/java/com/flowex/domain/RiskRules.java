package com.flowex.domain;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a market refuses for safety. Zero in a number means no limit.
 *
 * @param notionalMaxUnits the dearest order, in units of the quote asset
 * @param positionMaxUnits the most of the base asset an account may own, open buys included, in units of the base asset
 * @param openOrdersMax open orders of one account in this market
 * @param bandMillionths how far from the reference price an order may take: above it a buy, below it a sell
 * @param breaker when the market halts by itself
 * @param kinds the kinds of order the market takes
 */
public record RiskRules(
        long notionalMaxUnits,
        long positionMaxUnits,
        int openOrdersMax,
        int bandMillionths,
        CircuitBreaker breaker,
        Set<OrderKind> kinds) {

    /** No limit, no band, no breaker, every kind of order. */
    public static final RiskRules NONE = new RiskRules(0, 0, 0, 0, CircuitBreaker.NONE, EnumSet.allOf(OrderKind.class));

    public RiskRules {
        atLeastZero("notionalMaxUnits", notionalMaxUnits);
        atLeastZero("positionMaxUnits", positionMaxUnits);
        atLeastZero("openOrdersMax", openOrdersMax);
        atLeastZero("bandMillionths", bandMillionths);
        if (bandMillionths >= FeeRates.WHOLE) {
            throw new IllegalArgumentException(
                    "a band is below " + FeeRates.WHOLE + " millionths, was " + bandMillionths);
        }
        kinds = inOneOrder(kinds);
    }

    /** In the order of the enum, so that the same rules look the same on every JVM. */
    private static Set<OrderKind> inOneOrder(Set<OrderKind> kinds) {
        Set<OrderKind> ordered = EnumSet.noneOf(OrderKind.class);
        ordered.addAll(kinds);
        return Collections.unmodifiableSet(ordered);
    }

    private static void atLeastZero(String name, long units) {
        if (units < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + units);
        }
    }
}
