package com.flowex.domain.command;

import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import org.jspecify.annotations.Nullable;

/**
 * Cancels the open orders of an account, waiting ones too, oldest first. It is not an error if none is open.
 *
 * @param instrument market of the orders; null means all markets
 * @param side side of the orders; null means both
 * @param reason reason that the events state
 */
public record CancelOrders(
        AccountId account,
        @Nullable InstrumentId instrument,
        @Nullable Side side,
        CancelReason reason) implements Command {

    /** Returns the cancel of all orders of an account, at its own request. */
    public static CancelOrders allOf(AccountId account) {
        return new CancelOrders(account, null, null, CancelReason.REQUESTED);
    }

    /** Returns the cancel of all orders of an account in one market, at its own request. */
    public static CancelOrders allOf(AccountId account, InstrumentId instrument) {
        return new CancelOrders(account, instrument, null, CancelReason.REQUESTED);
    }
}
