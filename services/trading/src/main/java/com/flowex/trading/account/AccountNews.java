package com.flowex.trading.account;

import com.flowex.domain.AssetId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.TradeId;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;

/** What an entry says. Orders and balances are whole, as they are after it: nobody needs the entry before. */
public sealed interface AccountNews {

    /** News of an order, and the order after them. An order of a pair names the other from its first entry on. */
    sealed interface OfOrder extends AccountNews {
        OrderState order();
    }

    /** An order went a step that traded nothing. */
    record Order(OrderStep step, OrderState order) implements OfOrder {}

    /**
     * An order traded.
     *
     * @param isMaker whether it rested
     * @param quoteUnits quote asset that moved
     * @param feeUnits of the asset that its side receives; negative for a maker's rebate, in the asset that the taker receives
     */
    record Trade(
            OrderState order,
            TradeId trade,
            boolean isMaker,
            long priceUnits,
            long quantityUnits,
            long quoteUnits,
            long feeUnits)
            implements OfOrder {}

    /**
     * An order met another of the same owner and did not trade with it.
     *
     * @param isMaker whether it rested
     * @param other the order that it met
     * @param priceUnits the resting one's
     * @param preventedUnits what this order lost by it, 0 or more
     */
    record Prevented(OrderState order, boolean isMaker, OrderId other, long priceUnits, long preventedUnits)
            implements OfOrder {}

    /** An order was refused; there is none. */
    record Refused(ClientOrderId clientOrderId, InstrumentId instrument, RejectReason reason) implements AccountNews {}

    /**
     * Money came, went, or was set aside.
     *
     * @param units signed as it is for this account: positive came. Of what is set aside: negative, and of what is free again:
     *     positive, though nothing moved
     */
    record Transfer(TransferStage stage, TransferId id, TransferKind kind, AssetId asset, long units)
            implements AccountNews {}

    /**
     * What the account has of an asset. It stands behind everything else that its command did.
     *
     * @param balanceUnits everything
     * @param heldUnits the part that open orders and reservations need; the rest is available
     * @param back so many entries before this one stands what changed it; 0: it has no entry
     */
    record Balance(AssetId asset, long balanceUnits, long heldUnits, BalanceCause cause, int back)
            implements AccountNews {

        public long availableUnits() {
            return balanceUnits - heldUnits;
        }
    }
}
