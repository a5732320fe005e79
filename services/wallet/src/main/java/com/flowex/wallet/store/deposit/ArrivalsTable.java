package com.flowex.wallet.store.deposit;

import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Receipt;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.chain.DerivedIds;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Arrivals of all tenants, and the blocks that were read of each chain. */
public final class ArrivalsTable {

    private static final String COLUMNS =
            "id, network, chain_transaction, output, owner, sender, token, chain_units, memo, height,"
                    + " block, state, credits, freezes, frozen_units, spent_units, spent_borne_by, forced, why, arrived_at";

    /** A lost payment that comes in another block is seen again; one that was credited before stays credited. */
    private static final String ARRIVED = """
            INSERT INTO custody.arrivals AS a (id, network, chain_transaction, output, owner, sender, token, chain_units, memo,
                height, block, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'seen')
            ON CONFLICT (network, chain_transaction, output) DO UPDATE SET height = excluded.height, block = excluded.block,
                state = CASE a.state WHEN 'lost' THEN 'seen' WHEN 'gone' THEN 'seen' ELSE a.state END""";

    private static final String OPEN = "SELECT " + COLUMNS + " FROM custody.arrivals WHERE network = ?"
            + " AND state IN ('seen', 'lost', 'vanished', 'frozen') ORDER BY height, id LIMIT ?";

    private static final String FIND = "SELECT " + COLUMNS + " FROM custody.arrivals WHERE id = ?";

    private static final String OF = "SELECT " + COLUMNS + " FROM custody.arrivals WHERE state IN (?, ?, ?)"
            + " AND owner >= ? AND owner <= ? ORDER BY arrived_at DESC, id LIMIT ?";

    private static final String MOVE = """
            UPDATE custody.arrivals SET state = ?, credits = ?, freezes = ?, frozen_units = ?, spent_units = ?, spent_borne_by = ?,
                why = ?
            WHERE id = ? AND state = ? AND credits = ? AND freezes = ? AND block = ?""";

    /** The sweep has vanished as well, so an arrival that comes back is swept again. */
    private static final String VANISHED = """
            UPDATE custody.arrivals SET state = CASE state WHEN 'credited' THEN 'vanished' ELSE 'lost' END, swept = false
            WHERE network = ? AND height > ? AND state IN ('seen', 'credited', 'kept', 'ignored')""";

    private static final String FORCE = """
            UPDATE custody.arrivals SET state = 'seen', forced = true, credits = credits + ?, owner = ?, why = '' WHERE id = ? AND state = 'kept'""";

    private static final String IGNORE =
            "UPDATE custody.arrivals SET state = 'ignored', why = ? WHERE id = ? AND state = 'kept'";

    private static final String GONE = "SELECT 1 FROM custody.arrivals WHERE id = ? AND state = 'gone' FOR UPDATE";

    private static final String SETTLED =
            "UPDATE custody.arrivals SET spent_units = ?, spent_borne_by = ? WHERE id = ?";

    private static final String SCANNED =
            "SELECT height, hash FROM custody.scanned WHERE network = ? ORDER BY height DESC LIMIT ?";

    private static final String SCAN = """
            INSERT INTO custody.scanned (network, height, hash) VALUES (?, ?, ?)
            ON CONFLICT (network, height) DO UPDATE SET hash = excluded.hash""";

    /** A block that was read. */
    public record ScannedBlock(long height, String hash) {}

    private ArrivalsTable() {}

    public static void arrived(Transaction connection, String network, Block block, Receipt receipt, AccountId owner) {
        String place = network + "\n" + receipt.transaction() + "\n" + receipt.index();
        Sql.execute(
                connection,
                ARRIVED,
                DerivedIds.uuid("arrival", place),
                network,
                receipt.transaction(),
                receipt.index(),
                owner.packed(),
                receipt.from(),
                receipt.token(),
                new BigDecimal(receipt.units()),
                receipt.memo(),
                block.height(),
                block.hash());
    }

    public static List<Arrival> open(Transaction connection, String network, int limit) {
        return Sql.all(connection, ArrivalsTable::arrival, OPEN, network, limit);
    }

    public static Optional<Arrival> find(Transaction connection, UUID id) {
        return Sql.one(connection, ArrivalsTable::arrival, FIND, id);
    }

