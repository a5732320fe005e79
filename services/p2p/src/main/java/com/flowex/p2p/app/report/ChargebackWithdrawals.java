package com.flowex.p2p.app.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.notice.TradeNotices;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.abuse.AbuseRule;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.report.AbuseSigns;
import com.flowex.p2p.store.report.ChargebackWithdrawalsTable;
import com.flowex.p2p.store.report.ChargebackWithdrawalsTable.Decided;
import com.flowex.p2p.store.report.ChargebackWithdrawalsTable.Withdrawal;
import com.flowex.p2p.store.report.ChargebacksTable;
import com.flowex.p2p.store.report.ChargebacksTable.Chargeback;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * Withdrawals of chargebacks that were recorded by mistake. One moderator asks, another one approves; then the record is
 * gone, the trade counts for its buyer again, and the case of it loses this evidence.
 */
public final class ChargebackWithdrawals {

    /** Word of the evidence that takes an earlier piece back. */
    static final String RETRACTED = "chargeback_withdrawn";

    private final Database database;
    private final TradesTable trades;
    private final ChargebacksTable chargebacks;
    private final ChargebackWithdrawalsTable withdrawals;
    private final CaseBook cases;
    private final NoticeFeed feed;
    private final InstantSource clock;

    public ChargebackWithdrawals(
            ReportParts parts,
            ChargebacksTable chargebacks,
            ChargebackWithdrawalsTable withdrawals,
            NoticeFeed feed,
            InstantSource clock) {
        this.database = parts.database();
        this.trades = parts.trades();
        this.chargebacks = chargebacks;
        this.withdrawals = withdrawals;
        this.cases = parts.cases();
        this.feed = feed;
        this.clock = clock;
    }

    /** Moderator who asks or decides, with the number of the user. */
    public record Moderator(AccountId account, long user) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Asks for the withdrawal of a chargeback.
     *
     * @param words why it is withdrawn
     * @throws Refusal {@code not_found}, {@code forbidden} for a party of the trade, {@code already_decided} if another
     *     withdrawal of it waits
     */
    public Withdrawal ask(Moderator moderator, long chargeback, String words) {
        int tenant = moderator.account.tenant();
        return database.transaction(tenant, connection -> {
            Chargeback known = chargebacks
                    .find(connection, tenant, chargeback)
                    .orElseThrow(() -> Refusal.notFound("there is no chargeback " + chargeback));
            Trade trade = held(connection, moderator.account, known);
            ChargebackWithdrawalsTable.Asking asking = new ChargebackWithdrawalsTable.Asking(
                    moderator.account, moderator.user, trade.terms().detailsUser(), words, now());
            long id = withdrawals
                    .add(connection, known, asking)
                    .orElseThrow(() -> new Refusal(
                            RefusalCode.ALREADY_DECIDED,
                            "a withdrawal of this chargeback waits for a second moderator already"));
            return withdrawals.find(connection, tenant, id).orElseThrow();
        });
    }

    private Trade held(Transaction connection, AccountId moderator, Chargeback of) {
        Trade trade = trades.held(connection, moderator.tenant(), of.trade())
                .orElseThrow(() -> Refusal.notFound("there is no such trade"));
        if (trade.isParty(moderator)) {
            throw Refusal.forbidden("four eyes: you are a party of this trade");
        }
        return trade;
    }

    /** Decided withdrawal, with its effect on the case. */
    public record Outcome(Withdrawal withdrawal, CaseBook.Effect effect) {}

    /**
     * Approves a withdrawal as the second moderator, or refuses it.
     *
     * @throws Refusal {@code not_found}, {@code already_decided}, {@code forbidden} for a party of the trade, and for an
     *     approval by the moderator who requested
     */
    public Outcome decide(Moderator moderator, long id, boolean isApproved) {
        int tenant = moderator.account.tenant();
        Instant now = now();
        record Changed(Trade trade, Outcome outcome) {}
        Changed changed = database.transaction(tenant, connection -> {
            Withdrawal waiting = find(connection, tenant, id);
            Trade trade = held(connection, moderator.account, waiting.of());
            if (isApproved && waiting.requestedBy().equals(moderator.account)) {
                throw Refusal.forbidden("four eyes: a second moderator approves this withdrawal");
            }
            if (!ChargebackWithdrawalsTable.decide(
                    connection, tenant, id, new Decided(moderator.account, now, isApproved))) {
                throw new Refusal(RefusalCode.ALREADY_DECIDED, "this withdrawal is decided already");
            }
            CaseBook.Effect effect =
                    isApproved ? undo(connection, trade, waiting, moderator.user, now) : CaseBook.Effect.NONE;
            return new Changed(trade, new Outcome(find(connection, tenant, id), effect));
        });
        if (isApproved) {
            feed.changed(
                    Set.of(changed.trade.terms().buyer(), changed.trade.terms().seller()));
        }
        return changed.outcome;
    }

    private Withdrawal find(Transaction connection, int tenant, long id) {
        return withdrawals
                .find(connection, tenant, id)
                .orElseThrow(() -> Refusal.notFound("there is no withdrawal " + id));
    }

    private CaseBook.Effect undo(
            Transaction connection, Trade trade, Withdrawal withdrawal, long approvedBy, Instant now) {
        Chargeback of = withdrawal.of();
        int tenant = of.buyer().tenant();
        String id = trade.id().toString();
        ChargebacksTable.remove(connection, tenant, of.id());
        AbuseSigns.takeBack(
                connection, tenant, AbuseRule.CHARGEBACKS, of.buyer().number(), id);
        if (trade.state() == TradeState.RELEASED) {
            CounterpartiesTable.giveBack(connection, trade);
        }
        TradeNotices.chargeback(connection, trade, RETRACTED, now);
        CaseBook.Item item = new CaseBook.Item(trade.number(), now, of.buyer(), id, RETRACTED);
        return cases.retract(
                connection,
                tenant,
                of.caseId(),
                new CaseBook.Retraction(item, withdrawal.requestedUser(), approvedBy),
                now);
    }

    /** Returns withdrawals that a moderator may read, newest first. */
    public List<Withdrawal> page(AccountId reader, long before, int limit) {
        return database.query(reader.tenant(), connection -> withdrawals.page(connection, reader, before, limit));
    }
}
