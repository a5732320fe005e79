package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.Seeds;
import com.flowex.platform.testing.ViewTables;
import com.flowex.protocol.event.EventBatch;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountEntryQueries;
import com.flowex.trading.store.account.AccountEvent;
import com.flowex.trading.store.account.AccountEventCodec;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.account.BalanceCause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of accounts, against the log that they follow from. */
@Timeout(900)
class AccountEntriesTest {

    private static final int COMMANDS = 2_000;
    private static final int ACCOUNTS = 5;
    private static final long START_NANOS = 1_800_000_000_000_000_000L;

    private final ViewTables<TradingProjection> tables =
            new ViewTables<>(TradingProjection::new, List.of("account_numbers"));
    private final EngineLog engine = new EngineLog();
    private final AccountStream stream = new AccountStream(new AccountEntryQueries(tables.database()));

    @AfterEach
    void close() {
        tables.close();
    }

    private static AccountId account(int index) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + index);
    }

    private List<EventBatch> run(long seed) {
        return run(seed, COMMANDS);
    }

    private List<EventBatch> run(long seed, int many) {
        SpotLog commands = new SpotLog(seed);
        for (int i = 0; i < many; i++) {
            for (Event event : engine.apply(commands.next(), commands.timeNanos())) {
                if (event instanceof OrderAccepted accepted) {
                    commands.accepted(accepted);
                }
            }
        }
        return engine.batches();
    }

    /** All that a follower gets, from a number on, in pieces of random length. */
    private List<AccountEntry> all(AccountStream from, AccountId account, long number) {
        try (AccountSubscription following = from.follow(account, number, () -> {})) {
            return more(following);
        }
    }

    private static List<AccountEntry> more(AccountSubscription following) {
        List<AccountEntry> all = new ArrayList<>();
        Random random = new Random(following.next());
        while (true) {
            AccountSubscription.EntryPage answer = following.more(1 + random.nextInt(700));
            List<AccountEntry> entries = assertInstanceOf(AccountSubscription.EntryPage.Entries.class, answer)
                    .entries();
            if (entries.isEmpty()) {
                return all;
            }
            all.addAll(entries);
        }
    }

    private Map<AccountId, List<AccountEntry>> everybody() {
        Map<AccountId, List<AccountEntry>> entriesByAccount = new HashMap<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            entriesByAccount.put(account(i), all(stream, account(i), 1));
        }
        return entriesByAccount;
    }

    /** Numbered from 1 without a gap, each event once, in the order of the log; however the log was batched and died. */
    @ParameterizedTest
    @Seeds({1, 2, 3})
    void theNumbersFollowFromTheLogAlone(long seed) throws SQLException {
        List<EventBatch> log = run(seed);
        tables.apply(tables.opened(0), log, new Random(seed), 1);
        Map<AccountId, List<AccountEntry>> oneByOne = everybody();
        oneByOne.forEach((account, entries) -> {
            long sequence = 0;
            for (int i = 0; i < entries.size(); i++) {
                assertEquals(i + 1, entries.get(i).number());
                assertTrue(entries.get(i).event().sequence() >= sequence, () -> account + " goes back");
                sequence = entries.get(i).event().sequence();
            }
            assertTrue(entries.size() > 500, () -> account + " has " + entries.size());
        });

        tables.empty();
        tables.apply(tables.opened(0), log, new Random(seed), COMMANDS);
        assertEquals(oneByOne, everybody());

        tables.empty();
        tables.applyDying(log, new Random(seed));
        assertEquals(oneByOne, everybody());
    }

    @Test
    void everyKindOfNewsIsInTheLogsAndComesBackFromItsBytes() throws SQLException {
        tables.apply(tables.opened(0), run(11, 3 * COMMANDS), new Random(11), 500);
        TreeSet<String> seen = new TreeSet<>();
        everybody().forEach((account, entries) -> {
            List<AccountEvent> events =
                    entries.stream().map(AccountEntry::event).toList();
            assertEquals(events, AccountEventCodec.decoded(account, AccountEventCodec.encoded(events)));
            for (AccountEvent event : events) {
                seen.add(
                        event.news() instanceof AccountUpdate.Order(var step, var _)
                                ? step.code()
                                : event.news().getClass().getSimpleName());
            }
        });
        assertEquals(
                new TreeSet<>(List.of(
                        "Balance",
                        "Prevented",
                        "Refused",
                        "Trade",
                        "Transfer",
                        "accepted",
                        "amended",
                        "canceled",
                        "display_changed",
                        "expired",
                        "paired",
                        "reduced",
                        "refreshed",
                        "rested",
                        "revised",
                        "slice_started",
                        "triggered")),
                seen);
    }

    /** A reader that keeps the last entry of each order and each balance has the engine's state. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theLastEntriesAreTheStateOfTheEngine(long seed) throws SQLException {
        TradingProjection projection = tables.opened(0);
        tables.apply(projection, run(seed), new Random(seed), 200);
        Map<Long, String> orders = new TreeMap<>();
        Map<String, String> balances = new TreeMap<>();
        everybody()
                .forEach((account, entries) -> entries.forEach(entry -> {
                    if (entry.event().news() instanceof AccountUpdate.OrderUpdate news) {
                        if (news.order().progress().status().isOpen()) {
                            orders.put(
                                    news.order().id().value(),
                                    news.order().tracked().toString());
                        } else {
                            orders.remove(news.order().id().value());
                        }
                    } else if (entry.event().news() instanceof AccountUpdate.Balance balance) {
                        balances.put(
                                account + " " + balance.asset(),
                                balance.balanceUnits() + " " + balance.heldUnits() + " " + balance.availableUnits());
                    }
                }));

        Map<Long, String> untold = projection.openOrders(); // prices that a trailing order has seen are not published
        untold.replaceAll((_, order) -> order.replaceAll("extremeUnits=[^,]*|sequence=[^,]*|updatedNanos=[^]]*", ""));
        orders.replaceAll((_, order) -> order.replaceAll("extremeUnits=[^,]*|sequence=[^,]*|updatedNanos=[^]]*", ""));
        assertEquals(untold, orders);
        assertFalse(orders.isEmpty());
        Map<String, String> owned = new TreeMap<>();
        engine.exchange().writeState(state -> {
            if (state instanceof BalanceState balance && balance.account().number() >= AccountId.CUSTOMERS_FROM) {
                owned.put(
                        balance.account() + " " + balance.asset(),
                        balance.balanceUnits() + " " + balance.heldUnits() + " "
                                + (balance.balanceUnits() - balance.heldUnits()));
            }
        });
        assertEquals(owned, balances);
    }

    @Test
    void aBalanceNamesTheEntryThatChangedIt() throws SQLException {
        tables.apply(tables.opened(0), run(31), new Random(31), 50);
        everybody()
                .values()
                .forEach(entries -> entries.forEach(entry -> {
                    if (entry.event().news() instanceof AccountUpdate.Balance balance) {
                        AccountEntry cause = entries.get((int) entry.causeNumber() - 1);
                        assertEquals(entry.event().timeNanos(), cause.event().timeNanos());
                        assertEquals(
                                balance.cause(),
                                switch (cause.event().news()) {
                                    case AccountUpdate.Trade _ -> BalanceCause.TRADE;
                                    case AccountUpdate.OrderUpdate _ -> BalanceCause.ORDER;
                                    case AccountUpdate.Transfer _ -> BalanceCause.TRANSFER;
                                    case AccountUpdate.Refused _, AccountUpdate.Balance _ -> BalanceCause.OTHER;
                                });
                    }
                }));
    }

    @Test
    void anOrderOfAPairOrLinkNamesTheOtherFromItsFirstEntryOn() throws SQLException {
        tables.apply(tables.opened(0), run(32), new Random(32), 50);
        Map<Long, Long> first = new HashMap<>();
        AtomicInteger pairs = new AtomicInteger();
        everybody()
                .values()
                .forEach(entries -> entries.forEach(entry -> {
                    if (entry.event().news() instanceof AccountUpdate.OrderUpdate news) {
                        long other = news.order().progress().other();
                        assertEquals(
                                other, first.computeIfAbsent(news.order().id().value(), _ -> other));
                        pairs.addAndGet(other == 0 ? 0 : 1);
                    }
                }));
        assertTrue(pairs.get() > 0);
    }

    @Test
    void subscriptionResumesAtAnyNumber() throws SQLException {
        tables.apply(tables.opened(0), run(41), new Random(41), 300);
        List<AccountEntry> whole = all(stream, account(2), 1);
        for (int from = 1; from <= whole.size() + 1; from++) {
            try (AccountSubscription following = stream.follow(account(2), from, () -> {})) {
                AccountSubscription.EntryPage.Entries answer =
                        assertInstanceOf(AccountSubscription.EntryPage.Entries.class, following.more(3));
                assertEquals(whole.subList(from - 1, Math.min(from + 2, whole.size())), answer.entries());
            }
        }
        assertEquals(whole.size(), stream.last(account(2)));
    }

    /**
     * Sent as it is committed, in this process and in one that only reads; a view that began anew sends nothing twice.
     */
    @Test
    void liveEntriesEqualStoredEntries() throws SQLException {
        List<EventBatch> log = run(51);
        AccountStream elsewhere = new AccountStream(new AccountEntryQueries(tables.database()));
        AtomicInteger woken = new AtomicInteger();
        AccountSubscription here = stream.follow(account(1), 1, woken::incrementAndGet);
        AccountSubscription there = elsewhere.follow(account(1), 1, woken::incrementAndGet);
        List<AccountEntry> received = new ArrayList<>();
        List<AccountEntry> entries = new ArrayList<>();
        TradingProjection projection = tables.opened(0);
        projection.report(stream);
        Random random = new Random(51);
        for (int next = 0; next < log.size(); ) {
            int end = Math.min(log.size(), next + 1 + random.nextInt(60));
            tables.flush(projection, log.subList(next, end), true);
            projection.committed(log.subList(next, end));
            if (random.nextInt(10) == 0) {
                projection = tables.opened(EngineLog.end(log.get(end - 1)));
                projection.report(stream);
            }
            received.addAll(more(here));
            elsewhere.check();
            entries.addAll(more(there));
            next = end;
        }
        List<AccountEntry> stored = all(new AccountStream(new AccountEntryQueries(tables.database())), account(1), 1);
        assertEquals(stored, received);
        assertEquals(stored, entries);
        assertTrue(woken.get() > 0);
        assertEquals(1, stream.followed());
        here.close();
        there.close();
        assertEquals(0, stream.followed());
    }

    private void deposit(int tenant, int index, long number, long timeNanos) {
        engine.apply(
                new PostTransfer(new Transfer(
                        new TransferId(tenant * 10L + index + 1, number),
                        AccountId.outsideOf(tenant),
                        new AccountId(tenant, AccountId.CUSTOMERS_FROM + index),
                        new Amount(new AssetId(tenant), 1),
                        TransferKind.DEPOSIT)),
                timeNanos);
    }

    private void opened(int tenant, int accounts) {
        engine.apply(
                new ListAsset(new Asset(tenant, new AssetId(tenant), "COIN", new Scale(2), 1_000_000)), START_NANOS);
        engine.apply(new OpenAccount(AccountId.outsideOf(tenant)), START_NANOS);
        for (int i = 0; i < accounts; i++) {
            engine.apply(new OpenAccount(new AccountId(tenant, AccountId.CUSTOMERS_FROM + i)), START_NANOS);
        }
    }

    /** The youngest 10,000 stay, and of others all that they have; the numbers go on. */
    @Test
    void entriesBeyondTheNewestTenThousandAreTooOld() throws SQLException {
        opened(1, 2);
        deposit(1, 1, 1, START_NANOS);
        for (int i = 1; i <= 8_000; i++) {
            deposit(1, 0, i, START_NANOS + i);
        }
        tables.apply(tables.opened(0), engine.batches(), new Random(1), 300);

        assertEquals(16_000, stream.last(account(0)));
        try (AccountSubscription following = stream.follow(account(0), 1, () -> {})) {
            long oldest = assertInstanceOf(AccountSubscription.EntryPage.TooOld.class, following.more(10))
                    .oldest();
            assertTrue(oldest > 1 && oldest <= 6_001, () -> "from " + oldest);
        }
        assertEquals(10_000, all(stream, account(0), 6_001).size());
        assertEquals(2, all(stream, account(1), 1).size());
    }

    @Test
    void entriesOlderThanSevenDaysAreTooOldAndNumbersContinue() throws SQLException {
        opened(1, 2);
        deposit(1, 0, 1, START_NANOS);
        deposit(1, 1, 1, START_NANOS);
        long later = START_NANOS + AccountEntryTables.KEPT_NANOS + 3_600_000_000_000L;
        deposit(1, 1, 2, later);
        tables.apply(tables.opened(0), engine.batches(), new Random(1), 1);

        try (AccountSubscription following = stream.follow(account(0), 1, () -> {})) {
            assertEquals(new AccountSubscription.EntryPage.TooOld(3), following.more(10));
        }
        int before = engine.batches().size();
        deposit(1, 0, 2, later + 1);
        TradingProjection restarted =
                tables.opened(EngineLog.end(engine.batches().get(before - 1)));
        tables.apply(restarted, engine.batches().subList(before, before + 1), new Random(1), 1);
        assertEquals(
                List.of(3L, 4L),
                all(stream, account(0), 3).stream().map(AccountEntry::number).toList());
    }

    @Test
    void anAccountOfTheSameNumberElsewhereIsAnother() throws SQLException {
        opened(1, 1);
        opened(2, 1);
        deposit(1, 0, 1, START_NANOS);
        for (int i = 1; i <= 3; i++) {
            deposit(2, 0, i, START_NANOS);
        }
        tables.apply(tables.opened(0), engine.batches(), new Random(1), 4);

        assertEquals(2, all(stream, account(0), 1).size());
        assertEquals(
                6, all(stream, new AccountId(2, AccountId.CUSTOMERS_FROM), 1).size());
        assertEquals(0, stream.last(new AccountId(3, AccountId.CUSTOMERS_FROM)));
    }
}
