package com.flowex.wallet.store.solvency;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Published trees, in the schema solvency. */
public final class LiabilityTreesTable {

    private static final String COLUMNS =
            "SELECT asset, scale, sequence, made_at, leaves, total, root, signature FROM solvency.trees ";
    private static final String NEWEST =
            COLUMNS + "WHERE tenant_id = ? AND public_key = ? AND asset = ? ORDER BY sequence DESC LIMIT 1";
    private static final String AT = COLUMNS + "WHERE tenant_id = ? AND public_key = ? AND asset = ? AND sequence = ?";
    private static final String MADE =
            "SELECT asset, max(made_at) FROM solvency.trees WHERE tenant_id = ? AND public_key = ? GROUP BY asset";
    private static final String TOPS =
            "SELECT tops FROM solvency.trees WHERE tenant_id = ? AND public_key = ? AND asset = ? AND sequence = ?";
    private static final String INSERT = """
            INSERT INTO solvency.trees (tenant_id, public_key, asset, scale, sequence, made_at, leaves, total, root, signature, tops)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String INSERT_SECTION = """
            INSERT INTO solvency.sections (tenant_id, public_key, asset, sequence, section, first_tag, leaves)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String SECTION = """
            SELECT section, leaves FROM solvency.sections
            WHERE tenant_id = ? AND public_key = ? AND asset = ? AND sequence = ? AND first_tag <= ? ORDER BY section DESC LIMIT 1""";
    private static final String KEPT_FROM = """
            SELECT sequence FROM solvency.trees WHERE tenant_id = ? AND asset = ?
            ORDER BY sequence DESC LIMIT 1 OFFSET ?""";
    private static final String FORGET_SECTIONS =
            "DELETE FROM solvency.sections WHERE tenant_id = ? AND asset = ? AND sequence <= ?";
    private static final String FORGET_RESERVES =
            "DELETE FROM solvency.reserves WHERE tenant_id = ? AND asset = ? AND sequence <= ?";
    private static final String FORGET =
            "DELETE FROM solvency.trees WHERE tenant_id = ? AND asset = ? AND sequence <= ?";

    private static final long BEFORE_ALL = -1;

    /** A claim and its signature. */
    public record Published(Attestation claim, Instant madeAt, String signature) {}

    /** A section and its index. */
    public record IndexedSection(int index, LeafSection section) {}

    private final Database database;
    private final String publicKey;

    /** @param publicKey key of the signatures; trees signed by another key are no longer used */
    public LiabilityTreesTable(Database database, String publicKey) {
        this.database = database;
        this.publicKey = publicKey;
    }

    public Optional<Published> newest(int tenant, String asset) {
        return database.query(
                tenant,
                connection -> Sql.one(connection, row -> published(row, tenant), NEWEST, tenant, publicKey, asset));
    }

    /** Returns the time of the newest tree of each asset. */
    public Map<String, Instant> made(int tenant) {
        Map<String, Instant> made = new HashMap<>();
        database.query(
                        tenant,
                        connection -> Sql.all(
                                connection,
                                row -> Map.entry(
                                        row.getString(1), row.getTimestamp(2).toInstant()),
                                MADE,
                                tenant,
                                publicKey))
                .forEach(one -> made.put(one.getKey(), one.getValue()));
        return made;
    }

    public Optional<Published> at(int tenant, String asset, long sequence) {
        return database.query(
                tenant,
                connection ->
                        Sql.one(connection, row -> published(row, tenant), AT, tenant, publicKey, asset, sequence));
    }

    private static Published published(ResultSet row, int tenant) throws SQLException {
        Instant madeAt = row.getTimestamp("made_at").toInstant();
        MerkleSumNode root = new MerkleSumNode(row.getBytes("root"), row.getLong("total"));
        Attestation claim = Attestation.of(
                new Attestation.Subject(tenant, row.getString("asset"), row.getInt("scale")),
                row.getLong("sequence"),
                madeAt.toString(),
                row.getLong("leaves"),
                root);
        return new Published(claim, madeAt, row.getString("signature"));
    }

    /** Returns the top nodes of all sections of a tree. */
    public List<MerkleSumNode> tops(Attestation of) {
        byte[] bytes = database.query(of.tenant(), connection -> Sql.one(
                        connection, row -> row.getBytes(1), TOPS, of.tenant(), publicKey, of.asset(), of.sequence())
                .orElseThrow());
        ByteBuffer from = ByteBuffer.wrap(bytes);
        List<MerkleSumNode> tops = new ArrayList<>();
        while (from.hasRemaining()) {
            byte[] hash = new byte[MerkleSumNode.HASH_BYTES];
            from.get(hash);
            tops.add(new MerkleSumNode(hash, from.getLong()));
        }
        return tops;
    }

    /** Returns the section that may contain a leaf. */
    public Optional<IndexedSection> section(Attestation of, long tag) {
        return database.query(
                of.tenant(),
                connection -> Sql.one(
                        connection,
                        row -> new IndexedSection(row.getInt(1), LeafSection.of(row.getBytes(2))),
                        SECTION,
                        of.tenant(),
                        publicKey,
                        of.asset(),
                        of.sequence(),
                        tag));
    }

    /**
     * Inserts a whole tree or nothing; nothing if it exists already. Deletes the oldest trees beyond the given number.
     */
    public void insert(
            Published published,
            List<LeafSection> sections,
            List<MerkleSumNode> tops,
            MerkleSumNode root,
            int retained) {
        Attestation claim = published.claim();
        database.transaction(claim.tenant(), connection -> {
            int added = Sql.execute(
                    connection,
                    INSERT,
                    claim.tenant(),
                    publicKey,
                    claim.asset(),
                    claim.scale(),
                    claim.sequence(),
                    published.madeAt(),
                    claim.leaves(),
                    root.sum(),
                    root.hash(),
                    published.signature(),
                    bytes(tops));
            for (int i = 0; added == 1 && i < sections.size(); i++) {
                insert(connection, claim, i, sections.get(i));
            }
            forget(connection, claim, retained);
            return added;
        });
    }

    private void insert(Transaction connection, Attestation claim, int index, LeafSection section) {
        Sql.execute(
                connection,
                INSERT_SECTION,
                claim.tenant(),
                publicKey,
                claim.asset(),
                claim.sequence(),
                index,
                section.leaves().getFirst().tag(),
                section.bytes());
    }

    private static void forget(Transaction connection, Attestation claim, int retained) {
        long last = Sql.one(connection, row -> row.getLong(1), KEPT_FROM, claim.tenant(), claim.asset(), retained)
                .orElse(BEFORE_ALL);
        Sql.execute(connection, FORGET_SECTIONS, claim.tenant(), claim.asset(), last);
        Sql.execute(connection, FORGET_RESERVES, claim.tenant(), claim.asset(), last);
        Sql.execute(connection, FORGET, claim.tenant(), claim.asset(), last);
    }

    private static byte[] bytes(List<MerkleSumNode> tops) {
        ByteBuffer bytes = ByteBuffer.allocate(tops.size() * (MerkleSumNode.HASH_BYTES + Long.BYTES));
        tops.forEach(top -> bytes.put(top.hash()).putLong(top.sum()));
        return bytes.array();
    }
}
