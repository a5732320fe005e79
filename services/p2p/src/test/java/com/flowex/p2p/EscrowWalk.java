package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.p2p.P2pWorld.Balance;
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
import com.flowex.p2p.app.TradeGuards;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.TradeState.WaitsFor;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.platform.errors.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random messages of people, moderators and clocks, and processes that end; compares the ledger after each. */
final class EscrowWalk {

    private static final int STEPS = 400;
    private static final String METHOD = "bank_transfer";
    private static final long START = 10 * P2pWorld.ONE_BTC;
    private static final List<TradeMessage> OF_PARTIES = List.of(
            TradeMessage.PAY,
            TradeMessage.CANCEL,
            TradeMessage.RELEASE,
            TradeMessage.DISPUTE,
            TradeMessage.STATEMENT,
            TradeMessage.OFFER_PART,
            TradeMessage.AGREE_PART,
            TradeMessage.DECLINE_PART,
            TradeMessage.ACCEPT,
            TradeMessage.APPEAL,
            TradeMessage.REOPEN,
            TradeMessage.AGREE_REOPEN,
            TradeMessage.DECLINE_REOPEN,
            TradeMessage.CLAIM,
            TradeMessage.SETTLED);

    private final Map<UUID, TradeState> ended = new HashMap<>();
    private final P2pWorld world;
    private final Random random;
    private final String name;
    private final List<Offer> posted = new ArrayList<>();
    private final List<UUID> made = new ArrayList<>();
    private final TakeCommands takings;
    private final TradeCommands commands;
    private final DisputeCommands disputes;
    private final TradeAgreements agreements;
    private final DisputeDecisions decisions;
    private final TradeClock clock;
    private int kills;
    private int refusals;

    EscrowWalk(P2pWorld world, long seed) {
        this.world = world;
        this.random = new Random(seed);
        this.name = "seed " + seed + ", step ";
        this.takings = world.parts.takings(world.postings);
        this.commands = world.parts.commands(world.postings);
        this.disputes = world.parts.disputes(world.postings);
        this.agreements = world.parts.agreements(world.postings);
        this.decisions = world.parts.decisions(world.postings);
        this.clock = world.parts.clock(world.postings);
    }

    void run() {
        for (int user = 1; user <= 2; user++) {
            posted.add(offer(user, Side.SELL));
            posted.add(offer(user, Side.BUY));
        }
        for (int step = 0; step < STEPS; step++) {
            arm();
            try {
                act(step);
            } catch (Killed killed) {
                kills++;
            } catch (Refusal refused) {
                refusals++;
            }
            disarm();
            check(name + step);
        }
        assertTrue(kills > 0 && refusals > 0, name + "kills " + kills + ", refusals " + refusals);
        finish();
    }

    private void arm() {
        int fault = random.nextInt(8);
        world.beforePosting = fault == 0 ? EscrowWalk::kill : () -> {};
        world.afterPosting = fault == 1 ? EscrowWalk::kill : () -> {};
    }

    private static void kill() {
        throw new Killed();
    }

    private void disarm() {
        world.beforePosting = () -> {};
        world.afterPosting = () -> {};
    }

    private Offer offer(int user, Side side) {
        Offer.Terms terms = new Offer.Terms(
                side,
                P2pWorld.BTC.id(),
                "EUR",
                new Offer.Pricing.Fixed(60_000L * 100_000_000L),
                1,
                3 * P2pWorld.ONE_BTC,
                List.of(METHOD),
                List.of(),
                15,
                "",
                Offer.TakerConditions.NONE);
        return world.stocked(world.offers.post(
                Trader.inSession(P2pWorld.account(user), user),
                terms,
                3 * P2pWorld.ONE_BTC,
                side == Side.SELL ? "account 7" : ""));
    }

    private void act(int step) {
        switch (random.nextInt(10)) {
            case 0, 1 -> take(step);
            case 2 -> {
                world.pass(Duration.ofSeconds(random.nextInt(29)));
                clock.read(1);
            }
            case 3 -> {
                world.pass(Duration.ofMinutes(random.nextInt(20)));
                clock.read(1);
            }
            case 4, 5 -> moderate();
            default -> message();
        }
    }

    private void take(int step) {
        Offer offer = posted.get(random.nextInt(posted.size()));
        AccountId taker = P2pWorld.account(1 + random.nextInt(P2pWorld.USERS));
        Trade trade = takings.take(new TakeCommands.Taking(
                Trader.inSession(taker, 1),
                "trade " + random.nextInt(step + 1),
                offer.id(),
                1,
                P2pWorld.BTC.id(),
                1 + random.nextLong(3 * P2pWorld.ONE_BTC),
                METHOD,
                OptionalLong.empty(),
                "account 9",
                OptionalInt.empty()));
        if (!made.contains(trade.id())) {
            made.add(trade.id());
        }
    }

