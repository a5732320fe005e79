package com.flowex.domain.command;

import com.flowex.domain.account.Transfer;

/**
 * Moves money between two accounts at once: deposits come from the tenant's outside account, withdrawals go there.
 */
public record PostTransfer(Transfer transfer) implements Command {}
