package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;

/**
 * An account exists from now on and is empty.
 *
 * @param mayOwe true if its balances may be negative
 */
public record AccountOpened(AccountId account, boolean mayOwe) implements Event {}
