package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.p2p.P2pWorld.Killed;
import com.flowex.p2p.app.DisputeCommands;
import com.flowex.p2p.app.DisputeCommands.Party;
import com.flowex.p2p.app.DisputeDecisions;
import com.flowex.p2p.app.DisputeDecisions.Decision;
import com.flowex.p2p.app.DisputeDecisions.ModeratorDecision;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TakeCommands;
import com.flowex.p2p.app.TradeAgreements;
import com.flowex.p2p.app.TradeClock;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.rule.TradeTable.Cell;
import com.flowex.p2p.rule.TradeTable.Settlement;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.P2pExports;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Leads trades to each state of the table and sends every message of people there. */
final class EscrowTour {

    private static final Set<TradeState> OF_PEOPLE = EnumSet.of(
            TradeState.AWAITING_PAYMENT,
            TradeState.PAID,
            TradeState.DISPUTED,
            TradeState.PROPOSED,
            TradeState.DECIDED,
            TradeState.APPEALED,
            TradeState.APPEAL_PROPOSED,
            TradeState.EXPIRED,
            TradeState.REOPEN_ASKED,
            TradeState.CANCELED,
            TradeState.RELEASED);

    private static final Set<TradeMessage> OF_LEDGER_AND_CLOCK =
            EnumSet.of(TradeMessage.RESERVED, TradeMessage.REFUSED, TradeMessage.SETTLED, TradeMessage.TIME_UP);

    private final P2pWorld world;
    private final TradeCommands commands;
    private final DisputeCommands disputes;
    private final TradeAgreements agreements;
    private final DisputeDecisions decisions;
    private final TradeClock clock;
    private final List<Offer> offers;
    private int made;

    EscrowTour(P2pWorld world) {
        this.world = world;
        this.commands = world.parts.commands(world.postings);
        this.disputes = world.parts.disputes(world.postings);
        this.agreements = world.parts.agreements(world.postings);
        this.decisions = world.parts.decisions(world.postings);
        this.clock = world.parts.clock(world.postings);
        this.offers = List.of(world.sale(1), world.sale(2));
    }

    /**
     * Both people are suspended by their exchange, which stops their orders: the table moves the money of their trades
     * as that of everyone. No market is listed either, as after a delisting.
     */
    void run() {
        for (int user = 1; user <= 2; user++) {
            world.exchange.accepted(new RestrictAccount(P2pWorld.account(user), AccountRestriction.SUSPENDED));
        }
        for (TradeState state : OF_PEOPLE) {
            Trade trade = led(state, P2pWorld.ONE_BTC);
            requireNotErased(trade);
            for (TradeRole role : List.of(TradeRole.BUYER, TradeRole.SELLER, TradeRole.MODERATOR)) {
                for (TradeMessage message : TradeMessage.values()) {
                    if (TradeTable.find(state, message, role).isEmpty() && !OF_LEDGER_AND_CLOCK.contains(message)) {
                        refused(trade, role, message);
                    }
                }
            }
            end(trade);
            TradeTable.CELLS.stream()
                    .filter(cell -> cell.state() == state && cell.role() != TradeRole.LEDGER)
                    .forEach(this::walk);
        }
        reopenAcrossTheEndOfAProcess();
    }

    /** A party of a trade that has not ended cannot be erased. */
    private void requireNotErased(Trade trade) {
        if (trade.state().hasEnded()) {
            return;
        }
        for (AccountId party : List.of(trade.terms().buyer(), trade.terms().seller())) {
            List<String> holdings = world.stand.database().query(1, connection -> P2pExports.holdings().stream()
                    .flatMap(each ->
                            Sql.all(connection, row -> row.getString(1), each.sql(), 1, party.number()).stream())
                    .toList());
            assertTrue(
                    holdings.stream().anyMatch(each -> each.endsWith("people under way")),
                    () -> trade.state() + ": " + holdings);
        }
    }

    /** The process ends after the ledger has reserved again and before that is recorded. */
    private void reopenAcrossTheEndOfAProcess() {
        Trade requested = led(TradeState.REOPEN_ASKED, P2pWorld.ONE_BTC);
        AccountId seller = requested.terms().seller();
        world.afterPosting = () -> {
            throw new Killed();
        };
        assertThrows(Killed.class, () -> send(requested, TradeRole.SELLER, TradeMessage.AGREE_REOPEN, 0));
        world.afterPosting = () -> {};
        long held = world.balance(seller).held();
        assertEquals(TradeState.RESERVING_AGAIN, now(requested).state());
        world.pass(Duration.ofSeconds(3));
        clock.read(1);

        assertEquals(TradeState.PAID, now(requested).state());
        assertEquals(held, world.balance(seller).held());
        end(now(requested));
        assertEquals(0, world.balance(seller).held());
    }

