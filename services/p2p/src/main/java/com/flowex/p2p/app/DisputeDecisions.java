package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.app.TradeCommands.Shown;
import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.app.oversight.EscrowJournal;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEventsTable;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.p2p.store.report.ChargebacksTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Decisions of moderators on disputes. A moderator claims a case before deciding it, is no party of it, and hears both
 * sides while the time for statements lasts. A decision on a whole unit of an asset or more needs a second moderator. An
 * appeal is decided by a moderator who has not decided on the trade before.
 */
public final class DisputeDecisions {

    private final Database database;
    private final TradesTable trades;
    private final StatementsTable statements;
    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final OfferPricing pricing;
    private final P2pParts parts;

    DisputeDecisions(P2pParts parts, EscrowPostings postings) {
        this.database = parts.database();
        this.trades = parts.trades();
        this.statements = parts.statements();
        this.transitions = parts.transitions();
        this.postings = postings;
        this.pricing = parts.pricing();
        this.parts = parts;
    }

    /** Decision on a dispute. */
    public enum Decision {
        RELEASE,
        RETURN,
        SPLIT
    }

    /**
     * Words of a moderator on a trade.
     *
     * @param version version of the trade that the moderator saw
     * @param note reasons; both parties read them
     * @param before receives the trade as it was
     */
    public record ModeratorDecision(
            AccountId moderator, UUID trade, int version, String note, Consumer<Trade> before) {}

    /** Takes a case. Another moderator may take it over; the clock of the case goes on. */
    public Trade claim(ModeratorDecision decision) {
        return apply(decision, (_, trade) -> {
            requireNew(trade, decision);
            return sent(decision, TradeMessage.CLAIM);
        });
    }

    /** The first decision stays with its trade, so another person looks at it anew. */
    private static void requireNew(Trade trade, ModeratorDecision decision) {
        OptionalLong first = trade.progress().dispute().firstModerator();
        if (trade.state().isAppeal() && first.equals(OptionalLong.of(decision.moderator.number()))) {
            throw new Refusal(RefusalCode.FORBIDDEN, "another moderator than the first decides an appeal");
        }
    }

    /**
     * Decides a claimed case, or proposes the decision to a second moderator.
     *
     * @param asset asset of the quantity, which must be the trade's
     * @param buyerUnits part of the buyer, of a split
     */
    public Trade decide(ModeratorDecision moderation, AssetId asset, Decision decision, long buyerUnits) {
        return apply(moderation, (_, trade) -> {
            if (!trade.terms().asset().equals(asset)) {
                throw Refusal.invalid("asset", "the trade's");
            }
            Trade.DisputeCase dispute = trade.progress().dispute();
            if (!dispute.moderator().equals(OptionalLong.of(moderation.moderator.number()))) {
                throw new Refusal(RefusalCode.TRADE_STATE, "claim the dispute before you decide it");
            }
            if (!dispute.isHeard(transitions.now())) {
                throw new Refusal(
                        RefusalCode.TRADE_STATE,
                        "both sides are heard first: a statement is missing, and the time for it lasts until "
                                + dispute.statementsUntil().orElseThrow());
            }
            boolean needsSecond = trade.terms().escrow().principalUnits()
                    >= pricing.directory().asset(trade.terms().asset()).scale().unitsPerWhole();
            return sent(moderation, needsSecond ? TradeMessage.PROPOSE : TradeMessage.DECIDE)
                    .deciding(settlement(trade, decision, buyerUnits));
        });
    }

    private static EscrowSettlement settlement(Trade trade, Decision decision, long buyerUnits) {
        EscrowSettlement.Escrow escrow = trade.terms().escrow();
        return switch (decision) {
            case RELEASE -> EscrowSettlement.released(escrow);
            case RETURN -> EscrowSettlement.returned(TradeState.RETURNED);
            case SPLIT -> {
                if (buyerUnits <= 0 || buyerUnits >= escrow.principalUnits()) {
                    throw Refusal.invalid("buyer_quantity", "more than nothing and less than the trade's quantity");
                }
                yield EscrowSettlement.split(escrow, buyerUnits);
            }
        };
    }

