package com.flowex.engine;

import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.Command;
import com.flowex.domain.order.CancelRestriction;
import java.util.Random;

/** Cancels that depend on fills, in one of sixteen logs. The dice are its own, so that the other logs stay as they were. */
final class RandomRestrictedCancels {

    /** Remainder of the seeds of these logs. */
    private static final int CHOSEN = 11;

    private static final int LOGS = 16;

    private final Random random;
    private final boolean isUsed;

    RandomRestrictedCancels(long seed) {
        random = new Random(seed * 0xD1342543DE82EF95L + 1);
        isUsed = Math.floorMod(seed, LOGS) == CHOSEN;
    }

    /** @return true if the log needs the newest rules */
    boolean isUsed() {
        return isUsed;
    }

    /** Returns a command, whose cancel is restricted now and then. */
    Command perhaps(Command command) {
        if (!isUsed) {
            return command;
        }
        return switch (command) {
            case CancelOne cancel -> perhaps(cancel);
            case CancelReplace(var cancel, var order, var mode) -> new CancelReplace(perhaps(cancel), order, mode);
            default -> command;
        };
    }

    private CancelOne perhaps(CancelOne cancel) {
        if (cancel instanceof CancelRestricted || random.nextBoolean()) {
            return cancel;
        }
        CancelRestriction[] all = CancelRestriction.values();
        return new CancelRestricted(cancel, all[random.nextInt(all.length)]);
    }
}
