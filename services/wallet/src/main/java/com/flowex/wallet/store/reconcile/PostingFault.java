package com.flowex.wallet.store.reconcile;

import com.flowex.domain.value.AccountId;
import java.util.Locale;
import java.util.UUID;

/**
 * Posting of the ledger that does not fit the chains.
 *
 * @param id id of the transfer of an unknown posting; otherwise of the transaction
 * @param units change of the account's balance by the posting; negative for a withdrawal
 * @param feeUnits part of a withdrawal that belongs to the fee account, besides {@code units}; 0 if there is none
 */
public record PostingFault(Kind kind, UUID id, AccountId account, long units, long feeUnits) {

    /** Kind of a fault. */
    public enum Kind {
        /** The ledger has a posting that no chain knows. */
        UNKNOWN,
        /** The ledger lacks the posting of a completed transaction. */
        MISSING,
        /** The chain took back a deposit of which the units were spent before: the account may pay nothing out. */
        REVERSED;

        /** Returns the name on the wire and in the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the change of the balance of the account that bears the fault. */
    long change() {
        return kind == Kind.MISSING ? units : Math.negateExact(units);
    }
}
