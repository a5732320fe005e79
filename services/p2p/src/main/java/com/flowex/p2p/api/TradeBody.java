package com.flowex.p2p.api;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trade as the API shows it: the schema P2pTrade.
 *
 * @param role role of the reader
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
        String reason,
        boolean isClaimed,
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
    record Details(TradeBody trade, String paymentDetails, List<EventBody> history) {

        static Details of(TradeCommands.Shown shown, TradeRole role, InstrumentDirectory directory) {
            return new Details(
                    TradeBody.of(shown.trade(), role, directory),
                    shown.details(),
                    shown.history().stream().map(EventBody::of).toList());
        }
    }

    static TradeRole roleOf(Trade trade, AccountId party) {
        return trade.terms().seller().equals(party) ? TradeRole.SELLER : TradeRole.BUYER;
    }

    static TradeBody of(Trade trade, TradeRole role, InstrumentDirectory directory) {
        Trade.Terms terms = trade.terms();
        Asset asset = directory.asset(terms.asset());
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
                trade.progress().reason(),
                trade.progress().moderator().isPresent(),
                trade.deadline().orElse(null),
                settlement
                        .map(each -> SettlementBody.of(each, terms.escrow(), asset.scale()))
                        .orElse(null),
                TradeTable.CELLS.stream()
                        .filter(cell -> cell.state() == trade.state() && cell.role() == role)
                        .map(cell -> cell.message().label())
                        .toList(),
                trade.createdAt(),
                trade.changedAt());
    }
}
