package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.Side;
import org.jspecify.annotations.Nullable;

/**
 * Takes the open orders of an account out, waiting ones too, oldest first; none open is no error.
 *
 * @param instrument only that market's orders; null: all markets
 * @param side only that side's orders; null: both
 * @param reason on whose behalf
 */
public record CancelOrders(
        AccountId account,
        @Nullable InstrumentId instrument,
        @Nullable Side side,
        CancelReason reason) implements Command {

    /** All orders of an account, because it asked. */
    public static CancelOrders allOf(AccountId account) {
        return new CancelOrders(account, null, null, CancelReason.REQUESTED);
    }

    /** All orders of an account in one market, because it asked. */
    public static CancelOrders allOf(AccountId account, InstrumentId instrument) {
        return new CancelOrders(account, instrument, null, CancelReason.REQUESTED);
    }
}
