package com.flowex.engine.oracle;

import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.domain.value.TransferId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Section 7, what leaves the memory of transfers by rules 4. */
final class PastTransfers {

    private static final long DAY = 86_400_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long KEPT_DAYS = 30;
    private static final int LEAVE_MAX = 128;

    /**
     * A step that has its turn to leave.
     *
     * @param isFirst true if it begins the chain of one request
     * @param wasOver true if it is a reservation that was over at its last turn
     */
    private record Turn(TransferId id, long day, boolean isFirst, boolean wasOver) {}

    private final World world;
    private Deque<Turn> turns = new ArrayDeque<>();

    /** Ids whose steps are gone, and those of reservations that are all that is left of theirs. */
    private final Set<TransferId> expired = new HashSet<>();

    PastTransfers(World world) {
        this.world = world;
    }

    private boolean doLeave() {
        return world.rulesVersion >= 4;
    }

    private long today() {
        return world.now / DAY;
    }

    /** These were asked for, all at once, and are remembered. */
    void repeat(List<TransferId> ids) {
        for (int i = 0; i < ids.size(); i++) {
            turns.add(new Turn(ids.get(i), today(), i == 0, false));
        }
    }

    /** Rules 4 begin: everything counts as asked for today. */
    void dateAll() {
        Deque<Turn> all = new ArrayDeque<>();
        turns.forEach(turn -> all.add(new Turn(turn.id, today(), turn.isFirst, false)));
        turns = all;
    }

    /** Before each command: 128 steps, and the rest of the last one's chain. */
    void forget() {
        for (int steps = 0; doLeave() && isDue(); steps++) {
            if (steps >= LEAVE_MAX && turns.getFirst().isFirst) {
                return;
            }
            forget(turns.removeFirst());
        }
    }

    private boolean isDue() {
        return !turns.isEmpty() && turns.getFirst().day + KEPT_DAYS < today();
    }

    private void forget(Turn turn) {
        Chains.Reservation reservation = world.reservations.get(turn.id);
        world.transfers.remove(turn.id);
        expired.add(turn.id);
        if (reservation == null) {
            return;
        }
        if (turn.wasOver) {
            world.reservations.remove(turn.id);
        } else {
            turns.add(new Turn(turn.id, today(), true, reservation.reservation != ReservationStatus.OPEN));
        }
    }

    /** True if an id was used before and its step is forgotten, or if it says that it may have been. */
    boolean isExpired(TransferId id) {
        boolean saysSo = doLeave()
                && id.millis() != TransferId.UNDATED
                && id.millis() < (today() - KEPT_DAYS) * DAY_MILLIS + 60_000;
        return expired.contains(id) || saysSo && !world.transfers.containsKey(id);
    }
}
