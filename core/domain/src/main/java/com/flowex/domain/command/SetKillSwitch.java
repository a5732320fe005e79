package com.flowex.domain.command;

import com.flowex.domain.account.KillScope;

/**
 * Stops trading at once and ends every open order of the scope, or allows trading again. Setting it twice changes
 * nothing.
 *
 * @param isOn true if trading stops
 */
public record SetKillSwitch(KillScope scope, boolean isOn) implements Command {}
