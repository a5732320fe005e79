package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.refusal.Refusal;

/**
 * What became of a client order id, asked through the log: behind whatever was sent before, so the answer is
 * definitive. The view has no index on these ids, which would cost more than all its others.
 */
final class ClientIds {

    /** The answer. */
    sealed interface Fate {
        /** An order was accepted with it. */
        record Known(OrderId order) implements Fate {}

        /** An order with it was refused. */
        record Refused(RejectReason reason) implements Fate {}

        /** A query used it up before an order came. */
        record Burnt() implements Fate {}

        /** Nothing ever came with it. */
        record NeverSeen() implements Fate {}
    }

    private final OrderPath path;

    ClientIds(OrderPath path) {
        this.path = path;
    }

    /**
     * Asks.
     *
     * @param burn uses up an id that was never seen
     * @throws Refusal {@code client_order_id_expired} if the answer is past retention
     */
    Fate resolve(AccountId account, ClientOrderId id, boolean burn) {
        return switch (path.submit(account, new ResolveClientOrderId(account, id, burn))) {
            case Outcome.Accepted _ -> new Fate.Burnt();
            case Outcome.Repeated(FirstAnswer.Accepted accepted) -> new Fate.Known(accepted.order());
            case Outcome.Repeated(FirstAnswer.Refused(RejectReason reason)) -> refused(reason);
            case Outcome.Repeated(FirstAnswer.Posted _) ->
                throw new IllegalStateException("an order's id cannot be a transfer's");
            case Outcome.Rejected(RejectReason reason, long sequence) ->
                sequence == 0 ? refused(reason) : rejected(reason);
            case Outcome.Tried _ -> throw new IllegalStateException("an id is no order to try");
            case Outcome.Unknown _ -> throw Refusal.unknownOutcome();
            case Outcome.Overloaded _ -> throw Refusal.overloaded();
        };
    }

    private static Fate refused(RejectReason reason) {
        return reason == RejectReason.CLIENT_ORDER_ID_BURNT ? new Fate.Burnt() : new Fate.Refused(reason);
    }

    private static Fate rejected(RejectReason reason) {
        if (reason == RejectReason.CLIENT_ORDER_ID_NEVER_SEEN) {
            return new Fate.NeverSeen();
        }
        throw Refusal.refused(reason);
    }
}
