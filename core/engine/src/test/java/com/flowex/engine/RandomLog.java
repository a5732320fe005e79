package com.flowex.engine;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.engine.oracle.NaiveExchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A seeded log of commands that meet each other often: few accounts, few prices, small quantities, ids that repeat, orders
 * of others, timers that run out, and commands that make no sense. The same seed is the same log on every JDK: what it
 * learns from answers it learns from the plain exchange, never from the engine.
 */
public final class RandomLog {

    /** A command and its log time. */
    public record Entry(Command command, long timeNanos) {}

    private static final long BEGINNING = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final int REMEMBERED = 300;

    private final Random random;
    private final ObservedExchange observed = new ObservedExchange();
    private final RandomOrders orders;
    private final RandomMoney money;
    private final RandomHouse house;
    private final RandomBursts bursts;
    private final Deque<Command> planned = new ArrayDeque<>();
    private final List<Command> sent = new ArrayList<>();
    private final int burstsPerMillion;
    /** Dice of its own: which rules a log follows changes nothing else of it. */
    private final Random editions;

    /** Dice of its own: which orders are tried before they are placed changes nothing else of a log. */
    private final Random trials;

    private final Random pairTrials;

    private final RandomRestrictions restrictions;
    private final RandomQuotas quotas;
    private final RandomLending lending;
    private final RandomLiquidations liquidations;
    private final RandomBorrowing borrowing;
    private final RandomRepaying repaying;
    private final RandomReturning returning;
    private final RandomRestrictedCancels restrictedCancels;
    private final RandomPairs pairs;
    private final RandomLists lists;
    private final RandomPaying paying;
    private final RandomLongWays longWays;
    private final RandomLossActivations lossActivations;
    private final RandomWaitingWorkings waitingWorkings;
    private final RandomMarketTimers marketTimers;
    private final RandomPositions positions;
    private final RandomIsolated isolated;
    private final RandomRates rates;
    private final RandomEffects effects;

    /** An order that was tried, and comes now. */
    private @Nullable Entry tried;

    /** How many commands the log sends by the first rules; all of them, a quarter of the time. */
    private int byFirstRules;

    /** Which rules it follows after that. */
    private final int adopted;

    /** Months long, so that volumes are forgotten. Nothing is asked twice, for when exactly ids are forgotten is no rule. */
    private final boolean isLong;

    /** All times are whole seconds, so that many timers are due together. */
    private final boolean isCoarse;

    private long timeNanos = BEGINNING;
    private long deadlineNanos = Long.MAX_VALUE;

    private RandomLog(long seed) {
        random = new Random(seed);
        RandomAccounts accounts = new RandomAccounts(random);
        house = new RandomHouse(random, observed, accounts);
        orders = new RandomOrders(random, observed, accounts);
        money = new RandomMoney(random, observed, accounts);
        bursts = new RandomBursts(random, observed, accounts, orders);
        burstsPerMillion = random.nextInt(3) == 0 ? 0 : 500;
        isLong = random.nextInt(6) == 0;
        isCoarse = random.nextInt(4) == 0;
        orders.asksTwice(!isLong);
        planned.addAll(house.beginning());
        editions = new Random(~seed);
        trials = new Random(seed ^ Long.MIN_VALUE);
        pairTrials = new Random(~seed);
        restrictions = new RandomRestrictions(seed);
        quotas = new RandomQuotas(seed);
        lending = new RandomLending(seed);
        liquidations = new RandomLiquidations(seed);
        borrowing = new RandomBorrowing(seed, lending.isUsed() || liquidations.isUsed());
        repaying = new RandomRepaying(seed, liquidations);
        returning = new RandomReturning(seed);
        restrictedCancels = new RandomRestrictedCancels(seed);
        pairs = new RandomPairs(seed, observed);
        lists = new RandomLists(seed, observed, isLong);
        paying = new RandomPaying(seed, observed, isLong);
        longWays = new RandomLongWays(seed, observed);
        lossActivations = new RandomLossActivations(seed, observed);
        waitingWorkings = new RandomWaitingWorkings(seed, observed);
        marketTimers = new RandomMarketTimers(seed, observed);
        positions = new RandomPositions(seed, observed);
        isolated = new RandomIsolated(seed);
        rates = new RandomRates(seed, lending.isUsed() || liquidations.isUsed());
        effects = new RandomEffects(seed);
        byFirstRules = switch (editions.nextInt(4)) {
            case 0 -> Integer.MAX_VALUE;
            case 1 -> 200 + editions.nextInt(2_500);
            default -> 0;
        };
        boolean isSecond = editions.nextInt(3) == 0;
        int drawn = isSecond ? 2 : editions.nextInt(4) == 0 ? 3 : RulesVersion.NEWEST;
        boolean isOfNewest = liquidations.isUsed()
                || restrictedCancels.isUsed()
                || paying.isUsed()
                || lossActivations.isUsed()
                || lists.mayTrail()
                || waitingWorkings.isUsed()
                || marketTimers.isUsed()
                || positions.isUsed()
                || isolated.isUsed()
                || rates.isUsed()
                || effects.isUsed();
        adopted = isOfNewest ? RulesVersion.NEWEST : drawn;
        byFirstRules = isOfNewest ? Math.min(byFirstRules, 300) : byFirstRules;
    }

