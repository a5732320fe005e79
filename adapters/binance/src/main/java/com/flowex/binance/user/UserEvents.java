package com.flowex.binance.user;

import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.trade.SpotList;
import com.flowex.binance.trade.SpotOrder;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.store.account.AccountEntry;
import com.flowex.trading.store.account.AccountEvent;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.account.OrderState;
import com.flowex.trading.store.account.OrderStep;
import com.flowex.trading.store.account.TransferStage;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Converts entries of an account's log to user data events. A refused order has none: its sender has the refusal. Steps
 * without an event in this dialect (rest, refresh, slices) change no field of one.
 */
final class UserEvents {

    private static final String NONE = "NONE";
    private static final String REPLACED = "REPLACED";
    /** A working order and a pair. */
    private static final int LIST_LENGTH_MAX = 3;

    private static final String NEW = "NEW";
    private static final long NO_TRADE = -1;

    private final InstrumentDirectory directory;
    private final Function<OrderId, Optional<TrackedOrder>> orders;

    /** @param orders lookup of the account's orders by id, for events that show both orders of a list */
    UserEvents(InstrumentDirectory directory, Function<OrderId, Optional<TrackedOrder>> orders) {
        this.directory = directory;
        this.orders = orders;
    }

    /** Returns the events of consecutive entries; all balances of one command are one event. */
    List<Map<String, Object>> of(List<AccountEntry> entries) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<AccountUpdate.Balance> balances = new ArrayList<>();
        for (int at = 0; at < entries.size(); at++) {
            AccountEvent event = entries.get(at).event();
            if (event.news() instanceof AccountUpdate.Balance balance) {
                balances.add(balance);
                if (at + 1 == entries.size() || !isBalanceOf(event, entries.get(at + 1))) {
                    all.add(position(balances, event));
                    balances.clear();
                }
            } else {
                all.addAll(of(event));
            }
        }
        return all;
    }

    private static boolean isBalanceOf(AccountEvent event, AccountEntry next) {
        return next.event().news() instanceof AccountUpdate.Balance
                && next.event().timeNanos() == event.timeNanos();
    }

    private List<Map<String, Object>> of(AccountEvent event) {
        return switch (event.news()) {
            case AccountUpdate.Order(OrderStep step, OrderState order) -> step(step, order, event);
            case AccountUpdate.Trade trade -> withList(traded(trade, event), trade.order(), event);
            case AccountUpdate.Prevented prevented -> List.of(prevented(prevented, event));
            case AccountUpdate.Transfer transfer -> moved(transfer, event);
            case AccountUpdate.Refused _, AccountUpdate.Balance _ -> List.of();
        };
    }

    private List<Map<String, Object>> step(OrderStep step, OrderState order, AccountEvent event) {
        return switch (step) {
            case ACCEPTED, STARTED, TRIGGERED -> List.of(report(NEW, order, event));
            case REDUCED, AMENDED, REVISED, DISPLAY_CHANGED -> List.of(report(REPLACED, order, event));
            case CANCELED -> withList(canceled(order, event), order, event);
            case EXPIRED -> withList(report("EXPIRED", order, event), order, event);
            case PAIRED, LINKED -> listBegun(order, event);
            case RESTED, REFRESHED, SLICE_STARTED -> List.of();
        };
    }

    private SpotOrder worded(OrderState order) {
        return new SpotOrder(order.tracked(), directory.market(order.request().instrument()));
    }

    private Map<String, Object> report(String execution, OrderState state, AccountEvent event) {
        SpotOrder order = worded(state);
        ListedMarket market = order.market();
        String nothing = Decimals.format(0, market.quantityScale());
        Map<String, Object> all = begun("executionReport", event);
        all.put("s", order.symbol());
        all.put("c", order.clientOrderId());
        all.put("S", order.side());
        all.put("o", order.type());
        all.put("f", order.timeInForce());
        all.put("q", order.origQty());
        all.put("p", order.price());
        all.put("P", order.stopPrice());
        all.put("F", order.icebergQty());
        all.put("g", order.orderListId());
        all.put("C", "");
        all.put("x", execution);
        all.put("X", order.status());
        all.put("r", NONE);
        all.put("i", order.orderId());
        all.put("l", nothing);
        all.put("z", order.executedQty());
        all.put("L", Decimals.format(0, market.priceScale()));
        all.put("n", "0");
        all.put("N", null);
        all.put("T", new Timestamp(event.timeNanos()));
        all.put("t", NO_TRADE);
        all.put("I", event.sequence());
        all.put("w", order.isWorking() && state.progress().status().isOpen());
        all.put("m", false);
        all.put("M", false);
        all.put("O", order.time());
        all.put("Z", order.cumulativeQuoteQty());
        all.put("Y", Decimals.format(0, market.quoteScale()));
        all.put("Q", order.origQuoteOrderQty());
        all.put("V", order.selfTradePreventionMode());
        if (order.isWorking()) {
            all.put("W", order.workingTime());
        }
        if (order.trailingDelta() != 0) {
            all.put("d", order.trailingDelta());
        }
        return all;
    }

    private Map<String, Object> canceled(OrderState order, AccountEvent event) {
        Map<String, Object> all = report("CANCELED", order, event);
        all.put("C", all.get("c"));
        return all;
    }

    private Map<String, Object> traded(AccountUpdate.Trade trade, AccountEvent event) {
        Map<String, Object> all = report("TRADE", trade.order(), event);
        ListedMarket market = directory.market(trade.order().request().instrument());
        var side = trade.order().request().side();
        Asset paidIn = market.receivedBy(trade.feeUnits() < 0 ? side.opposite() : side);
        all.put("l", Decimals.format(trade.quantityUnits(), market.quantityScale()));
        all.put("L", Decimals.format(trade.priceUnits(), market.priceScale()));
        all.put("Y", Decimals.format(trade.quoteUnits(), market.quoteScale()));
        all.put("n", Decimals.format(trade.feeUnits(), paidIn.scale()));
        all.put("N", paidIn.code());
        all.put("t", trade.trade().value());
        all.put("m", trade.isMaker());
        return all;
    }

    private Map<String, Object> prevented(AccountUpdate.Prevented prevented, AccountEvent event) {
        Map<String, Object> all = report("TRADE_PREVENTION", prevented.order(), event);
        SpotOrder order = worded(prevented.order());
        all.put("v", event.sequence());
        all.put("A", order.preventedQty());
        all.put("B", Decimals.format(prevented.preventedUnits(), order.market().quantityScale()));
        all.put("U", prevented.other().value());
        all.put("Cs", order.symbol());
        all.put("pL", Decimals.format(prevented.priceUnits(), order.market().priceScale()));
        all.put("m", prevented.isMaker());
        return all;
    }

    private List<Map<String, Object>> moved(AccountUpdate.Transfer transfer, AccountEvent event) {
        if (transfer.stage() != TransferStage.POSTED && transfer.stage() != TransferStage.RESERVED_POSTED) {
            return List.of(); // reserved or released: the balances after it show that
        }
        Asset asset = directory.asset(transfer.asset());
        Map<String, Object> all = begun("balanceUpdate", event);
        all.put("a", asset.code());
        all.put("d", Decimals.format(transfer.units(), asset.scale()));
        all.put("T", new Timestamp(event.timeNanos()));
        return List.of(all);
    }

    private Map<String, Object> position(List<AccountUpdate.Balance> balances, AccountEvent event) {
        Map<String, Object> all = begun("outboundAccountPosition", event);
        all.put("u", new Timestamp(event.timeNanos()));
        all.put("B", balances.stream().map(this::balance).toList());
        return all;
    }

    private Map<String, Object> balance(AccountUpdate.Balance balance) {
        Asset asset = directory.asset(balance.asset());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("a", asset.code());
        all.put("f", Decimals.format(balance.availableUnits(), asset.scale()));
        all.put("l", Decimals.format(balance.heldUnits(), asset.scale()));
        return all;
    }

    /** Returns the event of a new list: all orders have an entry of it, and only the last one's is sent. */
    private List<Map<String, Object>> listBegun(OrderState order, AccountEvent event) {
        List<TrackedOrder> others = others(order);
        boolean isLast = others.stream()
                .allMatch(other -> other.id().value() < order.id().value());
        return others.isEmpty() || !isLast
                ? List.of()
                : List.of(list(others, order, "EXEC_STARTED", "EXECUTING", event));
    }

    /** Returns the report, and the end of the list if this order was its last open one. */
    private List<Map<String, Object>> withList(Map<String, Object> report, OrderState order, AccountEvent event) {
        if (order.progress().other() == 0 || order.progress().status().isOpen()) {
            return List.of(report);
        }
        List<TrackedOrder> others = others(order);
        boolean areEnded = others.stream()
                .allMatch(other -> !other.status().isOpen() && other.progress().sequence() < event.sequence());
        return others.isEmpty() || !areEnded
                ? List.of(report)
                : List.of(report, list(others, order, "ALL_DONE", "ALL_DONE", event));
    }

    /** Returns the other orders of an order's list, by id; empty if it has none. */
    private List<TrackedOrder> others(OrderState order) {
        TrackedOrder mine = order.tracked();
        return mine.listId() == 0
                ? List.of()
                : LongStream.range(mine.listId(), mine.listId() + LIST_LENGTH_MAX)
                        .filter(id -> id != mine.id().value())
                        .mapToObj(id -> orders.apply(new OrderId(id)))
                        .flatMap(Optional::stream)
                        .filter(other -> other.listId() == mine.listId())
                        .toList();
    }

    private Map<String, Object> list(
            List<TrackedOrder> others, OrderState order, String status, String orders, AccountEvent event) {
        SpotOrder mine = worded(order);
        List<SpotOrder> members = Stream.concat(
                        Stream.of(mine), others.stream().map(other -> new SpotOrder(other, mine.market())))
                .sorted(Comparator.comparingLong(SpotOrder::orderId))
                .toList();
        Map<String, Object> all = begun("listStatus", event);
        all.put("s", mine.symbol());
        all.put("g", mine.orderListId());
        all.put("c", SpotList.contingencyOf(order.tracked()));
        all.put("l", status);
        all.put("L", orders);
        all.put("r", NONE);
        all.put("C", members.getFirst().clientOrderId());
        all.put("T", new Timestamp(event.timeNanos()));
        all.put("O", members.stream().map(UserEvents::leg).toList());
        return all;
    }

    private static Map<String, Object> leg(SpotOrder order) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("s", order.symbol());
        all.put("i", order.orderId());
        all.put("c", order.clientOrderId());
        return all;
    }

    /** Returns a new event with the log's time. */
    private static Map<String, Object> begun(String name, AccountEvent event) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("e", name);
        all.put("E", new Timestamp(event.timeNanos()));
        return all;
    }
}
