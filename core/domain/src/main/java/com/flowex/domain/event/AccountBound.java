package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;

/** An account has this owner from now on. The account either existed before or was opened for the owner just before. */
public record AccountBound(AccountId account, OwnerId owner) implements Event {}
