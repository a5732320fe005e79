package com.flowex.domain.command;

import com.flowex.domain.AccountId;

/**
 * Opens an account of nobody's, so that it can hold money and place orders. Opening twice changes nothing; an account that is
 * somebody's is refused. Customers' accounts are opened by {@link OpenOwnedAccount}, or were before there were owners.
 *
 * @param mayOwe whether its balances may be negative: only the platform's own accounts, of the outside world always
 */
public record OpenAccount(AccountId account, boolean mayOwe) implements Command {

    public OpenAccount {
        if (mayOwe && account.number() >= AccountId.CUSTOMERS_FROM) {
            throw new IllegalArgumentException("a customer's account may not owe, was " + account);
        }
    }

    /** An account that may not owe, unless it is the outside world. */
    public OpenAccount(AccountId account) {
        this(account, account.number() == AccountId.OUTSIDE);
    }
}
