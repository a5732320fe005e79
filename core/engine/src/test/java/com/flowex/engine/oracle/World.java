package com.flowex.engine.oracle;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.TransferId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything there is, in plain collections; and what the command under way has said and touched so far. */
final class World {

    static final int STEPS_MAX = 1_000;
    static final int FILLS_MAX = 500;
    static final int OPEN_ORDERS_MAX = 5_000;
    static final int TRAILING_MAX = 1_000;
    static final Comparator<Market> BY_ID =
            Comparator.comparing(market -> market.id().value());

    /** Those in which an order is on its way come last. */
    static final Comparator<Market> BY_TURN =
            Comparator.comparing((Market market) -> !market.taking.isEmpty()).thenComparing(BY_ID);

    /** How often an order has gone on. No rule reads it. */
    long wentOn;

    record AccountAsset(AccountId account, AssetId asset) {}

    final Map<AssetId, Asset> assets = new HashMap<>();
    final TreeMap<Integer, Market> markets = new TreeMap<>();
    final Map<AssetId, Lending.Lent> lent = new HashMap<>();
    final Map<Integer, MarginLevels> levels = new HashMap<>();
    final Map<AccountId, Integer> leverages = new HashMap<>();
    final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    final Map<TransferId, Chains.KnownStep> transfers = new HashMap<>();
    final Map<TransferId, Chains.Reservation> reservations = new HashMap<>();
    final List<Chains.Reservation> openReservations = new ArrayList<>();
    final Set<Integer> killedTenants = new HashSet<>();
    final Set<Integer> endingTenants = new HashSet<>();
    int rulesVersion = 1;

    long now;
    long sequence;
    long orders;
    long trades;

    int steps;
    List<Object> emitted = new ArrayList<>();
    Set<AccountAsset> changed = new LinkedHashSet<>();
    TreeSet<Market> touched = new TreeSet<>(BY_ID);

    /** A trailing order, and a price that is better than any it had seen. */
    private record Move(Side side, TriggerSource source, Price price) {}

    private TreeMap<Market, List<Move>> moved = new TreeMap<>(BY_ID);

    /** An order that was canceled or expired, and the part of its loan that its open part held. */
    record Unused(Order order, BigInteger units) {}

    /** The unused loans of this command, in the order of the ends. */
    List<Unused> unused = new ArrayList<>();

    void begin(long timeNanos) {
        now = timeNanos;
        steps = 0;
        emitted = new ArrayList<>();
        changed = new LinkedHashSet<>();
        touched = new TreeSet<>(BY_ID);
        moved = new TreeMap<>(BY_ID);
        unused = new ArrayList<>();
        markets.values().forEach(market -> market.reference = market.last);
    }

    /** An event, which gets the next number, or a first answer, which gets none. */
    void say(Object answer) {
        if (answer instanceof Event event) {
            sequence++;
            if (isStep(event)) {
                steps++;
            }
        }
        emitted.add(answer);
    }

    private static boolean isStep(Event event) {
        return event instanceof TradeExecuted
                || event instanceof SelfTradePrevented
                || event instanceof OrderCanceled
                || event instanceof OrderExpired
                || event instanceof ReservedExpired
                || event instanceof OrderTriggered
                || event instanceof OrderStarted
                || event instanceof SliceStarted;
    }

    /** Section 11: whether the log follows the second rules. */
    boolean isByRules2() {
        return rulesVersion >= 2;
    }

    /** Section 11: whether fills round against the taker, and none is for nothing. */
    boolean isByRules5() {
        return rulesVersion >= 5;
    }

    /** Section 11: whether a limit order goes on that has made all fills of one way. */
    boolean isByRules6() {
        return rulesVersion >= 6;
    }

    /** Section 11: whether limits of positions are judged again when an open order is to trade. */
    boolean isByRules17() {
        return rulesVersion >= 17;
    }

    /** By rules 3: a trailing order has seen a better price. */
    void seen(Order order, Price price) {
        if (rulesVersion >= 3) {
            moved.computeIfAbsent(order.market, _ -> new ArrayList<>())
                    .add(new Move(order.side(), order.conditional().trigger().source(), price));
        }
    }

    /** The cause that moved the levels of each market. */
    void reportLevels() {
        moved.forEach(this::report);
    }

    private void report(Market market, List<Move> moves) {
        say(new LevelsMoved(
                market.id(),
                best(moves, Side.BUY, TriggerSource.LAST_TRADE),
                best(moves, Side.SELL, TriggerSource.LAST_TRADE),
                best(moves, Side.BUY, TriggerSource.BEST_PRICE),
                best(moves, Side.SELL, TriggerSource.BEST_PRICE)));
    }

    /** The causes that have moved the levels of a market so far. */
    void reportLevelsOf(Market market) {
        List<Move> moves = moved.remove(market);
        if (moves != null) {
            report(market, moves);
        }
    }

    private static @Nullable Price best(List<Move> moves, Side side, TriggerSource source) {
        Comparator<Price> dearest = Comparator.comparing(Price::units);
        return moves.stream()
                .filter(move -> move.side == side && move.source == source)
                .map(Move::price)
                .max(side == Side.SELL ? dearest : dearest.reversed())
                .orElse(null);
    }

    /** By rules 2: whether an order's time is past, though nothing has ended it yet. */
    boolean isOverdue(Order order) {
        return isByRules2()
                && (isExpired(order) || isPast(order.account.deadMans) || isPast(order.account.timerIn(order.market)));
    }

    boolean isExpired(Order order) {
        return isPast(Order.expiryOf(order.terms));
    }

    private boolean isPast(long deadline) {
        return deadline != 0 && deadline <= now;
    }

    boolean hasStepsLeft() {
        return steps < STEPS_MAX;
    }

    void change(Account account, AssetId asset) {
        changed.add(new AccountAsset(account.id, asset));
    }

    @Nullable
    Market market(int tenant, InstrumentId id) {
        Market market = markets.get(id.value());
        return market != null && market.instrument.tenant() == tenant ? market : null;
    }

    /** An account, its main account and all that are isolated from that. */
    List<Account> ofCustomer(Account account) {
        return accounts.values().stream()
                .filter(other -> other.main() == account.main())
                .sorted(Comparator.comparing(other -> other.id.number()))
                .toList();
    }

    MarginLevels levels(int tenant) {
        return levels.getOrDefault(tenant, MarginLevels.DEFAULT);
    }

    /** Section 12: true if an account's equity is enough for its debts by its own bound. */
    boolean allows(AccountId account, BigDecimal equity, BigDecimal debts) {
        int leverage = leverages.getOrDefault(account, 0);
        return leverage == 0
                || equity.multiply(BigDecimal.valueOf(leverage - 1L)).compareTo(debts) >= 0;
    }

    Asset asset(AssetId id) {
        return Objects.requireNonNull(assets.get(id));
    }

    /** True if orders of the market are still to be ended. */
    boolean isEnding(Market market) {
        return (market.isEnding || endingTenants.contains(market.instrument.tenant())) && market.hasOrders();
    }

    /** True if triggers are looked at, and triggered orders and slices may act. */
    boolean isLive(Market market) {
        return market.state == MarketState.OPEN && !isEnding(market);
    }
}
