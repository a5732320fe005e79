package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;

/**
 * An account has another highest leverage.
 *
 * @param leverage 0 if it has none of its own
 */
public record LeverageSet(AccountId account, int leverage) implements Event {}
