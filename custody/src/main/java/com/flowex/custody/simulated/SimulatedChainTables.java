package com.flowex.custody.simulated;

import com.flowex.custody.chain.Block;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tables of the simulated chain. A transaction that changes them holds {@link #lock} until it ends. */
final class SimulatedChainTables {

    private static final long LOCK = 0x73_69_6D_63_68_61_69_6EL; // "simchain"

    private static final String BLOCK = "hash, height, parent, mined_at";
    private static final String COLUMNS = "id, number, sender, nonce, recipient, token, units, memo, fee, block";

    /** A stored transaction. */
    record StoredTransaction(String id, long number, SimulatedTransaction transaction, Optional<String> block) {}

    private SimulatedChainTables() {}

    static void lock(Transaction connection) {
        Sql.all(connection, row -> 0, "SELECT pg_advisory_xact_lock(?)", LOCK);
    }

    static Block tip(Transaction connection) {
        return Sql.one(
                        connection,
                        SimulatedChainTables::block,
                        "SELECT " + BLOCK + " FROM simchain.blocks WHERE is_main ORDER BY height DESC LIMIT 1")
                .orElseThrow();
    }

    static Optional<Block> at(Transaction connection, long height) {
        return Sql.one(
                connection,
                SimulatedChainTables::block,
                "SELECT " + BLOCK + " FROM simchain.blocks WHERE is_main AND height = ?",
                height);
    }

    /** Returns the main chain's block of this hash. */
    static Optional<Block> main(Transaction connection, String hash) {
        return Sql.one(
                connection,
                SimulatedChainTables::block,
                "SELECT " + BLOCK + " FROM simchain.blocks WHERE is_main AND hash = ?",
                hash);
    }

    static void append(Transaction connection, Block block) {
        Sql.execute(
                connection,
                "INSERT INTO simchain.blocks (hash, height, parent, mined_at) VALUES (?, ?, ?, ?)",
                block.hash(),
                block.height(),
                block.parent(),
                block.time());
    }

    static void replaced(Transaction connection, String hash) {
        Sql.execute(connection, "UPDATE simchain.blocks SET is_main = false WHERE hash = ?", hash);
    }

    static boolean add(Transaction connection, String id, SimulatedTransaction transaction) {
        return 1
                == Sql.execute(
                        connection,
                        "INSERT INTO simchain.transactions (id, sender, nonce, recipient, token, units, memo, fee)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                        id,
                        transaction.from(),
                        transaction.nonce(),
                        transaction.to(),
                        transaction.token(),
                        new BigDecimal(transaction.units()),
                        transaction.memo(),
                        new BigDecimal(transaction.fee()));
    }

    static Optional<StoredTransaction> find(Transaction connection, String id) {
        return Sql.one(
                connection,
                SimulatedChainTables::row,
                "SELECT " + COLUMNS + " FROM simchain.transactions WHERE id = ?",
                id);
    }

    static List<StoredTransaction> waiting(Transaction connection) {
        return Sql.all(
                connection,
                SimulatedChainTables::row,
                "SELECT " + COLUMNS + " FROM simchain.transactions WHERE block IS NULL ORDER BY number");
    }

    static List<StoredTransaction> of(Transaction connection, String block) {
        return Sql.all(
                connection,
                SimulatedChainTables::row,
                "SELECT " + COLUMNS + " FROM simchain.transactions WHERE block = ? ORDER BY number",
                block);
    }

    /** Returns all transactions of a sender with this nonce. */
    static List<StoredTransaction> of(Transaction connection, String sender, long nonce) {
        return Sql.all(
                connection,
                SimulatedChainTables::row,
                "SELECT " + COLUMNS + " FROM simchain.transactions WHERE sender = ? AND nonce = ? ORDER BY number",
                sender,
                nonce);
    }

    static void drop(Transaction connection, String id) {
        Sql.execute(connection, "DELETE FROM simchain.transactions WHERE id = ?", id);
    }

    static void wait(Transaction connection, String id) {
        Sql.execute(connection, "UPDATE simchain.transactions SET block = NULL WHERE id = ?", id);
    }

    static void mined(Transaction connection, String id, String block) {
        Sql.execute(connection, "UPDATE simchain.transactions SET block = ? WHERE id = ?", block, id);
    }

    static BigInteger balance(Transaction connection, String address, String token) {
        return Sql.one(
                        connection,
                        row -> row.getBigDecimal(1).toBigIntegerExact(),
                        "SELECT units FROM simchain.balances WHERE address = ? AND token = ?",
                        address,
                        token)
                .orElse(BigInteger.ZERO);
    }

    static void change(Transaction connection, String address, String token, BigInteger by) {
        Sql.execute(
                connection,
                "INSERT INTO simchain.balances AS b (address, token, units) VALUES (?, ?, ?)"
                        + " ON CONFLICT (address, token) DO UPDATE SET units = b.units + excluded.units",
                address,
                token,
                new BigDecimal(by));
    }

    static long nonce(Transaction connection, String address) {
        return Sql.one(connection, row -> row.getLong(1), "SELECT next FROM simchain.nonces WHERE address = ?", address)
                .orElse(0L);
    }

    static void nonce(Transaction connection, String address, long next) {
        Sql.execute(
                connection,
                "INSERT INTO simchain.nonces (address, next) VALUES (?, ?)"
                        + " ON CONFLICT (address) DO UPDATE SET next = excluded.next",
                address,
                next);
    }

    static BigInteger feeFloor(Transaction connection) {
        return Sql.one(
                        connection,
                        row -> row.getBigDecimal(1).toBigIntegerExact(),
                        "SELECT fee_floor FROM simchain.conditions")
                .orElseThrow();
    }

    static void feeFloor(Transaction connection, BigInteger floor) {
        Sql.execute(connection, "UPDATE simchain.conditions SET fee_floor = ?", new BigDecimal(floor));
    }

    private static Block block(ResultSet row) throws SQLException {
        return new Block(
                row.getLong("height"),
                row.getString("hash"),
                row.getString("parent"),
                row.getTimestamp("mined_at").toInstant());
    }

    private static StoredTransaction row(ResultSet row) throws SQLException {
        return new StoredTransaction(
                row.getString("id"),
                row.getLong("number"),
                new SimulatedTransaction(
                        row.getString("sender"),
                        row.getLong("nonce"),
                        row.getString("recipient"),
                        row.getString("token"),
                        row.getBigDecimal("units").toBigIntegerExact(),
                        row.getString("memo"),
                        row.getBigDecimal("fee").toBigIntegerExact()),
                Optional.ofNullable(row.getString("block")));
    }
}
