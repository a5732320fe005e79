package com.flowex.engine.oracle;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Price;
import org.jspecify.annotations.Nullable;

/** Section 5: prices from which on a stop trails. */
final class Activations {

    private Activations() {}

    /** By rules 14: fields that older rules do not know. */
    static boolean isTooNew(OrderRequest order, int rulesVersion) {
        boolean isActivatedByLoss = order.terms() instanceof OrderTerms.Conditional conditional
                && conditional.trigger() instanceof Trigger.TrailingFromLoss;
        boolean transfers = order.selfTradePrevention() == SelfTradePrevention.TRANSFER;
        return rulesVersion < 14 && (isActivatedByLoss || transfers);
    }

    /** True if an order that has seen no price may begin at this one. */
    static boolean isReached(Trigger trigger, Side side, Price price) {
        boolean isAtOrAbove;
        Price from;
        switch (trigger) {
            case Trigger.TrailingFrom(Price activation, var _) -> {
                from = activation;
                isAtOrAbove = side == Side.SELL;
            }
            case Trigger.TrailingFromLoss(Price activation, var _) -> {
                from = activation;
                isAtOrAbove = side == Side.BUY;
            }
            case Trigger.TrailingAmount _, Trigger.TrailingRate _, Trigger.StopLoss _, Trigger.TakeProfit _ -> {
                return true;
            }
        }
        return isAtOrAbove ? price.units() >= from.units() : price.units() <= from.units();
    }

    /** True if an order that waits begins at this price because of a loss. */
    static boolean isLoss(Order order, @Nullable Price price) {
        return price != null
                && order.extreme == null
                && order.conditional().trigger() instanceof Trigger.TrailingFromLoss loss
                && isReached(loss, order.side(), price);
    }

    /** The price at which a buy would begin: the watched one if it begins now, else the one that it names. */
    static Price beginning(Trigger.Activated trigger, @Nullable Price now) {
        return now != null && isReached(trigger, Side.BUY, now) ? now : trigger.activation();
    }

    /** The terms as they are once the order trails. */
    static OrderTerms.Conditional begun(OrderTerms.Conditional terms) {
        return terms.trigger() instanceof Trigger.Activated activated
                ? new OrderTerms.Conditional(activated.then(), terms.then())
                : terms;
    }
}
