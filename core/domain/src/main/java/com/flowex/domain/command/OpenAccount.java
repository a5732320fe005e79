package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;

/**
 * Opens an account without an owner, so that it can hold money and place orders. Opening it twice changes nothing; an
 * account that has an owner is refused. Customers' accounts are opened by {@link OpenOwnedAccount}; in older logs,
 * before there were owners, they were opened by this command. An isolated account is opened by it, and gets the owner of
 * its main account.
 *
 * @param mayOwe true if its balances may be negative: only for the platform's own accounts, and always for the outside
 *     world's
 */
public record OpenAccount(AccountId account, boolean mayOwe) implements Command {

    public OpenAccount {
        if (mayOwe && account.number() >= AccountId.CUSTOMERS_FROM) {
            throw new IllegalArgumentException("a customer's account may not owe, was " + account);
        }
    }

    /** Opens an account that may not owe, unless it is the outside world's. */
    public OpenAccount(AccountId account) {
        this(account, account.number() == AccountId.OUTSIDE);
    }
}
