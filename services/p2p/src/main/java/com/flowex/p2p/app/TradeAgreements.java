package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.app.DisputeCommands.Party;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEventsTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/**
 * Agreements of the two parties: a part of the principal for the buyer, and a late payment after an expiry. A seller who
 * offers a part or agrees to one confirms it like a release, because the other side's answer moves the money.
 */
public final class TradeAgreements {

    /** Greatest number of parts that one party offers in a trade. */
    static final int PARTS_MAX = 10;

    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final SalePolicy sales;
    private final P2pParts parts;

    TradeAgreements(P2pParts parts, EscrowPostings postings) {
        this.transitions = parts.transitions();
        this.postings = postings;
        this.sales = parts.sales();
        this.parts = parts;
    }

    /**
     * Offers the other party that the buyer has a part and the seller the rest. A new offer replaces the last one.
     *
     * @param asset asset of the quantity, which must be the trade's
     * @param buyerUnits part of the buyer
     * @param code code of the seller's second factor; empty if none was sent
     */
    public Trade offerPart(Party party, AssetId asset, long buyerUnits, String code) {
        requireSellersConsent(party, TradeMessage.OFFER_PART, code);
        return change(party, TradeMessage.OFFER_PART, (connection, trade) -> {
            if (!trade.terms().asset().equals(asset)) {
                throw Refusal.invalid("asset", "the trade's");
            }
            if (buyerUnits >= trade.terms().escrow().principalUnits()) {
                throw Refusal.invalid("buyer_quantity", "less than the trade's quantity");
            }
            requireFewParts(connection, trade, trade.roleOf(party.account()));
            return buyerUnits;
        });
    }

    /** Each offer is a new version of the trade, which a moderator's decision has to name. */
    private static void requireFewParts(Transaction connection, Trade trade, TradeRole role) {
        if (TradeEventsTable.count(connection, trade, role, TradeMessage.OFFER_PART) >= PARTS_MAX) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT,
                    "you have offered a part " + PARTS_MAX
                            + " times in this trade, which is the limit: the other side may still offer one");
        }
    }

    /**
     * Agrees to the part that the other party offered, or declines it.
     *
     * @throws Refusal if a rule for money that leaves an account is broken; refusals of the seller's second factor
     */
    public Trade answerPart(Party party, boolean isAgreed, String code) {
        if (!isAgreed) {
            return change(party, TradeMessage.DECLINE_PART, (_, _) -> 0);
        }
        requireSellersConsent(party, TradeMessage.AGREE_PART, code);
        return postings.postOrLeave(change(party, TradeMessage.AGREE_PART, (_, _) -> 0));
    }

    /**
     * Answers a buyer who says that the payment was late. If the seller agrees, the sale is counted as a new one and the
     * escrow is reserved again, and the trade is paid; without the funds it stays expired.
     */
    public Trade answerReopening(Party party, boolean isAgreed) {
        if (!isAgreed) {
            return change(party, TradeMessage.DECLINE_REOPEN, (_, _) -> 0);
        }
        Trade trade = seen(party);
        if (hasRow(trade, party, TradeMessage.AGREE_REOPEN)) {
            sales.requireMaySell(sale(trade, party.trader()));
        }
        return postings.postOrLeave(change(party, TradeMessage.AGREE_REOPEN, (_, _) -> 0));
    }

    private Trade seen(Party party) {
        return parts.seen(party.account(), party.trade());
    }

    /** A code is used up by its check, so a message without a row asks for none. */
    private static boolean hasRow(Trade trade, Party party, TradeMessage message) {
        return trade.version() == party.version()
                && TradeTable.find(trade.state(), message, trade.roleOf(party.account()))
                        .isPresent();
    }

    /**
     * Checks the seller as a release does: a seller who sends the message confirms it, and one who confirmed an offer
     * before may have been stopped since.
     */
    private void requireSellersConsent(Party party, TradeMessage message, String code) {
        Trade trade = seen(party);
        if (!hasRow(trade, party, message)) {
            return;
        }
        if (trade.roleOf(party.account()) == TradeRole.BUYER) {
            requireSellerMayRelease(trade);
            return;
        }
        if (!party.mayPayOut()) {
            throw Refusal.forbidden("a part is released in a session that may withdraw, not by an API key");
        }
        sales.requireMayRelease(sale(trade, party.trader()), code);
    }

    private static SalePolicy.Sale sale(Trade trade, Trader seller) {
        Trade.Terms terms = trade.terms();
        return new SalePolicy.Sale(seller, terms.asset(), terms.units(), terms.buyer());
    }

    /** The buyer does not read what stops the seller. */
    private void requireSellerMayRelease(Trade trade) {
        try {
            Trade.Terms terms = trade.terms();
            sales.requireMayStillRelease(sale(trade, Trader.inSession(terms.seller(), terms.detailsUser())));
        } catch (Refusal stopped) {
            if (stopped.code().isFault()) {
                throw stopped;
            }
            throw new Refusal(RefusalCode.TRADE_STATE, "the seller cannot release now: open a dispute");
        }
    }

    /** Returns the part of the buyer that a message offers about a trade that is locked. */
    @FunctionalInterface
    private interface Part {
        long of(Transaction connection, Trade trade);
    }

    private Trade change(Party party, TradeMessage message, Part part) {
        AccountId account = party.account();
        return parts.change(
                account,
                party.trade(),
                party.version(),
                (connection, trade) -> transitions.apply(
                        connection,
                        trade,
                        Sent.by(trade.roleOf(account), account.number(), message, "")
                                .offering(part.of(connection, trade))));
    }
}
