package com.flowex.engine.order;

import com.flowex.domain.order.DebtEffects;
import com.flowex.engine.state.RuleSet;

/**
 * Circumstances of an order's admission, beside the order.
 *
 * @param effects effects of the order on debts
 */
record AdmissionTerms(AdmissionKind kind, DebtEffects effects) {

    /** An order that leaves debts as they are. */
    static AdmissionTerms of(AdmissionKind kind) {
        return new AdmissionTerms(kind, DebtEffects.NONE);
    }

    /** Returns true if the rules know an order with these effects. */
    boolean areKnown(RuleSet rules) {
        return (!effects.borrows() || rules.ordersBorrow())
                && (!effects.repays() || rules.ordersRepay())
                && (!effects.returns() || rules.ordersReturnLoans());
    }
}
