package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountRestriction;

/**
 * Restriction of an account. The records follow all accounts, in the order of accounts; an unrestricted account has
 * none.
 */
public record AccountRestrictionState(AccountId account, AccountRestriction restriction) implements StateRecord {}
