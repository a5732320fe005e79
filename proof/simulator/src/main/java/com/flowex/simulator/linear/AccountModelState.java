package com.flowex.simulator.linear;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * State of an account at one moment.
 *
 * @param ids knowledge about each id
 * @param balances balance of each asset
 * @param fills number of its fills that have happened
 */
record AccountModelState(PersistentArray<KnownId> ids, List<BigDecimal> balances, int fills) {

    /** State of an id. */
    enum State {
        OPEN,
        CANCELED,
        EXPIRED,
        MOVED,
        REFUSED
    }

    /**
     * Knowledge about an id.
     *
     * @param note exchange's number of an order, empty before it is known; the code of a refusal
     * @param mayExpire true if the rest of the order may end by itself
     */
    record KnownId(
            State state, String note, BigDecimal price, BigDecimal quantity, BigDecimal filled, boolean mayExpire) {

        static KnownId order(BigDecimal price, BigDecimal quantity, boolean mayExpire) {
            return new KnownId(State.OPEN, "", price, quantity, BigDecimal.ZERO, mayExpire);
        }

        static KnownId moved() {
            return new KnownId(State.MOVED, "", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, false);
        }

        static KnownId refused(String code) {
            return new KnownId(State.REFUSED, code, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, false);
        }

        boolean isOrder() {
            return state == State.OPEN || state == State.CANCELED || state == State.EXPIRED;
        }

        boolean isFilled() {
            return isOrder() && filled.compareTo(quantity) == 0;
        }

        /** Returns true if it can still be filled or changed. */
        boolean isOpen() {
            return state == State.OPEN && !isFilled();
        }

        KnownId as(State other) {
            return new KnownId(other, note, price, quantity, filled, mayExpire);
        }

        KnownId called(String number) {
            return new KnownId(state, number, price, quantity, filled, mayExpire);
        }

        KnownId amended(BigDecimal toPrice, BigDecimal toQuantity) {
            return new KnownId(state, note, toPrice, toQuantity, filled, mayExpire);
        }

        KnownId filledBy(BigDecimal more) {
            return new KnownId(state, note, price, quantity, exact(filled.add(more)), mayExpire);
        }
    }

    /** Returns a canonical form, so that equal numbers are equal objects, however they were written. */
    static BigDecimal exact(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    AccountModelState with(int id, KnownId known) {
        return new AccountModelState(ids.with(id, known), balances, fills);
    }

    AccountModelState with(int asset, BigDecimal change) {
        List<BigDecimal> changed = new ArrayList<>(balances);
        changed.set(asset, exact(changed.get(asset).add(change)));
        return new AccountModelState(ids, List.copyOf(changed), fills);
    }

    AccountModelState afterFill() {
        return new AccountModelState(ids, balances, fills + 1);
    }
}
