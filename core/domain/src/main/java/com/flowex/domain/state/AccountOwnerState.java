package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;

/**
 * Owner of an account. The records follow all accounts, in the order of accounts; an account without an owner has none.
 */
public record AccountOwnerState(AccountId account, OwnerId owner) implements StateRecord {}
