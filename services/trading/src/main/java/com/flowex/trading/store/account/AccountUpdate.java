package com.flowex.trading.store.account;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TradeId;
import com.flowex.domain.value.TransferId;

/**
 * Content of an entry. An order or balance is given in full as it is after the event, so a reader does not need earlier
 * entries.
 */
public sealed interface AccountUpdate {

    /** Update of an order, with the order after it. An order of a pair names the other one from its first entry on. */
    sealed interface OrderUpdate extends AccountUpdate {
        OrderState order();
    }

    /** A step of an order that traded nothing. */
    record Order(OrderStep step, OrderState order) implements OrderUpdate {}

    /**
     * A trade of an order.
     *
     * @param isMaker true if the order rested in the book
     * @param quoteUnits amount of the quote asset that moved
     * @param feeUnits fee in the asset that the order's side receives; negative for a maker's rebate, which is in the
     *     asset that the taker receives
     */
    record Trade(
            OrderState order,
            TradeId trade,
            boolean isMaker,
            long priceUnits,
            long quantityUnits,
            long quoteUnits,
            long feeUnits)
            implements OrderUpdate {}

    /**
     * A prevented trade between two orders of the same owner.
     *
     * @param isMaker true if this order rested in the book
     * @param other the other order
     * @param priceUnits price of the resting order
     * @param preventedUnits quantity that this order lost by the prevention, 0 or more
     */
    record Prevented(OrderState order, boolean isMaker, OrderId other, long priceUnits, long preventedUnits)
            implements OrderUpdate {}

    /** A refusal of an order; the order does not exist. */
    record Refused(ClientOrderId clientOrderId, InstrumentId instrument, RejectReason reason)
            implements AccountUpdate {}

    /**
     * A transfer that moved or reserved money of the account.
     *
     * @param units signed amount from the account's point of view, positive if money came in. A reservation is negative
     *     and its release positive, although nothing moved
     */
    record Transfer(TransferStage stage, TransferId id, TransferKind kind, AssetId asset, long units)
            implements AccountUpdate {}

    /**
     * Balance of an asset. It comes after all other entries of its command.
     *
     * @param balanceUnits whole balance
     * @param heldUnits the part that open orders and reservations need; the rest is available
     * @param back distance in entries to the earlier entry that changed the balance; 0 if the cause has no entry
     */
    record Balance(AssetId asset, long balanceUnits, long heldUnits, BalanceCause cause, int back)
            implements AccountUpdate {

        public long availableUnits() {
            return balanceUnits - heldUnits;
        }
    }
}
