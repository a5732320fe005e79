package com.flowex.domain.event;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.value.AccountId;

/** An account has this restriction from now on. */
public record AccountRestricted(AccountId account, AccountRestriction restriction) implements Event {}
