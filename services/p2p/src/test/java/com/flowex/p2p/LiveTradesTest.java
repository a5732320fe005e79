package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.DisputeCommands.Party;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TakeCommands;
import com.flowex.p2p.app.TradeClock;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.errors.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: of two sides that race in a thousand live trades, one moves each trade, and every balance is exact; the clocks
 * then end all that are left at one moment. Runs with {@code --full} alone.
 */
@Timeout(900)
class LiveTradesTest {

    private static final int SELLERS = P2pWorld.USERS;
    private static final int TAKERS = 100;
    private static final int OF_TAKER = 10;
    private static final int THREADS = 16;
    private static final long UNITS = P2pWorld.ONE_BTC / 100;
    private static final long START = 10 * P2pWorld.ONE_BTC;

    private record Raced(Trade trade, TradeMessage ofBuyer, TradeMessage ofSeller) {}

    @Test
    void aThousandLiveTradesAreExactWhileBothSidesRaceAndWhenAllExpireAtOnce() throws Exception {
        assumeTrue(Boolean.getBoolean("flowex.full"), "only with --full");
        try (P2pWorld world = new P2pWorld()) {
            TradeCommands commands = world.parts.commands(world.postings);
            List<Trade> live = taken(world);
            assertEquals(TAKERS * OF_TAKER, live.size());
            requireExact(world, commands, live);
            List<Raced> races = new ArrayList<>();
            for (int place = 0; place < live.size(); place += 2) {
                Trade trade = live.get(place);
                boolean isPaid = place % 4 == 0;
                Trade now = isPaid ? send(commands, trade, trade.terms().buyer(), TradeMessage.PAY, "none") : trade;
                races.add(new Raced(now, isPaid ? TradeMessage.DISPUTE : TradeMessage.CANCEL, TradeMessage.RELEASE));
            }
            int half = races.size() / 2;
            for (Raced race : races.subList(0, half)) {
                requireExactAfter(world, commands, race);
            }
            List<Raced> atOnce = races.subList(half, races.size());
            assertEquals(atOnce.size(), winners(world, atOnce));
            requireExact(world, commands, live);
            world.pass(Duration.ofMinutes(16));
            TradeClock clock = world.parts.clock(world.postings);
            clock.read(1); // It moves the windows by the gap since the last reading.
            for (int turn = 0; turn < 60; turn++) {
                world.pass(Duration.ofSeconds(20));
                clock.read(1);
            }
            requireExact(world, commands, live);
            long waiting = live.stream()
                    .map(trade -> now(commands, trade).state())
                    .filter(state -> state == TradeState.AWAITING_PAYMENT)
                    .count();
            assertEquals(0, waiting);
        }
    }

    private static Trade send(TradeCommands commands, Trade trade, AccountId by, TradeMessage message, String note) {
        return commands.send(by, trade.id(), trade.version(), message, note);
    }

    private static List<Trade> taken(P2pWorld world) {
        List<Offer> offers = new ArrayList<>();
        for (int user = 1; user <= SELLERS; user++) {
            offers.add(world.sale(user));
        }
        TakeCommands takings = world.parts.takings(world.postings);
        List<Trade> live = new ArrayList<>();
        for (int taker = 0; taker < TAKERS; taker++) {
            AccountId account = P2pWorld.account(100 + taker);
            world.exchange.accepted(new OpenAccount(account));
            for (int number = 0; number < OF_TAKER; number++) {
                live.add(takings.take(new TakeCommands.Taking(
                        Trader.inSession(account, 100 + taker),
                        "trade " + number,
                        offers.get(taker % SELLERS).id(),
                        1,
                        P2pWorld.BTC.id(),
                        UNITS,
                        "bank_transfer",
                        OptionalLong.empty(),
                        "",
                        OptionalInt.empty())));
            }
        }
        return live;
    }

    /** Lets both sides of one trade race, and compares the seller's balance with the end of the trade. */
    private static void requireExactAfter(P2pWorld world, TradeCommands commands, Raced race) throws Exception {
        AccountId seller = race.trade.terms().seller();
        P2pWorld.Balance before = world.balance(seller);
        assertEquals(1, winners(world, List.of(race)), race::toString);
        Trade after = now(commands, race.trade);
        long whole = after.terms().units();
        P2pWorld.Balance exact =
                switch (after.state()) {
                    case RELEASED -> new P2pWorld.Balance(before.units() - whole, before.held() - whole);
                    case CANCELED -> new P2pWorld.Balance(before.units(), before.held() - whole);
                    case DISPUTED -> before;
                    default -> throw new AssertionError("no end of a race: " + after);
                };
        assertEquals(exact, world.balance(seller), after::toString);
    }

    /** Returns the number of trades that exactly one side moved. */
    private static int winners(P2pWorld world, List<Raced> races) throws Exception {
        int exact = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Boolean>> sides = new ArrayList<>();
            for (Raced race : races) {
                sides.add(() -> moves(world, race.trade, race.trade.terms().buyer(), race.ofBuyer));
                sides.add(() -> moves(world, race.trade, race.trade.terms().seller(), race.ofSeller));
            }
            List<Future<Boolean>> moved = threads.invokeAll(sides);
            for (int place = 0; place < moved.size(); place += 2) {
                exact += moved.get(place).get() != moved.get(place + 1).get() ? 1 : 0;
            }
        }
        return exact;
    }

    private static boolean moves(P2pWorld world, Trade trade, AccountId by, TradeMessage message) {
        try {
            if (message == TradeMessage.DISPUTE) {
                Party party = new Party(Trader.inSession(by, 1), trade.id(), trade.version(), true);
                world.parts.disputes(world.postings).dispute(party, "paid_not_released", "");
            } else {
                send(world.parts.commands(world.postings), trade, by, message, "");
            }
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private static Trade now(TradeCommands commands, Trade trade) {
        return commands.find(trade.terms().buyer(), trade.id()).trade();
    }

    /** The held balance of each seller is the sum of its live trades, and what it has is what its released trades left. */
    private static void requireExact(P2pWorld world, TradeCommands commands, List<Trade> trades) {
        Map<AccountId, Long> held = new HashMap<>();
        Map<AccountId, Long> moved = new HashMap<>();
        for (Trade trade : trades) {
            Trade now = now(commands, trade);
            AccountId seller = now.terms().seller();
            long whole = now.terms().units();
            assertTrue(now.state() != TradeState.SETTLING && now.state() != TradeState.RESERVING, now::toString);
            if (now.state() == TradeState.RELEASED) {
                moved.merge(seller, whole, Long::sum);
            } else if (now.state().isReserved()) {
                held.merge(seller, whole, Long::sum);
            }
        }
        for (int user = 1; user <= SELLERS; user++) {
            AccountId seller = P2pWorld.account(user);
            P2pWorld.Balance exact =
                    new P2pWorld.Balance(START - moved.getOrDefault(seller, 0L), held.getOrDefault(seller, 0L));
            assertEquals(exact, world.balance(seller), seller::toString);
        }
    }
}
