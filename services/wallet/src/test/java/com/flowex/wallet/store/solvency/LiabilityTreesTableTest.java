package com.flowex.wallet.store.solvency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records of published trees. */
class LiabilityTreesTableTest {

    private static final Instant MADE_AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final byte[] SALT = new byte[MerkleSumNode.HASH_BYTES];

    /** A key that was lost: what it signed proves nothing under the next, which signs the same event anew. */
    @Test
    void treesOfAnotherKeyAreNotThere() {
        try (Platform platform = TestPlatform.on(TestPostgres.freshDatabase("solvency"), Map.of())) {
            Database database = platform.database();
            LiabilityTreesTable lost = new LiabilityTreesTable(database, "lost");
            LiabilityTreesTable now = new LiabilityTreesTable(database, "now");
            Attestation claim = insert(lost, 7);

            assertEquals(Optional.empty(), now.newest(1, "BTC"));
            assertEquals(Map.of(), now.made(1));
            assertTrue(now.section(claim, 5).isEmpty());

            insert(now, 9);
            assertEquals("9", now.newest(1, "BTC").orElseThrow().claim().sum());
            assertEquals("7", lost.newest(1, "BTC").orElseThrow().claim().sum());
            assertEquals(
                    9,
                    now.section(claim, 5)
                            .orElseThrow()
                            .section()
                            .leaves()
                            .getFirst()
                            .balance());
            assertEquals(9, now.tops(claim).getFirst().sum());
        }
    }

    private static Attestation insert(LiabilityTreesTable trees, long balance) {
        MerkleSumNode root = MerkleSumNode.leaf(SALT, "1/1000", balance);
        Attestation claim = Attestation.of(new Attestation.Subject(1, "BTC", 8), 20, MADE_AT.toString(), 1, root);
        LeafSection section = new LeafSection(List.of(new CustomerLiability(5, 1_000, balance)));
        trees.insert(
                new LiabilityTreesTable.Published(claim, MADE_AT, "signature"),
                List.of(section),
                List.of(root),
                root,
                2);
        return claim;
    }
}
