package com.flowex.strategies.app.run;

import com.flowex.domain.value.AccountId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of the accounts of owners, numbered without gaps for each account, as the log has them. */
public interface OwnerEvents {

    /** Returns the number of the account's last event that is stored; 0 before its first. */
    long last(AccountId account);

    /**
     * Returns events behind a number, oldest first; empty if there are none.
     *
     * @return null if the events behind the number are no longer stored
     */
    @Nullable
    List<OwnerEvent> after(AccountId account, long number, int limit);

    /** Returns the present balances of an account by asset id. */
    Map<Integer, OwnerBalance> balances(AccountId account);

    /** Balance in units of the asset. */
    record OwnerBalance(long totalUnits, long heldUnits) {}

    /** Kind of an event of an account. */
    enum Kind {
        /** An order was accepted. */
        ACCEPTED,
        CANCELED,
        EXPIRED,
        /** An order was refused, by the log or before it. */
        REFUSED,
        TRADED,
        /** The quantity of an order became smaller without a trade. */
        REDUCED,
        BALANCE,
        /** An event that runs need not know. */
        OTHER
    }

    /**
     * Event of an account. Fields that its kind does not have are empty or 0.
     *
     * @param number number among the account's events; 0 for a refusal before the log
     * @param clientOrderId id of the order that it concerns
     * @param order number of the order at the exchange
     * @param remainingUnits quantity that is still open afterwards
     * @param reason code of a refusal or end
     * @param message the reason as a sentence
     * @param feeUnits fee in what the side receives; negative for a rebate in what it gives
     * @param assetId asset of a balance
     */
    record OwnerEvent(
            long number,
            long timeNanos,
            Kind kind,
            String clientOrderId,
            long order,
            long remainingUnits,
            String reason,
            String message,
            long priceUnits,
            long quantityUnits,
            long quoteUnits,
            long feeUnits,
            boolean maker,
            int assetId,
            long totalUnits,
            long heldUnits) {

        /** Returns an event without content, which only moves the number on. */
        public static OwnerEvent other(long number, long timeNanos) {
            return of(number, timeNanos, Kind.OTHER, OrderRef.NONE, "", "");
        }

        /** Returns a balance. */
        public static OwnerEvent balance(long number, long timeNanos, int assetId, OwnerBalance balance) {
            return new OwnerEvent(
                    number,
                    timeNanos,
                    Kind.BALANCE,
                    "",
                    0,
                    0,
                    "",
                    "",
                    0,
                    0,
                    0,
                    0,
                    false,
                    assetId,
                    balance.totalUnits(),
                    balance.heldUnits());
        }

        /** Returns an event of an order that traded nothing. */
        public static OwnerEvent of(
                long number, long timeNanos, Kind kind, OrderRef order, String reason, String message) {
            return new OwnerEvent(
                    number,
                    timeNanos,
                    kind,
                    order.clientOrderId(),
                    order.order(),
                    order.remainingUnits(),
                    reason,
                    message,
                    0,
                    0,
                    0,
                    0,
                    false,
                    0,
                    0,
                    0);
        }
    }

    /**
     * Order that an event concerns.
     *
     * @param order number at the exchange; 0 if it was refused
     * @param remainingUnits quantity that is still open afterwards
     */
    record OrderRef(String clientOrderId, long order, long remainingUnits) {

        static final OrderRef NONE = refused("");

        /** Returns an order that was refused. */
        public static OrderRef refused(String clientOrderId) {
            return new OrderRef(clientOrderId, 0, 0);
        }
    }
}
