package com.flowex.wallet.deposit;

import com.flowex.domain.AccountId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

/**
 * What a block paid to a watched address.
 *
 * @param owner account 1: the tenant itself
 * @param height of the block in which it is, or was
 * @param credits how often it was credited and taken back: part of the ids of its transfers
 * @param freezes how often it was tried to set aside what was credited: part of their ids too
 * @param frozenUnits of the ledger, set aside or about to be
 * @param forced whether a human has decided that it is credited
 */
record Arrival(
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

    /** How it stands. */
    enum State {
        SEEN,
        CREDITED,
        /** Its block vanished before it was credited. */
        LOST,
        /** Its block vanished after it was credited. */
        VANISHED,
        /** And what was credited is set aside, as far as it was there. */
        FROZEN,
        /** It did not come back: what was set aside is taken back. */
        GONE,
        /** For a human. */
        KEPT,
        /** Nobody's deposit. */
        IGNORED
    }

    Arrival in(State next, String because) {
        return with(next, credits, freezes, frozenUnits, because);
    }

    Arrival with(State next, int creditsNow, int freezesNow, long frozenNow, String because) {
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
