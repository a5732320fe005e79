package com.flowex.p2p.app.notice;

import com.flowex.access.http.response.Json;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.p2p.store.TradeEventsTable;
import com.flowex.p2p.store.notice.Notice;
import com.flowex.p2p.store.notice.Notice.Kind;
import com.flowex.p2p.store.notice.NoticesTable;
import com.flowex.p2p.store.report.Report;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.messaging.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Notices that follow from changes, written in the transaction of the change, as its last rows: their numbers stay
 * locked until it ends. Those that matter while the page is closed also go into the outbox.
 */
public final class TradeNotices {

    /** Topic of letters; consumers in processes of the exchange alone read it. */
    static final String TOPIC = Outbox.PRIVATE + "trade_notices";

    private TradeNotices() {}

    /**
     * Message of the outbox. It has no names and no words of people.
     *
     * @param units quantity of the trade, or what is left of the offer
     * @param deadline end of the present clock; empty if there is none
     */
    record Letter(
            long account,
            String kind,
            String event,
            String state,
            String role,
            String by,
            int asset,
            long units,
            String deadline) {}

    /** Notifies both parties of a transition. */
    public static void changed(Transaction connection, Trade after, TradeEvent event) {
        if (after.state() == TradeState.RESERVING) {
            return;
        }
        TradeEvent cause = event.message().equals(TradeMessage.SETTLED.label())
                ? TradeEventsTable.decided(connection, after).orElse(event)
                : event;
        for (AccountId party : parties(after)) {
            TradeRole role = role(after, party);
            add(
                    connection,
                    after,
                    notice(after, party, Kind.TRADE, cause.message(), cause.role(), after.version()),
                    isSent(after, event, role));
        }
    }

    private static List<AccountId> parties(Trade trade) {
        return Stream.of(trade.terms().buyer(), trade.terms().seller())
                .sorted(Comparator.comparingLong(AccountId::number))
                .toList();
    }

    private static TradeRole role(Trade trade, AccountId party) {
        return trade.roleOf(party);
    }

    private static Notice notice(Trade trade, AccountId party, Kind kind, String event, TradeRole by, int version) {
        return new Notice(
                party,
                0,
                kind,
                Optional.of(trade.id()),
                trade.terms().offer(),
                event,
                trade.state().label(),
                version,
                role(trade, party),
                by,
                trade.changedAt());
    }

    /** Returns true if a notice also goes out by mail and push: the person has to act, or the trade has ended. */
    static boolean isSent(Trade after, TradeEvent event, TradeRole role) {
        boolean isTaker = role(after, after.terms().taker()) == role;
        if (after.state().hasEnded()) {
            return after.state() != TradeState.UNFUNDED || !isTaker;
        }
        return switch (TradeMessage.valueOf(event.message().toUpperCase(Locale.ROOT))) {
            case RESERVED -> !isTaker && after.state() == TradeState.AWAITING_PAYMENT;
            case PAY, REOPEN -> role == TradeRole.SELLER;
            case DISPUTE -> true;
            case TIME_UP ->
                after.state() == TradeState.DISPUTED
                        && after.progress().dispute().escalations() == 0;
            case DECIDE, APPROVE -> after.state() == TradeState.DECIDED;
            case APPEAL, OFFER_PART -> event.role() != role;
            default -> false;
        };
    }

    /**
     * Reminds the parties that have to act of the end of their window.
     *
     * @param awaited message that the window waits for, by party
     */
    public static void reminders(
            Transaction connection, Trade trade, Map<TradeRole, TradeMessage> awaited, Instant end) {
        for (AccountId party : parties(trade)) {
            TradeMessage message = awaited.get(role(trade, party));
            if (message != null) {
                Notice notice = notice(trade, party, Kind.REMINDER, message.label(), TradeRole.CLOCK, trade.version());
                NoticesTable.add(connection, notice);
                send(
                        connection,
                        notice,
                        trade.terms().asset().value(),
                        trade.terms().escrow().principalUnits(),
                        end.toString());
            }
        }
    }

    /**
     * Notifies the other side of a chat message, and both sides of a moderator's.
     *
     * @param event text or file
     * @param number number of the message
     * @param isSent true for each account that also gets a push
     */
    public static void message(
            Transaction connection, Trade trade, TradeRole by, String event, int number, Predicate<AccountId> isSent) {
        for (AccountId party : parties(trade)) {
            if (role(trade, party) != by) {
                add(connection, trade, notice(trade, party, Kind.MESSAGE, event, by, number), isSent.test(party));
            }
        }
    }

