package com.flowex.wallet.store.deposit;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.TransferId;
import com.flowex.wallet.store.chain.DerivedIds;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

/**
 * Payment of a block to a watched address.
 *
 * @param owner owner of the address; account 1 is the tenant itself
 * @param height height of the block that contains, or contained, the payment
 * @param credits number of times it was credited and reversed; part of the ids of its transfers
 * @param freezes number of attempts to set aside the credited amount; part of those transfers' ids
 * @param frozenUnits ledger units that are set aside or about to be
 * @param forced true if an administrator has decided that it is credited
 */
public record Arrival(
        UUID id,
        String network,
        String transaction,
        int output,
        AccountId owner,
        String sender,
        String token,
        BigInteger chainUnits,
        String memo,
        long height,
        String block,
        State state,
        int credits,
        int freezes,
        long frozenUnits,
        boolean forced,
        String why,
        Instant arrivedAt) {

    /** State of an arrival. */
    public enum State {
        SEEN,
        CREDITED,
        /** Its block vanished before it was credited. */
        LOST,
        /** Its block vanished after it was credited. */
        VANISHED,
        /** Its credited amount is set aside, as far as it was still there. */
        FROZEN,
        /** The payment did not come back: the amount set aside is reversed. */
        GONE,
        /** Waits for an administrator's decision. */
        KEPT,
        /** Not a deposit. */
        IGNORED
    }

    /**
     * Returns the id of the credit's transfer. Each credit of an arrival has its own id, so one that comes back after a
     * reversal is credited again.
     */
    public TransferId creditId() {
        return DerivedIds.transfer("deposit credit", id + "/" + credits);
    }

    /** Returns the id of the transfer that does {@code what} to the amount that is set aside. */
    public TransferId freezeId(String what) {
        return freezeId(what, id, freezes);
    }

    private static TransferId freezeId(String what, UUID arrival, int freezes) {
        return DerivedIds.transfer(what, arrival + "/" + freezes);
    }

    /**
     * Returns the id of the transfer that took back a deposit.
     *
     * @param freezes times that the arrival has been set aside by now
     */
    public static TransferId lastReversal(UUID arrival, int freezes) {
        return freezeId("deposit reversal", arrival, freezes - 1);
    }

    public Arrival in(State next, String because) {
        return with(next, credits, freezes, frozenUnits, because);
    }

    public Arrival with(State next, int creditsNow, int freezesNow, long frozenNow, String because) {
        return new Arrival(
                id,
                network,
                transaction,
                output,
                owner,
                sender,
                token,
                chainUnits,
                memo,
                height,
                block,
                next,
                creditsNow,
                freezesNow,
                frozenNow,
                forced,
                because,
                arrivedAt);
    }
}