    /**
     * Confirms a proposed decision, or refuses to.
     *
     * @param seen number of the last message of the chat that the moderator saw; empty for a refusal
     * @throws Refusal {@code version_changed} if a message or a file was added since
     */
    public Trade answer(ModeratorDecision decision, OptionalInt seen) {
        boolean isApproved = seen.isPresent();
        return apply(decision, (connection, trade) -> {
            requireNew(trade, decision);
            OptionalLong proposer = trade.progress().dispute().moderator();
            boolean isProposed = trade.state() == TradeState.PROPOSED || trade.state() == TradeState.APPEAL_PROPOSED;
            if (isApproved && isProposed && proposer.equals(OptionalLong.of(decision.moderator.number()))) {
                throw new Refusal(RefusalCode.FORBIDDEN, "a second person confirms this decision");
            }
            if (isApproved && isProposed) {
                requireSeen(MessagesTable.last(connection, decision.moderator.tenant(), trade.id()), seen.getAsInt());
            }
            return sent(decision, isApproved ? TradeMessage.APPROVE : TradeMessage.REJECT);
        });
    }

    /** A chat grows until its trade has ended, so the number of its last message is its version. */
    private static void requireSeen(int last, int seen) {
        if (seen > last) {
            throw Refusal.invalid("messages", "the number of a message: the last one is " + last);
        }
        if (seen < last) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "the chat has " + last + " messages, and you saw " + seen
                            + ": read what was added, and decide then");
        }
    }

    private static Sent sent(ModeratorDecision decision, TradeMessage message) {
        return Sent.by(TradeRole.MODERATOR, decision.moderator.number(), message, decision.note);
    }

    /** Chooses the message by the trade as the transaction sees it. */
    @FunctionalInterface
    private interface Choice {
        Sent of(Transaction connection, Trade trade);
    }

    private Trade apply(ModeratorDecision decision, Choice choice) {
        int tenant = decision.moderator.tenant();
        Trade after = TransactionRetry.change(database, tenant, connection -> {
            Trade trade = trades.held(connection, tenant, decision.trade).orElseThrow(DisputeDecisions::absent);
            if (trade.isParty(decision.moderator)) {
                throw new Refusal(RefusalCode.FORBIDDEN, "you are a party of this trade");
            }
            TradeCommands.requireVersion(trade, decision.version);
            Trade next = transitions.apply(connection, trade, choice.of(connection, trade));
            decision.before.accept(trade);
            return next;
        });
        parts.changed(after);
        return postings.postOrLeave(after);
    }

    private static Refusal absent() {
        return Refusal.notFound("there is no such dispute");
    }

    /**
     * Returns trades that wait for a moderator, oldest first.
     *
     * @param escalations least number of ended service levels
     */
    public List<Trade> page(int tenant, int escalations, long after, int limit) {
        return database.query(tenant, connection -> trades.disputed(connection, tenant, escalations, after, limit));
    }

    /**
     * Knowledge of a moderator about a trade besides its history.
     *
     * @param ledger ledger of its escrow as of a moment
     */
    public record Background(Trade trade, Reliability buyer, Reliability seller, EscrowJournal ledger) {}

    /**
     * Returns the reliability of both sides as it is now, and the ledger of the escrow as of a moment.
     *
     * @throws Refusal {@code not_found}
     */
    public Background background(int tenant, UUID id, Instant asOf) {
        Instant now = transitions.now();
        return database.query(tenant, connection -> {
            Trade trade = trades.find(connection, tenant, id).orElseThrow(DisputeDecisions::absent);
            return new Background(
                    trade,
                    CounterpartiesTable.of(connection, trade.terms().buyer(), now),
                    CounterpartiesTable.of(connection, trade.terms().seller(), now),
                    EscrowJournal.of(trade, TradeEventsTable.all(connection, tenant, id), asOf));
        });
    }

    /** Returns a trade with its history and statements, without the payment details. */
    public Shown find(int tenant, UUID id) {
        return database.query(
                tenant,
                connection -> new Shown(
                        trades.find(connection, tenant, id).orElseThrow(DisputeDecisions::absent),
                        "",
                        TradeEventsTable.all(connection, tenant, id),
                        statements.all(connection, tenant, id),
                        ChargebacksTable.mark(connection, tenant, id)));
    }
}