    /** Most messages are of the table, so that the walk gets on; the others are refused. */
    private void message() {
        List<Trade> all = all();
        if (all.isEmpty()) {
            return;
        }
        Trade trade = all.get(random.nextInt(all.size()));
        AccountId sender = random.nextInt(8) == 0
                ? P2pWorld.account(1 + random.nextInt(P2pWorld.USERS))
                : random.nextBoolean() ? trade.terms().buyer() : trade.terms().seller();
        List<TradeMessage> allowed = TradeGuards.mayNow(trade, trade.roleOf(sender), world.now);
        List<TradeMessage> messages = allowed.isEmpty() || random.nextInt(4) == 0 ? OF_PARTIES : allowed;
        int version = trade.version() - (random.nextInt(8) == 0 ? 1 : 0);
        send(new Party(Trader.inSession(sender, 1), trade.id(), version, true), chosen(messages));
    }

    /** Ends are rare, so that the walk also goes through disputes and appeals. */
    private TradeMessage chosen(List<TradeMessage> messages) {
        TradeMessage message = messages.get(random.nextInt(messages.size()));
        boolean isEnd = message == TradeMessage.RELEASE || message == TradeMessage.CANCEL;
        return isEnd && random.nextInt(6) > 0 ? messages.get(random.nextInt(messages.size())) : message;
    }

    private void send(Party party, TradeMessage message) {
        switch (message) {
            case DISPUTE -> disputes.dispute(party, "not_paid", random.nextBoolean() ? "I have not been paid" : "");
            case STATEMENT -> disputes.say(party, "it was so");
            case APPEAL -> disputes.appeal(party, "it was not so");
            case ACCEPT, CONCLUDE -> disputes.accept(party);
            case OFFER_PART -> agreements.offerPart(party, P2pWorld.BTC.id(), 1 + random.nextLong(1_000), "");
            case AGREE_PART -> agreements.answerPart(party, true, "");
            case DECLINE_PART -> agreements.answerPart(party, false, "");
            case AGREE_REOPEN -> agreements.answerReopening(party, true);
            case DECLINE_REOPEN -> agreements.answerReopening(party, false);
            default -> {
                String note = message == TradeMessage.PAY ? "none" : "";
                commands.send(party.trader().account(), party.trade(), party.version(), message, note);
            }
        }
    }

    private void moderate() {
        List<Trade> waiting = decisions.page(1, 0, 0, 100);
        if (waiting.isEmpty()) {
            return;
        }
        Trade trade = waiting.get(random.nextInt(waiting.size()));
        OptionalLong claimed = trade.progress().dispute().moderator();
        long chosen = claimed.isPresent() && random.nextBoolean() ? claimed.getAsLong() : 9_000 + random.nextInt(3);
        ModeratorDecision decision =
                new ModeratorDecision(new AccountId(1, chosen), trade.id(), trade.version(), "why", _ -> {});
        switch (random.nextInt(4)) {
            case 0 -> decisions.claim(decision);
            case 1 -> decisions.answer(decision, random.nextInt(3) > 0 ? world.seen(trade.id()) : OptionalInt.empty());
            default ->
                decisions.decide(
                        decision,
                        P2pWorld.BTC.id(),
                        Decision.values()[random.nextInt(Decision.values().length)],
                        1 + random.nextLong(P2pWorld.ONE_BTC));
        }
    }

    private List<Trade> all() {
        Map<UUID, Trade> all = new HashMap<>();
        for (int user = 1; user <= P2pWorld.USERS; user++) {
            commands.page(P2pWorld.account(user), Long.MAX_VALUE, 10_000).forEach(each -> all.put(each.id(), each));
        }
        return all.values().stream()
                .sorted((a, b) -> Long.compare(a.number(), b.number()))
                .toList();
    }

    /** A trade that waits for the ledger is at either side of its posting; all others are certain. */
    private void check(String step) {
        List<Trade> all = all();
        Map<AccountId, Long> least = new HashMap<>();
        Map<AccountId, Long> most = new HashMap<>();
        for (Trade trade : all) {
            EscrowSettlement.Escrow escrow = trade.terms().escrow();
            long whole = escrow.principalUnits() + escrow.feeUnits();
            AccountId seller = trade.terms().seller();
            if (trade.state().isReserved()) {
                least.merge(seller, whole, Long::sum);
            }
            if (trade.state().isReserved() || trade.state().waitsFor() == WaitsFor.LEDGER) {
                most.merge(seller, whole, Long::sum);
            }
            if (trade.state().hasEnded()) {
                TradeState before = ended.putIfAbsent(trade.id(), trade.state());
                assertTrue(before == null || before == trade.state(), step);
            } else if (ended.get(trade.id()) == TradeState.EXPIRED) {
                ended.remove(trade.id()); // A late payment may re-open it.
            }
            assertTrue(!trade.state().hasEnded() || trade.deadline().isEmpty(), step);
            boolean hasWayOn = trade.deadline().isPresent() || trade.state().hasEnded();
            assertTrue(hasWayOn, () -> step + ": " + trade);
        }
        for (int user = 1; user <= P2pWorld.USERS; user++) {
            AccountId account = P2pWorld.account(user);
            long held = world.balance(account).held();
            long low = least.getOrDefault(account, 0L);
            long high = most.getOrDefault(account, 0L);
            assertTrue(
                    low <= held && held <= high,
                    () -> step + ": " + account + " holds " + held + ", of " + low + " to " + high);
        }
    }

