package com.flowex.domain.event;

import com.flowex.domain.AccountId;

/**
 * An account exists from now on, with nothing in it.
 */
public record AccountOpened(AccountId account) implements Event {}