    /** The log of a seed; its first commands list two tenants' markets and fund some accounts. */
    public static List<Entry> of(long seed, int commands) {
        RandomLog log = new RandomLog(seed);
        NaiveExchange naive = new NaiveExchange();
        List<Entry> entries = new ArrayList<>(commands);
        while (entries.size() < commands) {
            Entry entry = log.next();
            entries.add(entry);
            log.observed(naive.apply(entry.command(), entry.timeNanos()), naive.deadlineNanos());
        }
        return entries;
    }

    /** A log that is made while a reader follows it: each entry's answers go to {@link #heard}. */
    public static RandomLog growing(long seed) {
        return new RandomLog(seed);
    }

    /** Answers to the last entry, or to others, and the time at which something is due next. */
    public void observed(List<?> answers, long deadline) {
        observed.take(answers);
        lending.take(answers);
        liquidations.take(answers);
        repaying.take(answers);
        deadlineNanos = deadline;
    }

    /** The next entry. Some orders are tried first, at the moment at which they are placed. */
    public Entry next() {
        Entry waiting = tried;
        if (waiting != null) {
            tried = null;
            return waiting;
        }
        Entry entry = ofIsolated(another());
        Command trial = trialOf(entry.command());
        if (trial == null) {
            return entry;
        }
        tried = entry;
        return new Entry(trial, entry.timeNanos());
    }

    private Entry ofIsolated(Entry entry) {
        return byFirstRules < 0 ? new Entry(isolated.perhaps(entry.command()), entry.timeNanos()) : entry;
    }

    private @Nullable Command trialOf(Command command) {
        return switch (command) {
            case PlaceOrder(var request) when trials.nextInt(32) == 0 -> new TryOrder(request);
            case PlaceBorrowingOrder order -> borrowing.trialOf(order);
            case PlaceRepayingOrder order -> repaying.trialOf(order);
            case PlaceReturningOrder order -> returning.trialOf(order);
            case PlaceOrderPair pair when pairTrials.nextInt(8) == 0 -> new TryOrderPair(pair);
            case PlaceLinkedPair linked when pairTrials.nextInt(8) == 0 -> new TryLinkedPair(linked);
            case PlaceLinkedOrders linked when pairTrials.nextInt(8) == 0 -> new TryLinkedOrders(linked);
            case PlacePayingOrders _, PlacePayingPair _ -> paying.trialOf(command);
            case PlaceWithEffects placement -> effects.trialOf(placement);
            default -> null;
        };
    }