    /** Messages that a role has no command for cannot be sent at all. */
    private void refused(Trade trade, TradeRole role, TradeMessage message) {
        boolean isOfModerators =
                EnumSet.range(TradeMessage.CLAIM, TradeMessage.REJECT).contains(message);
        if ((role == TradeRole.MODERATOR) == isOfModerators) {
            assertThrows(
                    Refusal.class,
                    () -> send(trade, role, message, 9_002),
                    () -> trade.state() + " " + role + " " + message);
            assertEquals(trade, now(trade), () -> trade.state() + " " + role + " " + message);
        }
    }

    private void walk(Cell cell) {
        // A decision below a whole unit needs no second person.
        long units = cell.message() == TradeMessage.DECIDE ? P2pWorld.ONE_BTC / 2 : P2pWorld.ONE_BTC;
        Trade trade = prepared(ledFor(cell, units), cell);
        Trade after = cell.role() == TradeRole.CLOCK
                ? afterTheClock(trade)
                : send(trade, cell.role(), cell.message(), moderator(cell));
        TradeState expected = cell.settlement() == Settlement.NONE ? cell.next() : end(cell.settlement());
        boolean isReserved = cell.next() == TradeState.RESERVING_AGAIN;
        assertEquals(isReserved ? TradeState.PAID : expected, after.state(), cell::toString);
        assertTrue(after.version() > trade.version(), cell::toString);
        end(after);
    }

    /** A party that appealed has made its statement, so the other one appeals where the party makes it. */
    private Trade ledFor(Cell cell, long units) {
        boolean isBuyersStatement = cell.state() == TradeState.APPEALED
                && cell.message() == TradeMessage.STATEMENT
                && cell.role() == TradeRole.BUYER;
        return isBuyersStatement
                ? send(led(TradeState.DECIDED, units), TradeRole.SELLER, TradeMessage.APPEAL, 0)
                : led(cell.state(), units);
    }

    private static long moderator(Cell cell) {
        boolean isAppeal = cell.state() == TradeState.APPEALED;
        return switch (cell.message()) {
            case DECIDE, PROPOSE -> isAppeal ? 9_002 : 9_000;
            case APPROVE, REJECT -> cell.state() == TradeState.APPEAL_PROPOSED ? 9_003 : 9_001;
            default -> 9_004;
        };
    }

    private static TradeState end(Settlement settlement) {
        return switch (settlement) {
            case RELEASE -> TradeState.RELEASED;
            case CANCEL -> TradeState.CANCELED;
            case EXPIRE -> TradeState.EXPIRED;
            case DECISION, PART -> TradeState.SPLIT;
            case NONE -> throw new IllegalArgumentException("no end");
        };
    }

    /** Does what a row needs beside the state. */
    private Trade prepared(Trade trade, Cell cell) {
        TradeRole other = cell.role() == TradeRole.SELLER ? TradeRole.BUYER : TradeRole.SELLER;
        return switch (cell.message()) {
            case AGREE_PART, DECLINE_PART -> send(trade, other, TradeMessage.OFFER_PART, 0);
            case CONCLUDE -> send(trade, other, TradeMessage.ACCEPT, 0);
            case DECIDE, PROPOSE -> claimed(trade);
            default -> trade;
        };
    }

    private Trade claimed(Trade trade) {
        Trade received = trade;
        for (TradeRole role : List.of(TradeRole.BUYER, TradeRole.SELLER)) {
            if (!received.progress().dispute().stated().contains(role)) {
                received = send(received, role, TradeMessage.STATEMENT, 0);
            }
        }
        return send(
                received,
                TradeRole.MODERATOR,
                TradeMessage.CLAIM,
                trade.state() == TradeState.APPEALED ? 9_002 : 9_000);
    }

