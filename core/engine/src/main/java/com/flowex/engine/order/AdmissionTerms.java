package com.flowex.engine.order;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderTerms;
import com.flowex.engine.state.RuleSet;

/**
 * Circumstances of an order's admission, beside the order.
 *
 * @param effects effects of the order on debts
 */
record AdmissionTerms(AdmissionKind kind, DebtEffects effects) {

    /** Made once, because most orders are of this kind. */
    private static final AdmissionTerms SINGLE = new AdmissionTerms(AdmissionKind.SINGLE, DebtEffects.NONE);

    static AdmissionTerms single(DebtEffects effects) {
        return effects.areNone() ? SINGLE : new AdmissionTerms(AdmissionKind.SINGLE, effects);
    }

    /** Returns true if the rules know an order with these effects. */
    boolean areKnown(OrderTerms terms, RuleSet rules) {
        boolean isSingle = kind == AdmissionKind.SINGLE && !(terms instanceof OrderTerms.Conditional);
        return (effects.areNone() || isSingle || rules.allOrdersHaveEffects())
                && (!effects.borrows() || rules.ordersBorrow())
                && (!effects.repays() || rules.ordersRepay())
                && (!effects.returns() || rules.ordersReturnLoans());
    }
}