    private Entry another() {
        if (byFirstRules-- == 0) {
            return new Entry(new AdoptRules(adopted), timeNanos);
        }
        Command ofIsolated = planned.isEmpty() && byFirstRules < 0 ? isolated.next() : null;
        if (ofIsolated != null) {
            return new Entry(ofIsolated, timeNanos);
        }
        RestrictAccount restriction = restrictions.next();
        if (restriction != null) {
            return new Entry(restriction, timeNanos);
        }
        Command quota = planned.isEmpty() ? quotas.next() : null;
        if (quota != null) {
            return new Entry(quota, timeNanos);
        }
        Command loan = planned.isEmpty() ? lending.next(timeNanos) : null;
        if (loan != null) {
            return new Entry(loan, timeNanos);
        }
        Command liquidation = planned.isEmpty() ? liquidations.next(timeNanos) : null;
        if (liquidation != null) {
            return new Entry(effects.perhaps(returning.perhaps(repaying.perhaps(liquidation))), timeNanos);
        }
        Command repayment = planned.isEmpty() ? repaying.next() : null;
        if (repayment != null) {
            return new Entry(returning.perhaps(repayment), timeNanos);
        }
        Command change = planned.isEmpty() ? pairs.next() : null;
        if (change != null) {
            return new Entry(change, timeNanos);
        }
        Command rate = planned.isEmpty() ? rates.next() : null;
        if (rate != null) {
            return new Entry(rate, timeNanos);
        }
        Command timer = planned.isEmpty() ? marketTimers.next() : null;
        if (timer != null) {
            return new Entry(timer, timeNanos);
        }
        Command limit = planned.isEmpty() ? positions.next() : null;
        if (limit != null) {
            return new Entry(limit, timeNanos);
        }
        Command list = planned.isEmpty() ? lists.next(timeNanos) : null;
        if (list != null) {
            return new Entry(effects.perhaps(waitingWorkings.perhaps(list, timeNanos)), timeNanos);
        }
        Command payment = planned.isEmpty() ? paying.next(timeNanos) : null;
        if (payment != null) {
            return new Entry(effects.perhaps(waitingWorkings.perhaps(payment, timeNanos)), timeNanos);
        }
        Command ofWaiting = planned.isEmpty() ? waitingWorkings.next() : null;
        if (ofWaiting != null) {
            return new Entry(ofWaiting, timeNanos);
        }
        if (byFirstRules < 0 && adopted == RulesVersion.NEWEST && planned.isEmpty()) {
            planned.addAll(longWays.next(timeNanos));
        }
        Command command = planned.isEmpty() ? varied(pick()) : planned.removeFirst();
        if (sent.size() < REMEMBERED) {
            sent.add(command);
        } else {
            sent.set(random.nextInt(REMEMBERED), command);
        }
        timeNanos = command instanceof AdvanceTime ? timeToAdvanceTo() : timeNanos + step();
        if (isCoarse) {
            timeNanos = Math.ceilDiv(timeNanos, SECOND) * SECOND;
        }
        orders.now(timeNanos);
        money.now(timeNanos);
        return new Entry(command, timeNanos);
    }

    private Command varied(Command command) {
        Command listed = waitingWorkings.perhaps(lossActivations.perhaps(command), timeNanos);
        Command placed = returning.perhaps(repaying.perhaps(borrowing.perhaps(listed)));
        return effects.perhaps(byFirstRules < 0 ? restrictedCancels.perhaps(placed) : placed);
    }

    /** Mostly microseconds, often seconds, seldom hours; in a long log days. */
    private long step() {
        int dice = random.nextInt(1_000);
        if (dice < 940) {
            return isCoarse ? 0 : random.nextInt(1_000_000);
        }
        if (dice < 999) {
            return random.nextLong(5 * SECOND);
        }
        return random.nextInt(isLong ? 20 * 24 : 30) * HOUR;
    }

    /** At a deadline, just before it, after it, or whenever. */
    private long timeToAdvanceTo() {
        boolean isNear = deadlineNanos < timeNanos + 24 * HOUR;
        long due = Math.max(timeNanos, deadlineNanos);
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> isNear ? due : timeNanos;
            case 4 -> isNear ? Math.max(timeNanos, due - 1) : timeNanos;
            case 5 -> isNear ? due + random.nextLong(20 * SECOND) : timeNanos;
            default -> timeNanos + random.nextLong(2 * SECOND);
        };
    }

    private Command pick() {
        orders.now(timeNanos);
        if (random.nextInt(1_000_000) < burstsPerMillion) {
            planned.addAll(bursts.burst());
            return planned.removeFirst();
        }
        Command repair = observed.repair();
        if (repair != null && random.nextInt(25) == 0) {
            return repair;
        }
        int dice = random.nextInt(1_000);
        if (dice < 580) {
            return orders.incoming();
        }
        // A long list of open orders is pruned faster than it grows.
        int pruned = observed.openOrders() > 150 ? 860 : 780;
        if (dice < pruned) {
            return orders.ofOpenOrders();
        }
        if (dice < 880) {
            return money.transfer();
        }
        if (dice < 960) {
            return AdvanceTime.ADVANCE_TIME;
        }
        return dice < 985 || isLong ? house.any() : sent.get(random.nextInt(sent.size()));
    }
}
