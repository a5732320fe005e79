package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.ViewTables;
import com.flowex.protocol.event.EventBatch;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.AccountSubscription;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountEntryQueries;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.order.OrderHistory;
import com.flowex.trading.store.order.TrackedOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stored events of orders against the entries of their accounts. */
@Timeout(900)
class OrderHistoryTest {

    private static final int COMMANDS = 2_000;
    private static final int ACCOUNTS = 5;

    private final ViewTables<TradingProjection> tables = new ViewTables<>(TradingProjection::new, List.of());
    private final EngineLog engine = new EngineLog();

    @AfterEach
    void close() {
        tables.close();
    }

    private List<EventBatch> run(long seed) {
        SpotLog commands = new SpotLog(seed);
        for (int i = 0; i < COMMANDS; i++) {
            for (Event event : engine.apply(commands.next(), commands.timeNanos())) {
                if (event instanceof OrderAccepted accepted) {
                    commands.accepted(accepted);
                }
            }
        }
        return engine.batches();
    }

    private List<AccountEntry> everybody() {
        AccountStream stream = new AccountStream(new AccountEntryQueries(tables.database()));
        List<AccountEntry> all = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            AccountId account = new AccountId(1, AccountId.CUSTOMERS_FROM + i);
            try (AccountSubscription following = stream.follow(account, 1, () -> {})) {
                while (following.more(1_000) instanceof AccountSubscription.EntryPage.Entries(var entries)
                        && !entries.isEmpty()) {
                    all.addAll(entries);
                }
            }
        }
        return all;
    }

    private static String word(AccountUpdate.OrderUpdate news) {
        return switch (news) {
            case AccountUpdate.Order(var step, var _) -> step.code();
            case AccountUpdate.Trade _ -> "traded";
            case AccountUpdate.Prevented _ -> "prevented";
        };
    }

    /** An order that comes to rest says how much, at once and after a change. */
    private static String open(String event, long units) {
        return event.equals("rested") ? " " + units : "";
    }

    /** Read in pages of three: the same events as in the account's entries of the order, none missing, none twice. */
    @Test
    void orderHistoryEqualsTheEntriesOfItsAccount() throws SQLException {
        tables.apply(tables.opened(0), run(61), new Random(61), 100);
        Map<Long, List<String>> published = new TreeMap<>();
        Map<Long, TrackedOrder> orders = new TreeMap<>();
        for (AccountEntry entry : everybody()) {
            if (entry.event().news() instanceof AccountUpdate.OrderUpdate news) {
                long id = news.order().id().value();
                published
                        .computeIfAbsent(id, _ -> new ArrayList<>())
                        .add(entry.event().sequence() + " " + word(news)
                                + open(word(news), news.order().progress().remainingUnits()));
                orders.put(id, news.order().tracked());
            }
        }
        OrderHistory life = new OrderHistory(tables.database());
        orders.forEach((id, order) -> {
            List<String> read = new ArrayList<>();
            long after = 0;
            while (true) {
                List<OrderHistory.OrderHistoryEntry> page = life.after(order, after, 3);
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(moment -> read.add(
                        moment.sequence() + " " + moment.event() + open(moment.event(), moment.quantityUnits())));
                after = page.getLast().sequence();
            }
            assertEquals(published.get(id), read, () -> "order " + id);
        });
        assertTrue(orders.size() > 500);
    }
}
