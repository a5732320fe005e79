package com.flowex.domain.state;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.TransferId;
import org.jspecify.annotations.Nullable;

/**
 * A requested transfer step and its result; remembered for a while, oldest first.
 *
 * @param chain id of the first step of its chain, its own id if it was a single transfer
 * @param chainLength number of steps in the chain
 * @param sequence sequence of its event; 0 if refused
 * @param refusal reason of the refusal; null if it was done
 */
public record TransferStepState(
        TransferStep step,
        TransferId chain,
        int chainLength,
        long sequence,
        @Nullable RejectReason refusal) implements StateRecord {}
