package com.flowex.wallet.store.convert;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.convert.Convert.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of conversions. */
public final class ConvertsTable {

    private static final String INSERT = """
            INSERT INTO convert.converts (tenant_id, id, account, instrument, is_buy, quantity, price, gives, gets, fee, status,
            expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'quoted', ?)""";
    private static final String FORGET = """
            DELETE FROM convert.converts WHERE tenant_id = ? AND account = ? AND status = 'quoted' AND expires_at < ?""";
    private static final String COLUMNS = """
            SELECT id, account, instrument, is_buy, quantity, price, gives, gets, fee, status, code, coalesce(order_id, 0),
            coalesce(sequence, 0), gave, got, paid_fee, expires_at, created_at FROM convert.converts""";
    private static final String ONE = COLUMNS + " WHERE tenant_id = ? AND id = ?";
    private static final String HELD = ONE + " FOR UPDATE";
    private static final String STATUS =
            "UPDATE convert.converts SET status = ?, code = ? WHERE tenant_id = ? AND id = ?";
    private static final String ORDERED =
            "UPDATE convert.converts SET order_id = ?, sequence = ? WHERE tenant_id = ? AND id = ?";
    private static final String SETTLED = """
            UPDATE convert.converts SET status = ?, code = ?, gave = ?, got = ?, paid_fee = ?
            WHERE tenant_id = ? AND id = ?""";

    private ConvertsTable() {}

    public static void insert(Transaction connection, Convert quote) {
        Sql.execute(
                connection,
                INSERT,
                quote.account().tenant(),
                quote.id(),
                quote.account().number(),
                quote.market().value(),
                quote.side() == Side.BUY,
                quote.quantityUnits(),
                quote.priceUnits(),
                quote.givesUnits(),
                quote.getsUnits(),
                quote.feeUnits(),
                quote.expiresAt());
    }

    /** Deletes an account's expired quotes that were not accepted. */
    public static void forget(Transaction connection, AccountId account, Instant before) {
        Sql.execute(connection, FORGET, account.tenant(), account.number(), before);
    }

    public static Optional<Convert> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, row -> read(row, tenant), ONE, tenant, id);
    }

    /** Reads the row and locks it until the transaction ends. */
    public static Optional<Convert> held(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, row -> read(row, tenant), HELD, tenant, id);
    }

    public static void become(Transaction connection, int tenant, UUID id, Status status, String code) {
        Sql.execute(connection, STATUS, word(status), code, tenant, id);
    }

    public static void ordered(Transaction connection, int tenant, UUID id, long order, long sequence) {
        Sql.execute(connection, ORDERED, order, sequence, tenant, id);
    }

    public static void settled(Transaction connection, Convert convert, Status status, String code, long[] gaveGotFee) {
        Sql.execute(
                connection,
                SETTLED,
                word(status),
                code,
                gaveGotFee[0],
                gaveGotFee[1],
                gaveGotFee[2],
                convert.account().tenant(),
                convert.id());
    }

    private static Convert read(ResultSet row, int tenant) throws SQLException {
        return new Convert(
                row.getObject(1, UUID.class),
                new AccountId(tenant, row.getLong(2)),
                new InstrumentId(row.getInt(3)),
                row.getBoolean(4) ? Side.BUY : Side.SELL,
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                Status.valueOf(row.getString(10).toUpperCase(Locale.ROOT)),
                row.getString(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                row.getLong(16),
                Sql.instant(row, 17, Instant.EPOCH),
                Sql.instant(row, 18, Instant.EPOCH));
    }

    public static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
