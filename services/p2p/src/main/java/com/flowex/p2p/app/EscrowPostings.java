package com.flowex.p2p.app;

import com.flowex.orderentry.LedgerTransfers.TransferResult;
import com.flowex.orderentry.LedgerTransfers.UnknownTransferOutcomeException;
import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.rule.EscrowSteps;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.errors.Refusal;

/**
 * Postings of escrows: reserves for a trade that was taken, and settles a trade whose end is decided. A posting may run
 * twice, at once or after a crash: its ids follow from the trade, so the ledger answers the second time as the first.
 */
public final class EscrowPostings {

    private final P2pParts parts;
    private final EscrowLedger ledger;

    EscrowPostings(P2pParts parts, EscrowLedger ledger) {
        this.parts = parts;
        this.ledger = ledger;
    }

    /**
     * Does the posting that a trade waits for, and records its result.
     *
     * @return the trade afterwards; as it was if it waits for no posting
     * @throws RuntimeException if the outcome is unknown; the trade stays due
     */
    public Trade post(Trade trade) {
        Trade.Terms terms = trade.terms();
        EscrowSteps steps = new EscrowSteps(
                trade.id(),
                terms.seller(),
                terms.buyer(),
                terms.asset(),
                terms.escrow(),
                trade.progress().round());
        return switch (trade.state()) {
            case RESERVING, RESERVING_AGAIN ->
                record(trade, ledger.move(terms.seller(), steps.reserve()), TradeMessage.RESERVED);
            case SETTLING ->
                record(
                        trade,
                        ledger.move(
                                terms.seller(),
                                steps.settle(
                                        trade.progress().settlement().orElseThrow(),
                                        trade.progress().attempt())),
                        TradeMessage.SETTLED);
            default -> trade;
        };
    }

    /** Does the posting; if its outcome is unknown, the trade stays due and the worker repeats it. */
    Trade postOrLeave(Trade trade) {
        try {
            return post(trade);
        } catch (UnknownTransferOutcomeException unknown) {
            return trade;
        }
    }

    /** Another process may have recorded the same posting: then the trade has another version. */
    private Trade record(Trade posted, TransferResult result, TradeMessage done) {
        Sent sent =
                switch (result) {
                    case TransferResult.Done _ -> Sent.of(TradeRole.LEDGER, done, "");
                    case TransferResult.Refused(Refusal why) ->
                        Sent.of(
                                TradeRole.LEDGER,
                                TradeMessage.REFUSED,
                                why.code().code());
                };
        int tenant = posted.terms().tenant();
        Trade after = TransactionRetry.change(parts.database(), tenant, connection -> {
            Trade now = parts.trades().held(connection, tenant, posted.id()).orElseThrow();
            return now.version() == posted.version() ? parts.transitions().apply(connection, now, sent) : now;
        });
        parts.changed(after);
        return after;
    }
}
