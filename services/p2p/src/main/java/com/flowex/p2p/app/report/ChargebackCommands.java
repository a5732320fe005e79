package com.flowex.p2p.app.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.notice.TradeNotices;
import com.flowex.p2p.rule.ChargebackReason;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.abuse.AbuseRule;
import com.flowex.p2p.rule.abuse.AbuseRule.Sign;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.report.AbuseSigns;
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
import java.util.UUID;

/**
 * Chargebacks that moderators record: payments that were taken back after the release. A record is evidence of a case on
 * the buyer, counts against the buyer's reliability, and moves no money.
 */
public final class ChargebackCommands {

    /** Points of one record, as many as a rule gives at its threshold. */
    private static final int POINTS = 40;

    private final Database database;
    private final TradesTable trades;
    private final ChargebacksTable chargebacks;
    private final CaseBook cases;
    private final NoticeFeed feed;
    private final InstantSource clock;

    public ChargebackCommands(ReportParts parts, ChargebacksTable chargebacks, NoticeFeed feed, InstantSource clock) {
        this.database = parts.database();
        this.trades = parts.trades();
        this.chargebacks = chargebacks;
        this.cases = parts.cases();
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Words of a moderator on a payment.
     *
     * @param reference reference of the bank or the payment service
     */
    public record Recording(AccountId moderator, UUID trade, ChargebackReason reason, String reference) {}

    /**
     * Records the chargeback of a trade, once.
     *
     * @throws Refusal {@code not_found}, {@code forbidden} for a party, {@code trade_state} if the buyer got nothing,
     *     {@code already_decided} if the trade has a chargeback
     */
    public Chargeback add(Recording recording) {
        int tenant = recording.moderator.tenant();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Trade of = database.transaction(tenant, connection -> {
            Trade trade = trades.held(connection, tenant, recording.trade)
                    .orElseThrow(() -> Refusal.notFound("there is no such trade"));
            requireMayRecord(trade, recording.moderator);
            if (ChargebacksTable.mark(connection, tenant, trade.id()).isPresent()) {
                throw new Refusal(RefusalCode.ALREADY_DECIDED, "this trade has a chargeback already");
            }
            store(connection, trade, recording, now);
            return trade;
        });
        feed.changed(Set.of(of.terms().buyer(), of.terms().seller()));
        return database.query(
                tenant,
                connection -> chargebacks.of(connection, tenant, of.id()).orElseThrow());
    }

    private static void requireMayRecord(Trade trade, AccountId moderator) {
        if (trade.isParty(moderator)) {
            throw Refusal.forbidden("four eyes: you are a party of this trade");
        }
        if (trade.state() != TradeState.RELEASED && trade.state() != TradeState.SPLIT) {
            throw new Refusal(
                    RefusalCode.TRADE_STATE,
                    "the buyer got nothing from this trade, which is "
                            + trade.state().label() + ": a chargeback is recorded after a release or a split");
        }
    }

    private void store(Transaction connection, Trade trade, Recording recording, Instant now) {
        AccountId buyer = trade.terms().buyer();
        long opened = open(connection, trade, recording.reason, now);
        if (opened != 0) {
            AbuseSigns.isNew(
                    connection,
                    buyer.tenant(),
                    AbuseRule.CHARGEBACKS,
                    new Sign(buyer.number(), trade.id().toString(), trade.number(), now),
                    now);
        }
        chargebacks.add(
                connection,
                trade,
                new Chargeback(
                        0, trade.id(), buyer, recording.reason, recording.reference, recording.moderator, now, opened));
        if (trade.state() == TradeState.RELEASED) {
            CounterpartiesTable.takeBack(connection, trade, now);
        }
        TradeNotices.chargeback(connection, trade, "chargeback", now);
    }

    /** A case that has all the evidence that it may have is enough; the record is made nevertheless. */
    private long open(Transaction connection, Trade trade, ChargebackReason reason, Instant now) {
        AccountId buyer = trade.terms().buyer();
        try {
            return cases.open(
                    connection,
                    buyer.tenant(),
                    new CaseBook.Incident(
                            AbuseRule.CHARGEBACKS.pattern(),
                            List.of(buyer),
                            List.of(new CaseBook.Points("occurrences", POINTS, "recorded by a moderator")),
                            List.of(new CaseBook.Item(
                                    trade.number(), now, buyer, trade.id().toString(), reason.label()))),
                    now);
        } catch (Refusal full) {
            if (full.code() != RefusalCode.P2P_LIMIT) {
                throw full;
            }
            return 0;
        }
    }

    /** Returns chargebacks that a moderator may read, newest first. */
    public List<Chargeback> page(AccountId reader, long before, int limit) {
        return database.query(reader.tenant(), connection -> chargebacks.page(connection, reader, before, limit));
    }
}
