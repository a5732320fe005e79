package com.flowex.wallet.store.withdrawal;

import com.flowex.domain.value.AccountId;
import com.flowex.wallet.store.transaction.WalletTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment out of an account on which a second person may decide, with its risk assessment: a withdrawal, or a transfer
 * to another user.
 *
 * @param userId id of the user who requested it
 * @param key the caller's key; the same key is the same payment
 * @param byKey true if it was requested with an API key
 * @param apiKey id of that key; empty in a session, and where a version that did not record it took the request
 * @param risk risk score, 0 to 100
 * @param reasons reasons for the score
 * @param needsSecond true if a second person decides
 * @param day day in whose limit it counts
 * @param decision decision of the second person; empty before
 */
public record Withdrawal(
        WalletTransaction transaction,
        long userId,
        String key,
        boolean byKey,
        Optional<String> apiKey,
        int risk,
        List<String> reasons,
        boolean needsSecond,
        LocalDate day,
        Optional<Decision> decision) {

    /**
     * Decision of a second person.
     *
     * @param by id of the user
     */
    public record Decision(long by, boolean approved, Instant at) {}

    public Withdrawal {
        reasons = List.copyOf(reasons);
    }

    public UUID id() {
        return transaction.id();
    }

    public AccountId account() {
        return transaction.account();
    }

    /** Returns the amount that the receiver gets, in ledger units. */
    public long netUnits() {
        return transaction.units() - transaction.feeUnits();
    }
}
