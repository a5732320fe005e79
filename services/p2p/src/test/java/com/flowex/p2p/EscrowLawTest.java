package com.flowex.p2p;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.p2p.rule.TradeTable;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: whatever buyers, sellers, moderators and clocks do, and wherever a process ends, the escrow held at each account
 * is the sum of its live trades, and each escrow ends once.
 *
 * <p>Method: random messages, most of them refused, at random versions, with a process that ends before or after a
 * posting. After each message the held balance of every account is compared with the trades in the database; at the end
 * all trades are led to their end, and every balance with what the trades say was paid.
 */
@Timeout(900)
class EscrowLawTest {

    private static final long[] SEEDS = {1, 20_261_127};

    @Test
    void theEscrowIsTheSumOfLiveTradesAfterEveryStep() {
        Set<String> rows = new TreeSet<>();
        for (long seed : SEEDS) {
            try (P2pWorld world = new P2pWorld()) {
                EscrowWalk walk = new EscrowWalk(world, seed);
                walk.run();
                rows.addAll(walk.rows());
            }
        }
        Set<String> known = TradeTable.CELLS.stream()
                .map(cell -> cell.state().label() + " " + cell.message().label() + " "
                        + cell.role().label())
                .collect(Collectors.toSet());
        rows.removeIf(row -> row.startsWith(" take"));
        assertTrue(known.containsAll(rows), () -> "rows that are not in the table: " + rows);
        assertTrue(rows.size() >= 25, () -> "the walks went through " + rows);
    }

    /**
     * Goal: each row of people does what the table says, and each message without a row is refused by name. Method: lead
     * a trade to each state and send every message of parties and moderators.
     */
    @Test
    void everyMessageInEveryStateFollowsTheTable() {
        try (P2pWorld world = new P2pWorld()) {
            new EscrowTour(world).run();
        }
    }
}