    /** Leads every trade to its end and compares all balances with what the ends say. */
    private void finish() {
        for (int turn = 0; turn < 40; turn++) {
            world.pass(Duration.ofSeconds(25));
            clock.read(1);
        }
        // Several gaps, because each moves the windows by its length.
        for (int turn = 0; turn < 200; turn++) {
            world.pass(Duration.ofSeconds(29));
            clock.read(1);
        }
        for (Trade trade : decisions.page(1, 0, 0, 1_000)) {
            settle(trade);
        }
        for (int turn = 0; turn < 30; turn++) {
            world.pass(Duration.ofSeconds(25));
            clock.read(1);
        }
        Map<AccountId, Long> expected = new HashMap<>();
        for (Trade trade : all()) {
            assertTrue(isRightEnd(trade), () -> name + "end: " + trade);
            trade.progress()
                    .settlement()
                    .filter(_ -> trade.state() != TradeState.UNFUNDED)
                    .ifPresent(end -> {
                        expected.merge(trade.terms().seller(), -end.buyerUnits() - end.feeUnits(), Long::sum);
                        expected.merge(trade.terms().buyer(), end.buyerUnits(), Long::sum);
                        expected.merge(AccountId.feesOf(1), end.feeUnits(), Long::sum);
                    });
        }
        for (int user = 1; user <= P2pWorld.USERS; user++) {
            AccountId account = P2pWorld.account(user);
            assertEquals(
                    new Balance(START + expected.getOrDefault(account, 0L), 0),
                    world.balance(account),
                    name + "end: " + account);
        }
        assertEquals(
                expected.getOrDefault(AccountId.feesOf(1), 0L),
                world.balance(AccountId.feesOf(1)).units());
        Set<TradeState> ends = all().stream().map(Trade::state).collect(Collectors.toSet());
        assertTrue(ends.size() >= 4, () -> name + "the walk reached only " + ends);
    }

    /** A state that has not ended is no right end. */
    private static boolean isRightEnd(Trade trade) {
        EscrowSettlement.Escrow escrow = trade.terms().escrow();
        EscrowSettlement none = EscrowSettlement.returned(trade.state());
        EscrowSettlement end = trade.progress().settlement().orElse(none);
        return switch (trade.state()) {
            case RELEASED -> end.equals(EscrowSettlement.released(escrow));
            case CANCELED, EXPIRED, RETURNED, UNFUNDED -> end.equals(none);
            case SPLIT -> end.buyerUnits() > 0 && end.buyerUnits() < escrow.principalUnits();
            case RESERVING,
                    AWAITING_PAYMENT,
                    PAID,
                    DISPUTED,
                    PROPOSED,
                    DECIDED,
                    APPEALED,
                    APPEAL_PROPOSED,
                    REOPEN_ASKED,
                    RESERVING_AGAIN,
                    SETTLING -> false;
        };
    }

    /** The times for statements have ended, so that one person may decide and another confirm. */
    private void settle(Trade trade) {
        long before = trade.progress().dispute().firstModerator().orElse(0);
        List<AccountId> fresh = Stream.of(9_003L, 9_004L)
                .filter(each -> each != before)
                .map(each -> new AccountId(1, each))
                .toList();
        Trade now = trade;
        if (now.state() == TradeState.PROPOSED || now.state() == TradeState.APPEAL_PROPOSED) {
            now = decisions.answer(
                    new ModeratorDecision(fresh.getLast(), now.id(), now.version(), "no", _ -> {}),
                    OptionalInt.empty());
        }
        now = decisions.claim(new ModeratorDecision(fresh.getFirst(), now.id(), now.version(), "", _ -> {}));
        now = decisions.decide(
                new ModeratorDecision(fresh.getFirst(), now.id(), now.version(), "why", _ -> {}),
                P2pWorld.BTC.id(),
                Decision.RETURN,
                0);
        if (now.state() == TradeState.PROPOSED || now.state() == TradeState.APPEAL_PROPOSED) {
            decisions.answer(
                    new ModeratorDecision(fresh.getLast(), now.id(), now.version(), "yes", _ -> {}),
                    world.seen(now.id()));
        }
    }

    /** Returns the rows of the table that the trades went through. */
    Set<String> rows() {
        Set<String> rows = new TreeSet<>();
        for (Trade trade : all()) {
            String state = "";
            for (TradeEvent event :
                    commands.find(trade.terms().buyer(), trade.id()).history()) {
                rows.add(state + " " + event.message() + " " + event.role().label());
                state = event.state();
            }
        }
        return rows;
    }
}
