package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;

/**
 * Highest leverage of an account.
 *
 * @param leverage 1 or more; accounts without one have no record
 */
public record LeverageState(AccountId account, int leverage) implements StateRecord {}
