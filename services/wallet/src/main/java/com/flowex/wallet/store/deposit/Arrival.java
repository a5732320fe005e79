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
 * @param spent part that its owner had spent when the chain took it back; a later credit leaves it out
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
        SpentPart spent,
        boolean forced,
        String why,
        Instant arrivedAt) {

    /**
     * Part of a reversed payment that had been spent before.
     *
     * @param units ledger units; 0 if there is none
     */
    public record SpentPart(long units, Bearer bearer) {

        public static final SpentPart NONE = new SpentPart(0, Bearer.OWNER);

        /** Returns true if the owner owes it. */
        public boolean isOwed() {
            return units > 0 && bearer == Bearer.OWNER;
        }
    }

    /** Bearer of a spent part. */
    public enum Bearer {
        /** The owner owes it, until two people settle it. */
        OWNER,
        /** The fee account has paid it. */
        FEE_ACCOUNT,
        /** Money of the exchange that is not in the ledger covers it. */
        OWN_FUNDS
    }

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
    public TransferId freezeId(String subject) {
        return DerivedIds.transfer(subject, id + "/" + freezes);
    }

    /** Returns the id of the transfer that repays the fee account for a part that it has borne. */
    public TransferId repaymentId() {
        return DerivedIds.transfer("deposit repayment", id + "/" + credits);
    }

    public Arrival in(State next, String because) {
        return with(next, credits, freezes, frozenUnits, because);
    }

    /** Returns the arrival after its credit, which leaves nothing of an earlier reversal open. */
    public Arrival credited() {
        return in(State.CREDITED, "").with(SpentPart.NONE);
    }

    public Arrival with(State next, int creditsNow, int freezesNow, long frozenNow, String because) {
        return of(next, creditsNow, freezesNow, frozenNow, spent, because);
    }

    public Arrival with(SpentPart spentNow) {
        return of(state, credits, freezes, frozenUnits, spentNow, why);
    }

    private Arrival of(State next, int creditsNow, int freezesNow, long frozenNow, SpentPart spentNow, String because) {
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
                spentNow,
                forced,
                because,
                arrivedAt);
    }
}
