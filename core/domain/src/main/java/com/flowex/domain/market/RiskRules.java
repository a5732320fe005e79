package com.flowex.domain.market;

import com.flowex.domain.order.OrderKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Safety limits of a market. Zero in a number means no limit.
 *
 * @param notionalMaxUnits highest value of one order, in units of the quote asset
 * @param positionMaxUnits largest position of an account in the base asset, open buys included, in units of the base
 *     asset
 * @param openOrdersMax highest number of open orders of one account in this market
 * @param bandMillionths width of the price band: an order may not take further from the reference price than this, a
 *     buy above it or a sell below it
 * @param breaker circuit breaker that halts the market by itself
 * @param kinds kinds of order that the market accepts
 */
public record RiskRules(
        long notionalMaxUnits,
        long positionMaxUnits,
        int openOrdersMax,
        int bandMillionths,
        CircuitBreaker breaker,
        Set<OrderKind> kinds) {

    /** Rules without any limit, band or breaker, with every kind of order. */
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

    /** Copies the kinds in the order of the enum, so that the same rules look the same on every JVM. */
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
