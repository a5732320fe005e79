package com.flowex.domain.state;

import com.flowex.domain.RejectReason;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferStep;
import org.jspecify.annotations.Nullable;

/**
 * A transfer step that was asked for and what came of it; remembered for a while, oldest first.
 *
 * @param chain id of the first step of its chain, its own if it stood alone
 * @param chainLength steps in the chain
 * @param sequence of its event; 0 if refused
 * @param refusal why it was refused; null if done
 */
public record TransferStepState(
        TransferStep step,
        TransferId chain,
        int chainLength,
        long sequence,
        @Nullable RejectReason refusal) implements StateRecord {}
