package com.flowex.engine.amend;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.book.Orders;
import com.flowex.engine.end.Cancellation;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.ids.OrderFingerprint;
import com.flowex.engine.order.Placement;
import com.flowex.engine.state.ExchangeState;

/** Cancel-replace: cancels one order and places another instead; the two are answered separately. */
public final class CancelReplacement {

    private final ExchangeState state;
    private final Placement placement;
    private final Cancellation cancellation;
    private final OrderTermination ends;

    public CancelReplacement(
            ExchangeState state, Placement placement, Cancellation cancellation, OrderTermination ends) {
        this.state = state;
        this.placement = placement;
        this.cancellation = cancellation;
        this.ends = ends;
    }

    public void replace(CancelReplace command) {
        OrderRequest request = command.replacement();
        int account = state.accounts.indexOf(request.account());
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(request, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        long fingerprint = OrderFingerprint.of(request);
        if (!placement.isNew(request, account, fingerprint)) {
            return;
        }
        if (cancels(command.cancel()) || command.mode() == ReplaceMode.ALLOW_FAILURE) {
            placement.place(request, account, fingerprint);
        } else {
            placement.refuse(request, account, fingerprint, RejectReason.NOTHING_CANCELED);
        }
    }

    private boolean cancels(CancelOne cancel) {
        int slot = cancellation.find(cancel);
        if (slot == Orders.NONE) {
            state.journal.reject(cancel.account(), RejectReason.UNKNOWN_ORDER);
            return false;
        }
        ends.cancel(slot, CancelReason.REQUESTED);
        return true;
    }
}
