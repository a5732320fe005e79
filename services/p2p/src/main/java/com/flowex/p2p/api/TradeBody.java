package com.flowex.p2p.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.app.TradeGuards;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trade as the API shows it: the schema P2pTrade.
 *
 * @param role role of the reader
 * @param reference words that the buyer writes on the payment
 * @param payerCheck comparison of the name of the payer with the buyer's
 * @param handledBy account number of the moderator who has the case; null without one
 * @param escalations how often the service level of the case ended
 * @param statementsUntil end of the time for statements; null outside of disputes
 * @param stated parties whose statement is there
 * @param accepted parties that accept the decision
 * @param part part that a party offers; null without one
 * @param reopenUntil end of the time in which an expired trade may be re-opened; null for others
 * @param deadline end of the present clock; null where the state has none
 * @param settlement end that is decided or proposed; null before
 * @param mayNow messages that the reader may send in this state
 */
record TradeBody(
        String id,
        String offerId,
        String role,
        String state,
        int version,
        String asset,
        String currency,
        String quantity,
        String fee,
        String price,
        String payment,
        String method,
        String reference,
        String payerCheck,
        String reason,
        boolean isClaimed,
        @Nullable String handledBy,
        int escalations,
        @Nullable Instant statementsUntil,
        List<String> stated,
        List<String> accepted,
        @Nullable PartBody part,
        @Nullable Instant reopenUntil,
        @Nullable Instant deadline,
        @Nullable SettlementBody settlement,
        List<String> mayNow,
        Instant createdAt,
        Instant changedAt) {

    /** End of the escrow. */
    record SettlementBody(String end, String buyerQuantity, String fee, String sellerQuantity) {

        static SettlementBody of(EscrowSettlement settlement, EscrowSettlement.Escrow escrow, Scale scale) {
            return new SettlementBody(
                    settlement.end().label(),
                    Decimals.format(settlement.buyerUnits(), scale),
                    Decimals.format(settlement.feeUnits(), scale),
                    Decimals.format(
                            escrow.principalUnits()
                                    + escrow.feeUnits()
                                    - settlement.buyerUnits()
                                    - settlement.feeUnits(),
                            scale));
        }
    }

    /** Part of the quantity that a party offers. */
    record PartBody(String by, String buyerQuantity) {}

    /** Statement of a party; the text is empty if its author was erased. */
    record StatementBody(String role, boolean isAppeal, String text, Instant at) {

        static StatementBody of(StatementsTable.Statement statement) {
            return new StatementBody(statement.role().label(), statement.isAppeal(), statement.text(), statement.at());
        }
    }

    /** Transition of a trade; who sent it is shown by role. */
    record EventBody(int version, String role, String message, String state, String note, Instant at) {

        static EventBody of(TradeEvent event) {
            return new EventBody(
                    event.version(), event.role().label(), event.message(), event.state(), event.note(), event.at());
        }
    }

    /**
     * Trade with its history: the schema P2pTradeDetails.
     *
     * @param paymentDetails where to pay; empty once the trade has ended
     */
    record Details(
            TradeBody trade,
            String paymentDetails,
            List<EventBody> history,
            List<StatementBody> statements,
            @Nullable ChargebackMark chargeback) {

        static Details of(TradeCommands.Shown shown, TradeRole role, InstrumentDirectory directory, Instant now) {
            return new Details(
                    TradeBody.of(shown.trade(), role, directory, now),
                    shown.details(),
                    shown.history().stream().map(EventBody::of).toList(),
                    shown.statements().stream().map(StatementBody::of).toList(),
                    shown.chargeback()
                            .map(mark -> new ChargebackMark(mark.reason().label(), mark.recordedAt()))
                            .orElse(null));
        }
    }

    /** Payment that was taken back: the schema P2pChargebackMark. */
    record ChargebackMark(String reason, Instant recordedAt) {}

    static TradeBody of(Trade trade, TradeRole role, InstrumentDirectory directory, Instant now) {
        Trade.Terms terms = trade.terms();
        Asset asset = directory.asset(terms.asset());
        Trade.DisputeCase dispute = trade.progress().dispute();
        OptionalLong moderator = dispute.moderator();
        Optional<EscrowSettlement> settlement = trade.progress().settlement();
        return new TradeBody(
                trade.id().toString(),
                Long.toString(terms.offer()),
                role.label(),
                trade.state().label(),
                trade.version(),
                asset.code(),
                terms.currency(),
                Decimals.format(terms.escrow().principalUnits(), asset.scale()),
                Decimals.format(terms.escrow().feeUnits(), asset.scale()),
                Decimals.format(terms.priceUnits(), OfferPrice.SCALE),
                Decimals.format(terms.paymentUnits(), new Scale(terms.currencyPlaces())),
                terms.method(),
                trade.reference(),
                trade.progress().payerCheck().label(),
                dispute.reason(),
                moderator.isPresent(),
                moderator.isPresent() ? Long.toString(moderator.getAsLong()) : null,
                dispute.escalations(),
                dispute.statementsUntil().orElse(null),
                labels(dispute.stated()),
                labels(dispute.accepted()),
                trade.progress()
                        .part()
                        .map(each -> new PartBody(each.by().label(), Decimals.format(each.buyerUnits(), asset.scale())))
                        .orElse(null),
                trade.progress().reopenUntil().orElse(null),
                trade.deadline().orElse(null),
                settlement
                        .map(each -> SettlementBody.of(each, terms.escrow(), asset.scale()))
                        .orElse(null),
                TradeGuards.mayNow(trade, role, now).stream()
                        .map(TradeMessage::label)
                        .toList(),
                trade.createdAt(),
                trade.changedAt());
    }

    private static List<String> labels(Set<TradeRole> roles) {
        return roles.stream().map(TradeRole::label).sorted().toList();
    }
}
