package com.flowex.p2p.app;

import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LedgerTransfers.TransferResult;
import java.util.List;

/** The ledger, as escrows use it. */
@FunctionalInterface
public interface EscrowLedger {

    /**
     * Posts all steps or none, once, however often it is called.
     *
     * @param by account whose next reads have to show the transfers
     * @throws RuntimeException if the outcome is unknown, and the same steps have to be sent again
     */
    TransferResult move(AccountId by, List<TransferStep> steps);
}
