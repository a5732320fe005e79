package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountRestriction;

/**
 * What is left to an account that may not do everything; an account without it may. Stands behind all accounts, by their order.
 */
public record AccountRestrictionState(AccountId account, AccountRestriction restriction) implements StateRecord {}
