package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.state.RuleSet;
import org.jspecify.annotations.Nullable;

/** Checks of the two orders of a pair against each other. */
public final class PairChecks {

    private PairChecks() {}

    /**
     * Returns a reason if the rules do not know such a first order, or if it is not on the profitable side of its stop, by
     * its limit, its trigger or its activation price.
     */
    public static @Nullable RejectReason refusalOf(OrderRequest first, OrderRequest stop, RuleSet by) {
        if (first.trails() && !by.takeProfitsOfPairsTrail()) {
            return RejectReason.RULES_TOO_OLD;
        }
        long price = OrderFields.pairPrice(first.terms());
        return price != 0 && areCrossed(price, stop) ? RejectReason.PAIR_PRICES_CROSSED : null;
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
