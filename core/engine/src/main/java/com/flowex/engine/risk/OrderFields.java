package com.flowex.engine.risk;

import com.flowex.domain.RejectReason;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Trigger;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.RuleSet;
import org.jspecify.annotations.Nullable;

/** Checks of an order's own fields, which do not depend on the book or the account. */
public final class OrderFields {

    private OrderFields() {}

    /** Returns true if the rules know the order's trigger and its prevention mode. */
    public static boolean areKnown(OrderRequest order, RuleSet by) {
        return (by.preventionMayTransfer() || order.selfTradePrevention() != SelfTradePrevention.TRANSFER)
                && (by.lossesActivateTrailing()
                        || !(order.terms() instanceof OrderTerms.Conditional(Trigger.TrailingFromLoss _, var _)));
    }

    /** Returns the first reason to refuse the order; null if there is none. */
    public static @Nullable RejectReason refusalOf(OrderRequest order, Market market, RuleSet by) {
        return refusalOf(order.terms(), order.quantity().units(), market, by);
    }

    /** Returns the first reason to refuse an order with these terms and this quantity; null if there is none. */
    public static @Nullable RejectReason refusalOf(OrderTerms terms, long quantity, Market market, RuleSet by) {
        RejectReason refusal =
                refusalOfPrices(market.rules, triggerPrice(terms), limitPrice(terms), activationPrice(terms));
        if (refusal == null && !(terms instanceof OrderTerms.MarketByQuote)) {
            refusal = refusalOfQuantity(market.rules, quantity);
        }
        if (refusal == null) {
            refusal = refusalOfParts(market, terms, quantity, by);
        }
        return refusal != null ? refusal : refusalOfNotional(market, limitPrice(terms), quantity, by);
    }

    /** @param trigger 0 if there is none, as are the others */
    public static @Nullable RejectReason refusalOfPrices(
            InstrumentRules rules, long trigger, long limit, long activation) {
        long tick = rules.tickUnits();
        if (trigger % tick != 0 || limit % tick != 0 || activation != 0 && activation % tick != 0) {
            return RejectReason.PRICE_OFF_TICK;
        }
        boolean isTooHigh = Math.max(Math.max(trigger, limit), activation) > rules.priceMaxUnits();
        return isTooHigh ? RejectReason.PRICE_TOO_HIGH : null;
    }

    public static @Nullable RejectReason refusalOfQuantity(InstrumentRules rules, long quantity) {
        if (quantity % rules.lotUnits() != 0) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        if (quantity < rules.quantityMinUnits()) {
            return RejectReason.QUANTITY_TOO_SMALL;
        }
        return quantity > rules.quantityMaxUnits() ? RejectReason.QUANTITY_TOO_LARGE : null;
    }

    private static @Nullable RejectReason refusalOfParts(Market market, OrderTerms terms, long quantity, RuleSet by) {
        return switch (terms) {
            case OrderTerms.Limit limit ->
                refusalOfDisplay(market, limit.price().units(), limit.display().units(), quantity, by);
            case OrderTerms.Conditional(var _, OrderTerms.Limit limit) ->
                refusalOfDisplay(market, limit.price().units(), limit.display().units(), quantity, by);
            case OrderTerms.Twap twap -> {
                InstrumentRules rules = market.rules;
                long slice = quantity / twap.slices();
                boolean isTooSmall = slice - slice % rules.lotUnits() < rules.quantityMinUnits();
                yield isTooSmall ? RejectReason.SLICE_TOO_SMALL : null;
            }
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Conditional _ -> null;
        };
    }

    /** @param display 0: the order shows itself whole */
    public static @Nullable RejectReason refusalOfDisplay(
            Market market, long price, long display, long quantity, RuleSet by) {
        InstrumentRules rules = market.rules;
        boolean isValid = display == 0
                || display % rules.lotUnits() == 0 && display >= rules.quantityMinUnits() && display < quantity;
        return isValid && !showsTooLittle(market, price, display, quantity, by)
                ? null
                : RejectReason.DISPLAY_QUANTITY_INVALID;
    }

    /** Returns true if the display quantity of an iceberg is too small a part of it, or worth too little. */
    public static boolean showsTooLittle(Market market, long price, long display, long quantity, RuleSet by) {
        return by.icebergsShowEnough()
                && display != 0
                && (display < Math.ceilDiv(quantity, OrderTerms.Limit.PARTS_MAX)
                        || refusalOfNotional(market, price, display, by) != null);
    }

    /**
     * Returns the refusal of an order whose notional is too small; null if it is large enough.
     *
     * @param limit limit price in units; 0 if there is none, and then there is no least notional
     */
    public static @Nullable RejectReason refusalOfNotional(Market market, long limit, long quantity, RuleSet by) {
        long least = Math.max(market.rules.notionalMinUnits(), by.everyFillIsPaid() ? 1 : 0);
        return limit != 0 && Notional.isBelow(limit, quantity, market.conversion, least)
                ? RejectReason.NOTIONAL_TOO_SMALL
                : null;
    }

    /** The order's limit price, 0 if it has none. */
    public static long limitPrice(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.price().units();
            case OrderTerms.Twap twap -> twap.limit().units();
            case OrderTerms.Conditional(var _, OrderTerms.Limit limit) ->
                limit.price().units();
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Conditional _ -> 0;
        };
    }

    /** The price that a trigger names, 0 if it trails. */
    public static long triggerPrice(Trigger trigger) {
        return switch (trigger) {
            case Trigger.StopLoss stop -> stop.price().units();
            case Trigger.TakeProfit take -> take.price().units();
            case Trigger.Trailing _, Trigger.Activated _ -> 0;
        };
    }

    /** The order's trigger price or trailing distance, 0 if it has none. */
    private static long triggerPrice(OrderTerms terms) {
        return terms instanceof OrderTerms.Conditional conditional ? triggerPriceOrDistance(conditional.trigger()) : 0;
    }

    private static long triggerPriceOrDistance(Trigger trigger) {
        return switch (trigger) {
            case Trigger.StopLoss stop -> stop.price().units();
            case Trigger.TakeProfit take -> take.price().units();
            case Trigger.TrailingAmount trailing -> trailing.distance().units();
            case Trigger.TrailingRate _ -> 0;
            case Trigger.Activated from -> triggerPriceOrDistance(from.then());
        };
    }

    /** The price from which on the order trails, 0 if it names none. */
    private static long activationPrice(OrderTerms terms) {
        return terms instanceof OrderTerms.Conditional(Trigger.Activated from, var _)
                ? from.activation().units()
                : 0;
    }

    /**
     * The price by which the first order of a pair is compared with its stop: its trigger's, the one from which on it
     * trails, or its limit; 0 if it trails from the beginning.
     */
    public static long pairPrice(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Conditional(Trigger.Activated from, var _) ->
                from.activation().units();
            case OrderTerms.Conditional(var trigger, var _) -> triggerPrice(trigger);
            case OrderTerms.Limit _, OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Twap _ ->
                limitPrice(terms);
        };
    }

    /** When the order, or what it becomes, expires; 0: never. */
    public static long expiresNanos(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.expiresNanos();
            case OrderTerms.Conditional(var _, OrderTerms.Limit limit) -> limit.expiresNanos();
            case OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Conditional _, OrderTerms.Twap _ -> 0;
        };
    }
}
