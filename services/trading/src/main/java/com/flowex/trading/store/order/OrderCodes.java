package com.flowex.trading.store.order;

import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import java.util.Optional;

/** Codes of an order's enums on the wire and in the view. */
public final class OrderCodes {

    public static final String LIMIT = "limit";
    public static final String MARKET = "market";

    private OrderCodes() {}

    public static String of(Side side) {
        return switch (side) {
            case BUY -> "buy";
            case SELL -> "sell";
        };
    }

    public static String of(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case GTC -> "gtc";
            case IOC -> "ioc";
            case FOK -> "fok";
            case GTD -> "gtd";
        };
    }

    public static String of(TriggerSource source) {
        return switch (source) {
            case LAST_TRADE -> "last_trade";
            case BEST_PRICE -> "best_price";
        };
    }

    public static String of(SelfTradePrevention mode) {
        return switch (mode) {
            case NONE -> "none";
            case EXPIRE_TAKER -> "expire_taker";
            case EXPIRE_MAKER -> "expire_maker";
            case EXPIRE_BOTH -> "expire_both";
            case DECREMENT -> "decrement";
            case TRANSFER -> "transfer";
        };
    }

    /** Direction from which a trailing order's activation price is reached: as that of a take-profit, or of a stop-loss. */
    public enum ActivationType {
        TAKE_PROFIT,
        STOP_LOSS
    }

    /** Returns the direction from which the activation price is reached. */
    public static String activationTypeOf(Trigger.Activated trigger) {
        return switch (trigger) {
            case Trigger.TrailingFrom _ -> "take_profit";
            case Trigger.TrailingFromLoss _ -> "stop_loss";
        };
    }

    public static String typeOf(OrderTerms terms) {
        return OrderKind.of(terms).code();
    }

    /**
     * Returns the code of the time in force. It is "ioc" for an order that never rests: a market order, or each slice
     * of a time-weighted one.
     */
    public static String timeInForceOf(OrderTerms terms) {
        return limitOf(terms).map(limit -> of(limit.timeInForce())).orElse(of(TimeInForce.IOC));
    }

    /** Returns the limit in the terms, whether triggered or not; empty if there is none. */
    public static Optional<OrderTerms.Limit> limitOf(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> Optional.of(limit);
            case OrderTerms.Conditional conditional
            when conditional.then() instanceof OrderTerms.Limit limit -> Optional.of(limit);
            case OrderTerms.Conditional _, OrderTerms.Market _, OrderTerms.MarketByQuote _, OrderTerms.Twap _ ->
                Optional.empty();
        };
    }

    public static Optional<Side> side(String word) {
        return switch (word) {
            case "buy" -> Optional.of(Side.BUY);
            case "sell" -> Optional.of(Side.SELL);
            default -> Optional.empty();
        };
    }

    public static Optional<TimeInForce> timeInForce(String word) {
        return switch (word) {
            case "gtc" -> Optional.of(TimeInForce.GTC);
            case "ioc" -> Optional.of(TimeInForce.IOC);
            case "fok" -> Optional.of(TimeInForce.FOK);
            case "gtd" -> Optional.of(TimeInForce.GTD);
            default -> Optional.empty();
        };
    }

    public static Optional<ExpiryReason> expiryReason(String word) {
        for (ExpiryReason reason : ExpiryReason.values()) {
            if (reason.code().equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
