package com.flowex.trading.order;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import java.util.Optional;

/** The words an order's choices have on the wire and in the view. */
public final class OrderWords {

    public static final String LIMIT = "limit";
    public static final String MARKET = "market";

    private OrderWords() {}

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
        };
    }

    public static String of(ExpiryReason reason) {
        return switch (reason) {
            case IMMEDIATE_OR_CANCEL -> "immediate_or_cancel";
            case FILL_OR_KILL -> "fill_or_kill";
            case NO_LIQUIDITY -> "no_liquidity";
            case FILL_LIMIT -> "fill_limit";
        };
    }

    public static String typeOf(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit _ -> LIMIT;
            case OrderTerms.Market _ -> MARKET;
        };
    }

    /** A market order trades at once or not at all, which is what "ioc" says. */
    public static String timeInForceOf(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> of(limit.timeInForce());
            case OrderTerms.Market _ -> of(TimeInForce.IOC);
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
            default -> Optional.empty();
        };
    }

    public static Optional<ExpiryReason> expiryReason(String word) {
        for (ExpiryReason reason : ExpiryReason.values()) {
            if (of(reason).equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