    /** Returns a tenant's arrivals that wait for an administrator's decision, newest first. */
    public static List<Arrival> held(Transaction connection, int tenant, int limit) {
        return of(connection, tenant, limit, Arrival.State.KEPT, Arrival.State.KEPT, Arrival.State.KEPT);
    }

    /** Returns a tenant's arrivals that were credited before their block vanished, newest first. */
    public static List<Arrival> reversed(Transaction connection, int tenant, int limit) {
        return of(connection, tenant, limit, Arrival.State.VANISHED, Arrival.State.FROZEN, Arrival.State.GONE);
    }

    private static List<Arrival> of(
            Transaction connection,
            int tenant,
            int limit,
            Arrival.State one,
            Arrival.State other,
            Arrival.State third) {
        long first = AccountId.outsideOf(tenant).packed();
        long last = new AccountId(tenant, AccountId.NUMBER_MAX).packed();
        return Sql.all(connection, ArrivalsTable::arrival, OF, word(one), word(other), word(third), first, last, limit);
    }

    /** Changes the state of an arrival; returns false if it has changed since it was read. */
    public static boolean move(Transaction connection, Arrival from, Arrival to) {
        return 1
                == Sql.execute(
                        connection,
                        MOVE,
                        word(to.state()),
                        to.credits(),
                        to.freezes(),
                        to.frozenUnits(),
                        to.spent().units(),
                        word(to.spent().bearer()),
                        to.why(),
                        from.id(),
                        word(from.state()),
                        from.credits(),
                        from.freezes(),
                        from.block());
    }

    /**
     * Credits an arrival to this account by an administrator's decision; returns false if it was decided before.
     *
     * @param asNew true to use a transfer with a new id: only if the present one never credited it
     */
    public static boolean force(Transaction connection, UUID id, AccountId owner, boolean asNew) {
        return 1 == Sql.execute(connection, FORCE, asNew ? 1 : 0, owner.packed(), id);
    }

    /** Marks an arrival as not a deposit by an administrator's decision. */
    public static boolean ignore(Transaction connection, UUID id, String why) {
        return 1 == Sql.execute(connection, IGNORE, why, id);
    }

    /** Returns true if a reversed payment has not come back; it does not come back before the transaction ends. */
    public static boolean staysGone(Transaction connection, UUID id) {
        return Sql.one(connection, row -> row.getInt(1), GONE, id).isPresent();
    }

    /** Records the settlement of the part that was spent before the chain took the payment back. */
    public static void settled(Transaction connection, UUID id, Arrival.SpentPart spent) {
        Sql.execute(connection, SETTLED, spent.units(), word(spent.bearer()), id);
    }

    /** Marks every arrival above this height as vanished, until it is seen again. */
    public static void vanished(Transaction connection, String network, long above) {
        Sql.execute(connection, VANISHED, network, above);
        Sql.execute(connection, "DELETE FROM custody.scanned WHERE network = ? AND height > ?", network, above);
    }

    public static List<ScannedBlock> scanned(Transaction connection, String network, int limit) {
        return Sql.all(connection, row -> new ScannedBlock(row.getLong(1), row.getString(2)), SCANNED, network, limit);
    }

    public static void scanned(Transaction connection, String network, Block block, long forget) {
        Sql.execute(connection, SCAN, network, block.height(), block.hash());
        Sql.execute(connection, "DELETE FROM custody.scanned WHERE network = ? AND height < ?", network, forget);
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        return new Arrival(
                row.getObject("id", UUID.class),
                row.getString("network"),
                row.getString("chain_transaction"),
                row.getInt("output"),
                AccountId.unpacked(row.getLong("owner")),
                row.getString("sender"),
                row.getString("token"),
                row.getBigDecimal("chain_units").toBigIntegerExact(),
                row.getString("memo"),
                row.getLong("height"),
                row.getString("block"),
                Arrival.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("credits"),
                row.getInt("freezes"),
                row.getLong("frozen_units"),
                new Arrival.SpentPart(
                        row.getLong("spent_units"),
                        Arrival.Bearer.valueOf(row.getString("spent_borne_by").toUpperCase(Locale.ROOT))),
                row.getBoolean("forced"),
                row.getString("why"),
                row.getTimestamp("arrived_at").toInstant());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
