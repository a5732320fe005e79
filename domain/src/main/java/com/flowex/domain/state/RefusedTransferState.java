package com.flowex.domain.state;

import com.flowex.domain.RejectReason;
import com.flowex.domain.Transfer;

/**
 * A transfer that was refused and stays refused, oldest first.
 */
public record RefusedTransferState(Transfer transfer, RejectReason reason) implements StateRecord {}
