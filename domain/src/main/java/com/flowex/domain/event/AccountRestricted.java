package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountRestriction;

/** An account has this restriction from now on. */
public record AccountRestricted(AccountId account, AccountRestriction restriction) implements Event {}
