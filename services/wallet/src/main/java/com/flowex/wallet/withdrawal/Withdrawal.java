package com.flowex.wallet.withdrawal;

import com.flowex.domain.AccountId;
import com.flowex.wallet.transfer.WalletTransaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A withdrawal: its transaction, and what was judged of it.
 *
 * @param userId who asked
 * @param key the caller's own; the same key is the same withdrawal
 * @param risk 0 to 100
 * @param reasons that make up the risk
 * @param needsSecond whether a second person decides
 * @param day on which it counts
 * @param decision of the second person; empty before
 */
public record Withdrawal(
        WalletTransaction transaction,
        long userId,
        String key,
        int risk,
        List<String> reasons,
        boolean needsSecond,
        LocalDate day,
        Optional<Decision> decision) {

    /**
     * What a second person said.
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

    /** What its receiver gets, in units of the ledger. */
    public long netUnits() {
        return transaction.units() - transaction.feeUnits();
    }
}