    private Trade led(TradeState state, long units) {
        return switch (state) {
            case AWAITING_PAYMENT -> taken(units);
            case PAID -> send(led(TradeState.AWAITING_PAYMENT, units), TradeRole.BUYER, TradeMessage.PAY, 0);
            case DISPUTED -> send(led(TradeState.PAID, units), TradeRole.SELLER, TradeMessage.DISPUTE, 0);
            case PROPOSED ->
                send(claimed(led(TradeState.DISPUTED, units)), TradeRole.MODERATOR, TradeMessage.PROPOSE, 9_000);
            case DECIDED ->
                units < P2pWorld.ONE_BTC
                        ? send(
                                claimed(led(TradeState.DISPUTED, units)),
                                TradeRole.MODERATOR,
                                TradeMessage.DECIDE,
                                9_000)
                        : send(led(TradeState.PROPOSED, units), TradeRole.MODERATOR, TradeMessage.APPROVE, 9_001);
            case APPEALED -> send(led(TradeState.DECIDED, units), TradeRole.BUYER, TradeMessage.APPEAL, 0);
            case APPEAL_PROPOSED ->
                send(claimed(led(TradeState.APPEALED, units)), TradeRole.MODERATOR, TradeMessage.PROPOSE, 9_002);
            case EXPIRED -> afterTheClock(led(TradeState.AWAITING_PAYMENT, units));
            case REOPEN_ASKED -> send(led(TradeState.EXPIRED, units), TradeRole.BUYER, TradeMessage.REOPEN, 0);
            case CANCELED -> send(led(TradeState.AWAITING_PAYMENT, units), TradeRole.BUYER, TradeMessage.CANCEL, 0);
            case RELEASED -> send(led(TradeState.AWAITING_PAYMENT, units), TradeRole.SELLER, TradeMessage.RELEASE, 0);
            default -> throw new IllegalArgumentException("no people wait in " + state);
        };
    }

    private Trade taken(long units) {
        Offer offer = offers.get(made++ % offers.size());
        AccountId taker = offer.owner().equals(P2pWorld.account(1)) ? P2pWorld.account(2) : P2pWorld.account(1);
        return world.parts
                .takings(world.postings)
                .take(new TakeCommands.Taking(
                        Trader.inSession(taker, 1),
                        "tour " + made,
                        offer.id(),
                        1,
                        P2pWorld.BTC.id(),
                        units,
                        "bank_transfer",
                        OptionalLong.empty(),
                        "",
                        OptionalInt.empty()));
    }

    /** Lets time pass, in steps that are no outage, until the clock of a trade has ended. */
    private Trade afterTheClock(Trade trade) {
        for (int turn = 0; now(trade).version() == trade.version() && turn < 80; turn++) {
            world.pass(Duration.ofSeconds(29));
            clock.read(1);
        }
        return now(trade);
    }

    private Trade now(Trade trade) {
        return commands.find(trade.terms().buyer(), trade.id()).trade();
    }

    private Trade send(Trade trade, TradeRole role, TradeMessage message, long moderator) {
        if (role == TradeRole.MODERATOR) {
            return rule(
                    new ModeratorDecision(new AccountId(1, moderator), trade.id(), trade.version(), "why", _ -> {}),
                    message);
        }
        AccountId sender =
                role == TradeRole.BUYER ? trade.terms().buyer() : trade.terms().seller();
        Party party = new Party(Trader.inSession(sender, 1), trade.id(), trade.version(), true);
        return switch (message) {
            case DISPUTE -> disputes.dispute(party, "not_paid", "");
            case STATEMENT -> disputes.say(party, "it was so");
            case APPEAL -> disputes.appeal(party, "it was not so");
            case ACCEPT, CONCLUDE -> disputes.accept(party);
            case OFFER_PART -> agreements.offerPart(party, P2pWorld.BTC.id(), P2pWorld.ONE_BTC / 4, "");
            case AGREE_PART -> agreements.answerPart(party, true, "");
            case DECLINE_PART -> agreements.answerPart(party, false, "");
            case AGREE_REOPEN -> agreements.answerReopening(party, true);
            case DECLINE_REOPEN -> agreements.answerReopening(party, false);
            default ->
                commands.send(sender, trade.id(), trade.version(), message, message == TradeMessage.PAY ? "none" : "");
        };
    }

    private Trade rule(ModeratorDecision decision, TradeMessage message) {
        return switch (message) {
            case CLAIM -> decisions.claim(decision);
            case DECIDE, PROPOSE -> decisions.decide(decision, P2pWorld.BTC.id(), Decision.SPLIT, P2pWorld.ONE_BTC / 4);
            case APPROVE -> decisions.answer(decision, world.seen(decision.trade()));
            case REJECT -> decisions.answer(decision, OptionalInt.empty());
            default -> throw new IllegalArgumentException("no message of moderators: " + message);
        };
    }

    /** The buyer gives a trade up, so that the next one finds the money again. */
    private void end(Trade trade) {
        if (trade.state() == TradeState.PAID) {
            send(send(trade, TradeRole.BUYER, TradeMessage.DISPUTE, 0), TradeRole.BUYER, TradeMessage.CANCEL, 0);
        } else if (trade.state().isReserved()) {
            send(trade, TradeRole.BUYER, TradeMessage.CANCEL, 0);
        }
    }
}
