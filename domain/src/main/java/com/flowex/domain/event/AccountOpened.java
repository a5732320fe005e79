package com.flowex.domain.event;

import com.flowex.domain.AccountId;

/**
 * An account exists from now on, with nothing in it.
 *
 * @param mayOwe whether its balances may be negative
 */
public record AccountOpened(AccountId account, boolean mayOwe) implements Event {}
