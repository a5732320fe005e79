package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.Side;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.testsupport.PropertyTestSeeds;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws of the events of every log, seen by a reader of nothing else but which lists are paid. Method: books, orders, balances and holds
 * are put together from events alone ({@link Follower}, {@link FollowedMoney}) and compared with what the engine says.
 */
class EventLawsTest {

    private static final long[] SEEDS = {20_261_120, 22, 157, 142, 1, 2, 3, 5, 8, 13, 21, 34};
    /** Every command is followed by a look at the whole state, so a log costs nearly the square of its length. */
    private static final int COMMANDS = PropertyTestSeeds.FULL ? 3_000 : 1_500;

    static LongStream seeds() {
        return PropertyTestSeeds.of(EventLawsTest.class, PropertyTestSeeds.QUICK ? 1 : 3, SEEDS);
    }

    private final Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private final Follower follower = new Follower();
    private final FollowedMoney money = new FollowedMoney(follower);
    private final Map<FollowedMoney.AccountAsset, BalanceChanged> published = new HashMap<>();

    private void follow(RandomLog.Entry entry) {
        exchange.apply(entry.command(), entry.timeNanos(), recorder);
        follower.paying(isPaying(entry.command()));
        for (Object answer : recorder.take()) {
            if (answer instanceof BalanceChanged balance) {
                published.put(new FollowedMoney.AccountAsset(balance.account(), balance.asset()), balance);
            } else if (answer instanceof Event event) {
                follower.take(event);
                money.take(event);
            }
        }
    }

    private static boolean isPaying(Command command) {
        return switch (command) {
            case PlaceWithEffects with -> isPaying(with.placement());
            case PlacePayingOrders _, PlacePayingPair _ -> true;
            default -> false;
        };
    }

    /** One pass checks every law, because each pass pays for the log and for the follower. */
    @ParameterizedTest
    @MethodSource("seeds")
    void followerOfTheEventsDerivesMoneyBooksAndRestrictions(long seed) {
        for (RandomLog.Entry entry : RandomLog.of(seed, COMMANDS)) {
            follow(entry);
            checkAll(() -> PropertyTestSeeds.named(seed) + " " + entry);
        }
    }

    /** Closes a part of finding T12: by rules 3 who follows the events knows where every trailing order would be met. */
    @ParameterizedTest
    @MethodSource("seeds")
    void byTheNewestRulesAFollowerKnowsWhereTrailingOrdersWouldBeMetToo(long seed) {
        follow(new RandomLog.Entry(new AdoptRules(RulesVersion.NEWEST), 1));
        long trailing = 0;
        for (RandomLog.Entry entry : RandomLog.of(seed, COMMANDS)) {
            follow(entry);
            Supplier<String> where = () -> PropertyTestSeeds.named(seed) + " " + entry;
            checkAll(where);
            trailing += checkExtremes(where);
        }
        // A drawn log may have none.
        boolean isDrawn = LongStream.of(SEEDS).noneMatch(known -> known == seed);
        assertTrue(isDrawn || trailing > 0, () -> PropertyTestSeeds.named(seed) + " has no trailing order");
    }

    private void checkAll(Supplier<String> where) {
        checkMoney(where);
        follower.checkNotCrossed();
        checkBooks(where);
        follower.checkRestrictions();
    }

    /**
     * Failures 7 and 14. Balances and holds derived from the events equal those published, after every command; an
     * unchanged balance may be published again or not. That executed + prevented + remaining = original, and that the
     * maker is always the oldest at the best price, is checked by the follower at each event.
     */
    private void checkMoney(Supplier<String> where) {
        assertEquals(withoutEmpty(money.derived()), withoutEmpty(published), where);
    }

    /** Failure 17: a reader of deltas ends equal to the engine's book. */
    private void checkBooks(Supplier<String> where) {
        for (Instrument instrument : follower.instruments()) {
            for (Side side : Side.values()) {
                assertEquals(levels(instrument, side), follower.levels(instrument.id(), side), where);
            }
        }
    }

    static Map<FollowedMoney.AccountAsset, BalanceChanged> withoutEmpty(
            Map<FollowedMoney.AccountAsset, BalanceChanged> balances) {
        Map<FollowedMoney.AccountAsset, BalanceChanged> full = new HashMap<>(balances);
        full.values().removeIf(balance -> balance.balanceUnits() == 0 && balance.heldUnits() == 0);
        return full;
    }

    /** @return how many orders trail */
    private long checkExtremes(Supplier<String> where) {
        Map<Long, Long> expected = new TreeMap<>();
        exchange.writeState(piece -> {
            if (piece instanceof ConditionalOrderState waiting && waiting.turn() == 0 && waiting.extremeUnits() != 0) {
                expected.put(waiting.order().value(), waiting.extremeUnits());
            }
        });
        Map<Long, Long> known = new TreeMap<>();
        follower.openOrders().stream()
                .filter(order -> order.isTrailing() && order.extreme != 0)
                .forEach(order -> known.put(order.id.value(), order.extreme));
        assertEquals(expected, known, where);
        return known.size();
    }

    private Map<Long, Long> levels(Instrument instrument, Side side) {
        Map<Long, Long> levels = new TreeMap<>();
        exchange.levels(instrument.tenant(), instrument.id(), side, Integer.MAX_VALUE, levels::put);
        return levels;
    }
}
