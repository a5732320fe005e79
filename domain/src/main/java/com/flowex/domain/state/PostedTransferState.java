package com.flowex.domain.state;

import com.flowex.domain.Transfer;

/**
 * A transfer that moved money; remembered for ever, oldest first.
 *
 * @param sequence of its first event
 */
public record PostedTransferState(Transfer transfer, long sequence) implements StateRecord {}
