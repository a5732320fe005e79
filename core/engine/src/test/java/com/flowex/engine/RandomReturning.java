package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.TryReturningOrder;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Orders that return their loans, in the logs whose orders repay. The dice are its own, so that the other logs stay. */
final class RandomReturning {

    private static final int TRIED = 8;

    private final Random random;
    private final boolean isUsed;

    RandomReturning(long seed) {
        random = new Random(seed * 0xA24BAED4963EE407L + 1);
        isUsed = RandomRepaying.isUsed(seed);
    }

    /** Returns a command, which half the time is the same order that returns its loan. */
    Command perhaps(Command command) {
        if (!isUsed || random.nextBoolean()) {
            return command;
        }
        return switch (command) {
            case PlaceBorrowingOrder(var order) -> new PlaceReturningOrder(order, false);
            case PlaceRepayingOrder(var order, boolean borrows) when borrows -> new PlaceReturningOrder(order, true);
            default -> command;
        };
    }

    /** Returns the preview that comes before an order; null if none does. */
    @Nullable
    Command trialOf(PlaceReturningOrder order) {
        return random.nextInt(TRIED) == 0 ? new TryReturningOrder(order) : null;
    }
}
