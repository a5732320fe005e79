package com.flowex.trading.app.order;

import com.flowex.domain.order.DebtEffects;
import com.flowex.platform.errors.Fields;
import org.jspecify.annotations.Nullable;

/** The fields of a request that give an order, or a pair, its effects on debts, as sent. */
record EffectFields(
        @Nullable Boolean autoBorrow,
        @Nullable Boolean autoRepay,
        @Nullable Boolean autoRepayAtCancel) {

    /** Returns the effects on the debts of the account. */
    DebtEffects effects() {
        boolean borrows = Boolean.TRUE.equals(autoBorrow);
        return new DebtEffects(borrows, Boolean.TRUE.equals(autoRepay), borrows && returns());
    }

    private boolean returns() {
        return Boolean.TRUE.equals(autoRepayAtCancel);
    }

    /** Notes the request to return a loan where nothing is borrowed. */
    void check(Fields fields) {
        if (returns() && !Boolean.TRUE.equals(autoBorrow)) {
            fields.refuse("auto_repay_at_cancel", "left out where auto_borrow is not true");
        }
    }
}
