package com.flowex.domain.event;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.TransferId;

/**
 * A transfer was refused; its id stays refused.
 */
public record TransferRejected(TransferId transfer, RejectReason reason) implements Rejection {}
