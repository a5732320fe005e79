package com.flowex.domain.order;

import java.util.Locale;

/** Kinds of order that a market may allow; clients use the lower-case name. */
public enum OrderKind {
    LIMIT,
    MARKET,
    STOP_LOSS,
    STOP_LOSS_LIMIT,
    TAKE_PROFIT,
    TAKE_PROFIT_LIMIT,
    TRAILING_STOP,
    ICEBERG,
    TWAP,
    OCO;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the name on the wire, such as "stop_loss_limit". */
    public String code() {
        return code;
    }

    /** Returns the kind of order that these terms make. */
    public static OrderKind of(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.isIceberg() ? ICEBERG : LIMIT;
            case OrderTerms.Market _, OrderTerms.MarketByQuote _ -> MARKET;
            case OrderTerms.Conditional conditional ->
                of(conditional.trigger(), conditional.then() instanceof OrderTerms.Limit);
            case OrderTerms.Twap _ -> TWAP;
        };
    }

    /** Returns true for a conditional order that shows a part of itself at a time once its trigger is met. */
    public static boolean isIcebergBehindTrigger(OrderTerms terms) {
        return terms instanceof OrderTerms.Conditional(var _, OrderTerms.Limit then) && then.isIceberg();
    }

    private static OrderKind of(Trigger trigger, boolean hasLimit) {
        return switch (trigger) {
            case Trigger.StopLoss _ -> hasLimit ? STOP_LOSS_LIMIT : STOP_LOSS;
            case Trigger.TakeProfit _ -> hasLimit ? TAKE_PROFIT_LIMIT : TAKE_PROFIT;
            case Trigger.Trailing _, Trigger.Activated _ -> TRAILING_STOP;
        };
    }
}
