package com.flowex.domain.account;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;

/**
 * A movement of money from one account to another. It is the only way any balance changes, so money is neither created
 * nor destroyed by construction. The outside world is an account too.
 *
 * @param id id chosen by the caller; the same id moves money at most once, for ever
 * @param amount strictly positive
 */
public record Transfer(TransferId id, AccountId from, AccountId to, Amount amount, TransferKind kind) {

    public Transfer {
        if (amount.units() <= 0) {
            throw new IllegalArgumentException("a transfer moves a positive amount, was " + amount.units());
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("a transfer needs two accounts, both were " + from);
        }
    }
}
