package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountRestriction;

/** What is left to an account from now on. */
public record AccountRestricted(AccountId account, AccountRestriction restriction) implements Event {}
