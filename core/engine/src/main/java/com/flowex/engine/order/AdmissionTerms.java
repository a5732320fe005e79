package com.flowex.engine.order;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderTerms;
import com.flowex.engine.state.RuleSet;
import java.util.Arrays;

/**
 * Circumstances of an order's admission, beside the order.
 *
 * @param effects effects of the order on debts
 */
record AdmissionTerms(AdmissionKind kind, DebtEffects effects) {

    private static final AdmissionTerms[] WITHOUT_EFFECTS = Arrays.stream(AdmissionKind.values())
            .map(kind -> new AdmissionTerms(kind, DebtEffects.NONE))
            .toArray(AdmissionTerms[]::new);

    /** Returns the circumstances; those without effects are made once, because most orders have none. */
    static AdmissionTerms of(AdmissionKind kind, DebtEffects effects) {
        return effects.areNone() ? WITHOUT_EFFECTS[kind.ordinal()] : new AdmissionTerms(kind, effects);
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
