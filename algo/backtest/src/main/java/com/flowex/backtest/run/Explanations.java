package com.flowex.backtest.run;

import com.flowex.backtest.result.Fillability;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.strategy.order.OrderStatus;

/** Answer to the question why an order was not filled, from what the run knows of its life. */
final class Explanations {

    private Explanations() {}

    static Fillability of(OwnOrder order) {
        return new Fillability(
                order.bestOppositeUnits, order.queueAheadUnits, order.tradedAtPriceUnits, explanation(order));
    }

    private static String explanation(OwnOrder order) {
        VenueMarket market = order.market;
        if (order.status == OrderStatus.FILLED) {
            return "";
        }
        if (order.status == OrderStatus.REJECTED || market == null) {
            return order.message;
        }
        if (!order.hasArrived()) {
            return "The data ended, or a cancel came, before the order reached the exchange.";
        }
        if (order.trigger != null) {
            return waiting(order, market);
        }
        String end =
                order.reason.isEmpty() ? "It was open at the end of the run. " : "It ended: " + order.reason + ". ";
        return end + (order.limitUnits == 0 ? market(order) : limit(order, market));
    }

    private static String waiting(OwnOrder order, VenueMarket market) {
        String best = order.bestOppositeUnits == 0
                ? "the other side of the book was empty"
                : "the price that it watched was at best " + market.price(order.bestOppositeUnits);
        return switch (order.trigger) {
            case Trigger.StopLoss(var price, var _) ->
                "Its trigger at " + market.price(price.units()) + " was not met before it ended; " + best + ".";
            case Trigger.TakeProfit(var price, var _) ->
                "Its trigger at " + market.price(price.units()) + " was not met; " + best + ".";
            case Trigger.Trailing _, Trigger.Activated _ ->
                "The price never turned by the distance; the best that it saw was " + market.price(order.extremeUnits)
                        + ".";
            case null -> "";
        };
    }

    private static String market(OwnOrder order) {
        return order.filledUnits == 0
                ? "Nothing stood on the other side of the book."
                : "The other side of the book held less than its quantity.";
    }

    private static String limit(OwnOrder order, VenueMarket market) {
        boolean isBuy = order.side() == Side.BUY;
        String other = isBuy ? "lowest ask" : "highest bid";
        if (order.bestOppositeUnits == 0) {
            return "The other side of the book was empty while it was open.";
        }
        boolean isReached =
                isBuy ? order.bestOppositeUnits <= order.limitUnits : order.bestOppositeUnits >= order.limitUnits;
        String best = "The " + other + " while it was open was " + market.price(order.bestOppositeUnits);
        if (order.queueAheadUnits >= 0) {
            return best + "; " + market.base(order.queueAheadUnits) + " stood before it in the queue at "
                    + market.price(order.limitUnits) + ", and " + market.base(order.tradedAtPriceUnits)
                    + " traded at that price.";
        }
        return isReached
                ? best + ", which reached its price, but the bar's share of volume was used up."
                : best + ", which never reached its price " + market.price(order.limitUnits) + ".";
    }
}
