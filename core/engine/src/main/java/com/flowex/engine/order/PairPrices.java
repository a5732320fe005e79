package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.engine.risk.OrderFields;
import org.jspecify.annotations.Nullable;

/** Comparison of the two prices of a pair. */
public final class PairPrices {

    private PairPrices() {}

    /** Returns a reason if the first order of a pair, by its limit or its trigger, is not on the profitable side of its stop. */
    static @Nullable RejectReason refusalOf(OrderRequest first, OrderRequest stop) {
        long price = first.terms() instanceof OrderTerms.Conditional(var trigger, var _)
                ? OrderFields.triggerPrice(trigger)
                : OrderFields.limitPrice(first.terms());
        return areCrossed(price, stop) ? RejectReason.PAIR_PRICES_CROSSED : null;
    }

    /**
     * Returns true if the first order of a pair is not on the profitable side of its stop; a trailing stop has no price
     * to compare with.
     *
     * @param limit price of the first order, in units
     */
    public static boolean areCrossed(long limit, OrderRequest stop) {
        if (!(stop.terms() instanceof OrderTerms.Conditional conditional)
                || !(conditional.trigger() instanceof Trigger.StopLoss(var trigger, var _))) {
            return false;
        }
        return stop.side() == Side.SELL ? limit <= trigger.units() : limit >= trigger.units();
    }
}
