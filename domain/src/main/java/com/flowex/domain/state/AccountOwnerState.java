package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.OwnerId;

/** Whose an account is; behind all accounts, in their order. Nobody's have none. */
public record AccountOwnerState(AccountId account, OwnerId owner) implements StateRecord {}
