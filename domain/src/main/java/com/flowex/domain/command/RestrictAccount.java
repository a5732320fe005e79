package com.flowex.domain.command;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountRestriction;

/**
 * Leaves an account what is named, whatever was left to it before, and ends all its open orders that it may not have any more.
 * Asking twice changes nothing.
 */
public record RestrictAccount(AccountId account, AccountRestriction restriction) implements Command {}
