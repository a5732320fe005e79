package com.flowex.domain.state;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.value.AccountId;

/**
 * Restriction of an account. The records follow all accounts, in the order of accounts; an unrestricted account has
 * none.
 */
public record AccountRestrictionState(AccountId account, AccountRestriction restriction) implements StateRecord {}