    /**
     * Notifies the owner that an offer ends soon, or has ended.
     *
     * @param event {@code ends_soon} or {@code ended}
     */
    public static void offer(Transaction connection, Offer offer, String event, Instant at) {
        TradeRole role = offer.terms().side() == Side.SELL ? TradeRole.SELLER : TradeRole.BUYER;
        Notice notice = new Notice(
                offer.owner(),
                0,
                Kind.OFFER,
                Optional.empty(),
                offer.id(),
                event,
                offer.state().label(),
                offer.version(),
                role,
                TradeRole.CLOCK,
                at);
        NoticesTable.add(connection, notice);
        send(
                connection,
                notice,
                offer.terms().asset().value(),
                offer.remainingUnits(),
                offer.endsAt().toString());
    }

    /**
     * Notifies both parties of the record that the payment was taken back, or of its withdrawal. The page alone shows
     * it.
     *
     * @param event {@code chargeback} or {@code chargeback_withdrawn}
     */
    public static void chargeback(Transaction connection, Trade trade, String event, Instant at) {
        for (AccountId party : parties(trade)) {
            Notice notice = new Notice(
                    party,
                    0,
                    Kind.TRADE,
                    Optional.of(trade.id()),
                    trade.terms().offer(),
                    event,
                    trade.state().label(),
                    trade.version(),
                    role(trade, party),
                    TradeRole.MODERATOR,
                    at);
            add(connection, trade, notice, false);
        }
    }

    /**
     * Notifies the reporters of a decided case, and the reported person if it was confirmed.
     *
     * @param reports reports of one case
     * @param asset asset of the offer of a report
     */
    public static void reports(Transaction connection, List<Report> reports, ToIntFunction<Report> asset) {
        Map<Long, Notice> notices = new TreeMap<>();
        Map<Long, Integer> assets = new TreeMap<>();
        for (Report each : reports) {
            TradeRole opposite = each.reporterRole() == TradeRole.BUYER ? TradeRole.SELLER : TradeRole.BUYER;
            boolean isConfirmed = each.state() != Report.State.DISMISSED;
            assets.put(each.reporter().number(), asset.applyAsInt(each));
            notices.put(
                    each.reporter().number(),
                    notice(each, each.reporter(), isConfirmed ? "confirmed" : "dismissed", each.reporterRole()));
            if (isConfirmed) {
                assets.put(each.reported().number(), asset.applyAsInt(each));
                notices.put(
                        each.reported().number(),
                        notice(each, each.reported(), each.state().label(), opposite));
            }
        }
        notices.forEach((account, notice) -> {
            NoticesTable.add(connection, notice);
            send(connection, notice, assets.getOrDefault(account, 0), 0, "");
        });
    }

    /** The reported person does not learn who reported, so that notice names no trade. */
    private static Notice notice(Report report, AccountId account, String event, TradeRole role) {
        boolean isReporter = account.equals(report.reporter());
        return new Notice(
                account,
                0,
                Kind.REPORT,
                isReporter ? report.trade() : Optional.empty(),
                isReporter ? report.offer() : 0,
                event,
                "closed",
                1,
                role,
                TradeRole.MODERATOR,
                report.closedAt().orElse(report.createdAt()));
    }

    private static void add(Transaction connection, Trade trade, Notice notice, boolean isSent) {
        NoticesTable.add(connection, notice);
        if (isSent) {
            send(
                    connection,
                    notice,
                    trade.terms().asset().value(),
                    trade.terms().escrow().principalUnits(),
                    trade.deadline().map(Instant::toString).orElse(""));
        }
    }

    private static void send(Transaction connection, Notice notice, int asset, long units, String deadline) {
        Letter letter = new Letter(
                notice.account().number(),
                notice.kind().label(),
                notice.event(),
                notice.state(),
                notice.role().label(),
                notice.by().label(),
                asset,
                units,
                deadline);
        Outbox.add(
                connection,
                notice.account().tenant(),
                TOPIC,
                Long.toString(notice.account().number()),
                new String(Json.bytes(letter), StandardCharsets.UTF_8));
    }
}
