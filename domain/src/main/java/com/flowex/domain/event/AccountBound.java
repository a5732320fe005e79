package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.OwnerId;

/** An account has this owner from now on: it was opened for them just before, or was there. */
public record AccountBound(AccountId account, OwnerId owner) implements Event {}
