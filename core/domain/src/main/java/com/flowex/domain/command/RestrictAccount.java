package com.flowex.domain.command;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.value.AccountId;

/**
 * Sets an account's restriction in place of the former one, and ends all its open orders that the restriction does not
 * allow. Setting it twice changes nothing.
 */
public record RestrictAccount(AccountId account, AccountRestriction restriction) implements Command {}
