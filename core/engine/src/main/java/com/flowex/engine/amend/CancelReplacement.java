package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.end.Cancellation;
import com.flowex.engine.ids.OrderFingerprint;
import com.flowex.engine.order.Placement;
import com.flowex.engine.state.ExchangeState;

/** Cancel-replace: cancels one order and places another instead; the two are answered separately. */
public final class CancelReplacement {

    private final ExchangeState state;
    private final Placement placement;
    private final Cancellation cancellation;

    public CancelReplacement(ExchangeState state, Placement placement, Cancellation cancellation) {
        this.state = state;
        this.placement = placement;
        this.cancellation = cancellation;
    }

    /** @param effects effects of the new order on debts */
    public void replace(CancelReplace command, DebtEffects effects) {
        OrderRequest request = command.replacement();
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(request, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = OrderFingerprint.of(request, effects);
        if (!placement.isNew(request, account, fingerprint)) {
            return;
        }
        RejectReason notCanceled = cancellation.tryCancel(command.cancel());
        if (notCanceled != null) {
            state.journal.reject(request.account(), notCanceled);
        }
        if (notCanceled == null || command.mode() == ReplaceMode.ALLOW_FAILURE) {
            placement.placeInstead(request, account, fingerprint, effects);
        } else {
            placement.refuse(request, account, fingerprint, reasonOf(notCanceled));
        }
    }

    /** Returns the reason of the new order, which its id remembers. */
    private static RejectReason reasonOf(RejectReason notCanceled) {
        return notCanceled == RejectReason.UNKNOWN_ORDER ? RejectReason.NOTHING_CANCELED : notCanceled;
    }
}
