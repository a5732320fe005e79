package com.flowex.domain.event;

import com.flowex.domain.account.KillScope;

/**
 * Trading of the scope is stopped, or allowed again.
 */
public record KillSwitchSet(KillScope scope, boolean isOn) implements Event {}
