package com.flowex.audit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Verification of the audit log: reads every chain from its beginning and compares it with its hashes, its head and the
 * signed checkpoints. Entries added after the last checkpoint are only as safe as the database.
 */
public final class AuditVerification {

    /** Result of checking a chain or the file of checkpoints. */
    public sealed interface Finding {

        /**
         * The chain is whole and unchanged.
         *
         * @param entries number of entries ever written
         * @param sealed number of entries covered by a checkpoint
         * @param removed number of entries removed after their retention
         */
        record Intact(int tenant, long entries, long sealed, long removed) implements Finding {}

        /** Entries after {@code entries} are gone; there were at least {@code expected}. */
        record Cut(int tenant, long entries, long expected) implements Finding {}

        /** Entry {@code number} was changed, or is gone from the middle. */
        record Rewritten(int tenant, long number) implements Finding {}

        /** The whole chain is gone; it had at least {@code expected} entries. */
        record Deleted(int tenant, long expected) implements Finding {}

        /** The checkpoints were tampered with. */
        record Forged(String what) implements Finding {}

        /** Returns one line for the operator. */
        default String line() {
            return switch (this) {
                case Intact(int tenant, long entries, long sealed, long removed) ->
                    "tenant " + tenant + ": intact, " + entries + " entries, sealed up to " + sealed
                            + (removed == 0 ? "" : ", the first " + removed + " removed after their retention");
                case Cut(int tenant, long entries, long expected) ->
                    "tenant " + tenant + ": CUT behind entry " + entries + ", there were at least " + expected;
                case Rewritten(int tenant, long number) -> "tenant " + tenant + ": REWRITTEN at entry " + number;
                case Deleted(int tenant, long expected) ->
                    "tenant " + tenant + ": DELETED, there were at least " + expected + " entries";
                case Forged(String subject) -> "checkpoints: FORGED, " + subject;
            };
        }
    }

    private AuditVerification() {}

    /**
     * Verifies everything as of one moment; entries written meanwhile are ignored.
     *
     * @param connection a connection that sees the rows of every tenant and is in no transaction
     * @return one finding for each tenant that the database or a checkpoint knows, and one for each fault of the file
     */
    public static List<Finding> verify(Connection connection, AuditSettings settings) throws SQLException, IOException {
        AuditCheckpoints.CheckpointFile read =
                new AuditCheckpoints(settings.directory(), CheckpointSigningKey.of(settings)).read();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        Map<Integer, ChainHead> heads = AuditTable.heads(connection);
        Set<Integer> tenants = new TreeSet<>(heads.keySet());
        tenants.addAll(read.sealed().keySet());
        List<Finding> findings = new ArrayList<>();
        read.problems().forEach(problem -> findings.add(new Finding.Forged(problem)));
        for (int tenant : tenants) {
            NavigableMap<Long, ChainHead> sealed = read.sealed().getOrDefault(tenant, new TreeMap<>());
            Chain chain = new Chain(sealed, read.anchors().getOrDefault(tenant, ChainHead.START));
            AuditTable.read(connection, tenant, chain::follow);
            findings.add(chain.finding(tenant, heads.getOrDefault(tenant, ChainHead.START)));
        }
        connection.rollback();
        return findings;
    }

    /** State of the check of one chain, entry by entry. */
    private static final class Chain {

        private final NavigableMap<Long, ChainHead> sealed;
        private final ChainHead anchor;
        private ChainHead begin = ChainHead.START;
        private ChainHead last = ChainHead.START;
        private boolean started;
        private long wrongAt;

        /** @param anchor entry up to which the chain was removed, or {@link ChainHead#START} */
        Chain(NavigableMap<Long, ChainHead> sealed, ChainHead anchor) {
            this.sealed = sealed;
            this.anchor = anchor;
        }

        /** Sets the beginning of the chain: its first entry, or the one right behind an anchor; no other is allowed. */
        private void begin(ChainHead from) {
            started = true;
            begin = from;
            last = from;
        }

        void follow(AuditTable.Stored stored) {
            if (wrongAt > 0) {
                return;
            }
            long number = stored.link().number();
            if (!started && number > 1 && number <= anchor.number()) {
                return; // The removal of this entry was cut off half-way and continues at the next run.
            }
            if (!started) {
                begin(number == anchor.number() + 1 ? anchor : ChainHead.START);
            }
            ChainHead next = last.next(stored.entry(), stored.atMicros());
            boolean kept = sealed.getOrDefault(next.number(), next).equals(next);
            if (!next.equals(stored.link()) || !kept) {
                wrongAt = next.number();
            }
            last = next;
        }

        Finding finding(int tenant, ChainHead head) {
            long sealedTo = sealed.isEmpty() ? 0 : sealed.lastKey();
            long expected = Math.max(sealedTo, head.number());
            if (wrongAt > 0) {
                return new Finding.Rewritten(tenant, wrongAt);
            }
            if (!started && anchor.number() == expected) {
                begin(anchor);
            }
            if (!started && expected > 0) {
                return new Finding.Deleted(tenant, expected);
            }
            if (last.number() < expected) {
                return new Finding.Cut(tenant, last.number(), expected);
            }
            return last.equals(head)
                    ? new Finding.Intact(tenant, last.number(), sealedTo, begin.number())
                    : new Finding.Rewritten(tenant, last.number());
        }
    }
}
