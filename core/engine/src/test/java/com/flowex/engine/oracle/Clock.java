package com.flowex.engine.oracle;

import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.value.TransferId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Section 8: what log time brings. */
final class Clock {

    /**
     * A timer.
     *
     * @param kind 0 GTD, 1 slice, 2 reservation, 3 dead man's timer, 4 that of a market, 5 resumption, 6 interest, 7
     *     retry of a look
     * @param high the upper 64 bits of the id that breaks ties among one kind; unsigned, as the lower
     */
    private record Timer(long deadline, int kind, long high, long low, Runnable work) {}

    private static final Comparator<Timer> IN_ORDER = Comparator.comparingLong(Timer::deadline)
            .thenComparingInt(Timer::kind)
            .thenComparing(Timer::high, Long::compareUnsigned)
            .thenComparing(Timer::low, Long::compareUnsigned);

    private final World world;
    private final Orders orders;
    private final Chains chains;
    private final Triggers triggers;
    private final Slices slices;
    private final House house;
    private final Lending lending;
    private final LevelChecks levelChecks;
    private final Liquidations liquidations;

    Clock(
            World world,
            Orders orders,
            Chains chains,
            Triggers triggers,
            Slices slices,
            House house,
            Lending lending,
            LevelChecks levelChecks,
            Liquidations liquidations) {
        this.world = world;
        this.orders = orders;
        this.chains = chains;
        this.triggers = triggers;
        this.slices = slices;
        this.house = house;
        this.lending = lending;
        this.levelChecks = levelChecks;
        this.liquidations = liquidations;
    }

    long deadlineNanos() {
        long deadline = isSomethingLeft() ? world.now : Long.MAX_VALUE;
        for (Timer timer : timers()) {
            deadline = Math.min(deadline, timer.deadline);
        }
        return deadline;
    }

    private boolean isSomethingLeft() {
        if (levelChecks.isSomeoneDue()) {
            return true;
        }
        for (Market market : world.markets.values()) {
            boolean hasTurns = world.isLive(market) && !(market.queued.isEmpty() && market.taking.isEmpty());
            if (hasTurns || world.isEnding(market) || triggers.isOwed(market)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Timer first() {
        return timers().stream().min(IN_ORDER).orElse(null);
    }

    private List<Timer> timers() {
        List<Timer> timers = new ArrayList<>();
        for (Account account : world.accounts.values()) {
            account.open.values().forEach(order -> addTimersOf(order, timers));
            account.debts.forEach((asset, debt) -> {
                if (debt.nextHour() != Long.MAX_VALUE) {
                    timers.add(new Timer(debt.nextHour(), 6, account.id.packed(), asset.value(), () -> lending.charge(
                                    account, asset, BigInteger.ZERO)
                            .forEach(world::say)));
                }
            });
            if (account.deadMans != 0) {
                timers.add(new Timer(
                        account.deadMans,
                        3,
                        account.id.tenant(),
                        account.id.number(),
                        () -> orders.runDeadMans(account)));
            }
            world.markets.values().forEach(market -> addTimerOf(account, market, timers));
        }
        for (Chains.Reservation reservation : world.openReservations) {
            if (reservation.expires != 0) {
                TransferId id = reservation.transfer.id();
                timers.add(new Timer(reservation.expires, 2, id.high(), id.low(), () -> chains.expire(reservation)));
            }
        }
        for (Account account : liquidations.waiting()) {
            timers.add(new Timer(
                    Objects.requireNonNull(account.margin).retry,
                    7,
                    0,
                    account.id.packed(),
                    () -> levelChecks.retry(account)));
        }
        for (Market market : world.markets.values()) {
            if (market.resumes != 0) {
                timers.add(new Timer(market.resumes, 5, 0, market.id().value(), () -> resume(market)));
            }
        }
        return timers;
    }

    private void addTimerOf(Account account, Market market, List<Timer> timers) {
        long deadline = account.timerIn(market);
        if (deadline != 0) {
            long instrument = market.id().value();
            timers.add(
                    new Timer(deadline, 4, account.id.packed(), instrument, () -> orders.runDeadMans(account, market)));
        }
    }

    private void addTimersOf(Order order, List<Timer> timers) {
        long id = order.id.value();
        long expiry = Order.expiryOf(order.terms);
        if (expiry != 0) {
            timers.add(new Timer(expiry, 0, 0, id, () -> orders.expire(order, ExpiryReason.GOOD_TILL_DATE)));
        }
        if (order.isIn(Order.Place.SLICING)) {
            timers.add(new Timer(order.nextSlice, 1, 0, id, () -> slice(order)));
        }
    }

    void advance() {
        for (Timer timer = first();
                timer != null && timer.deadline <= world.now && world.hasStepsLeft();
                timer = first()) {
            world.steps++;
            timer.work.run();
            levelChecks.note(null);
        }
        house.endWhatIsLeft();
        liquidations.lookAtDue();
        for (Market market :
                world.markets.values().stream().sorted(World.BY_TURN).toList()) {
            triggers.run(market, world.touched.contains(market) || triggers.isOwed(market));
        }
    }

    private void slice(Order order) {
        if (world.isByRules2()) {
            order.market.reference = order.market.last;
        }
        if (slices.next(order)) {
            triggers.check(order.market);
        }
    }

    private void resume(Market market) {
        market.state = MarketState.OPEN;
        market.resumes = 0;
        world.touched.add(market);
        world.say(new MarketStateChanged(market.id(), MarketState.OPEN, MarketStateCause.HALT_OVER, 0));
        triggers.check(market);
    }
}
