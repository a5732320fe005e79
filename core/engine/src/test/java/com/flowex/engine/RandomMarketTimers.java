package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Timers of markets in two of sixty-four random logs and in one with trailing stops that a loss activates. Their dice are
 * their own, so that the other logs stay the same.
 */
final class RandomMarketTimers {

    private static final int SELDOM = 50;
    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final RandomAccounts accounts;
    private final ObservedExchange observed;
    private final boolean isUsed;
    private final Deque<Command> planned = new ArrayDeque<>();

    RandomMarketTimers(long seed, ObservedExchange observed) {
        random = new Random(seed * 0xBF58476D1CE4E5B9L + 15);
        accounts = new RandomAccounts(random);
        this.observed = observed;
        long place = Math.floorMod(seed, 64);
        isUsed = place == 14 || place == 29 || place == 30;
    }

    /** Returns true if the log needs the newest rules. */
    boolean isUsed() {
        return isUsed;
    }

    /** Returns the next command, out of turn; null means none. */
    @Nullable
    Command next() {
        if (!planned.isEmpty()) {
            return planned.removeFirst();
        }
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        AccountId account = accounts.anyone();
        InstrumentId market = random.nextInt(40) == 0
                ? new InstrumentId(1 + random.nextInt(8))
                : accounts.marketFor(account, observed);
        long timeout = SECOND * random.nextInt(3) * random.nextInt(30);
        // Several timers that are due at the same time.
        if (random.nextInt(4) == 0) {
            planned.add(new SetDeadMansTimer(account, timeout));
        }
        if (random.nextInt(4) == 0) {
            planned.add(new SetMarketTimer(account, accounts.marketFor(account, observed), timeout));
        }
        return new SetMarketTimer(account, market, timeout);
    }
}
