package com.flowex.wallet.view;

import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.rows.BulkRows;
import com.flowex.wallet.store.journal.JournalEpoch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writing of the journal and its chapters, and restoring of a reducer's state. */
final class JournalTables {

    private static final int NO_ASSET = 0;

    private static final BulkRows<PendingJournalEntry> ENTRIES = BulkRows.<PendingJournalEntry>of()
            .int8("sequence", entry -> entry.sequence)
            .int8("account", entry -> entry.account.number())
            .int8("created_nanos", entry -> entry.timeNanos)
            .int8("amount", entry -> entry.first().amount)
            .int8("fee", entry -> entry.first().fee)
            .int8OrNone("balance", entry -> entry.first().balance)
            .int4("tenant", entry -> entry.account.tenant())
            .int4("asset_id", entry -> entry.first().asset.value())
            .int2("kind", entry -> entry.kind.code())
            .int4("other_asset_id", entry -> asset(entry.other()))
            .int8("other_amount", entry -> amount(entry.other()))
            .int8("other_fee", entry -> fee(entry.other()))
            .int8OrNone("other_balance", entry -> balance(entry.other()))
            .int8OrNone("trade_id", entry -> entry.trade)
            .uuid("transfer_id", entry -> uuid(entry.transfer));

    private static final BulkRows<JournalReducer.BalanceAtEnd> BALANCES = BulkRows.<JournalReducer.BalanceAtEnd>of()
            .int8("account", row -> row.balance().account().number())
            .int8("chapter", JournalReducer.BalanceAtEnd::epoch)
            .int8("balance", row -> row.balance().balanceUnits())
            .int8("held", row -> row.balance().heldUnits())
            .int4("tenant", row -> row.balance().account().tenant())
            .int4("asset_id", row -> row.balance().asset().value());

    private static final BulkRows<JournalReducer.SumsAtEnd> SUMS = BulkRows.<JournalReducer.SumsAtEnd>of()
            .int4("tenant", row -> row.of().tenant())
            .int4("asset_id", row -> row.of().asset().value())
            .int8("chapter", JournalReducer.SumsAtEnd::epoch)
            .int8("outside", row -> row.sums().outside())
            .int8("fees", row -> row.sums().fees())
            .int8("platform", row -> row.sums().platform())
            .int8("customers", row -> row.sums().customers());

    private static final String INSERT_EPOCH =
            "INSERT INTO chapters (chapter, first_sequence, began_nanos) VALUES (?, ?, ?) ON CONFLICT (chapter) DO NOTHING";

    /**
     * The runner has set the checkpoint to the end of this flush. A read from a mark covers at most one chapter and one
     * flush.
     */
    private static final String MARK = """
            INSERT INTO marks (sequence, position) SELECT c.sequence, c.position FROM platform.checkpoints c
            WHERE c.projection = current_schema() AND c.sequence >= coalesce((SELECT max(sequence) FROM marks), 0) + ?
            ON CONFLICT DO NOTHING""";

    private static final String INSERT_MARKET = """
            INSERT INTO markets (instrument_id, tenant, symbol, base_asset, quote_asset) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (instrument_id) DO NOTHING""";

    private static final String MARKETS = "SELECT instrument_id, base_asset FROM markets";

    /** A balance that changed in the chapter has the number of an event in it. */
    private static final String CHANGED_SINCE =
            "SELECT tenant, account, asset_id, balance, held FROM balances WHERE sequence >= ?";

    private static final String LATEST =
            "SELECT chapter, first_sequence, began_nanos FROM chapters ORDER BY chapter DESC LIMIT 1";

    private static final String SUMS_AT_END = """
            SELECT a.tenant, a.asset_id, s.outside, s.fees, s.platform, s.customers
            FROM assets a JOIN LATERAL (
                SELECT outside, fees, platform, customers FROM chapter_sums s
                WHERE s.asset_id = a.asset_id ORDER BY chapter DESC LIMIT 1) s ON true""";

    private static final String MOVED_SINCE = """
            SELECT j.tenant, j.account, leg.asset_id, leg.amount FROM journal j JOIN LATERAL
                (VALUES (j.asset_id, j.amount), (j.other_asset_id, j.other_amount)) AS leg (asset_id, amount) ON true
            WHERE j.sequence >= ? AND leg.asset_id <> 0""";

    private JournalTables() {}

    static void write(Connection views, JournalReducer.Pages pages) throws SQLException {
        for (JournalReducer.EpochRow row : pages.rows) {
            Sql.execute(views, INSERT_EPOCH, row.epoch(), row.firstSequence(), row.beganNanos());
        }
        ENTRIES.copyInto(views, "journal", pages.entries);
        BALANCES.copyInto(views, "chapter_balances", pages.balances);
        SUMS.copyInto(views, "chapter_sums", pages.sums);
    }

    /** Stores the end of the present flush as a mark, if the last mark is a chapter ago. */
    static void mark(Connection views) throws SQLException {
        Sql.execute(views, MARK, JournalEpoch.EVENTS);
    }

    static void write(Connection views, Instrument market) throws SQLException {
        Sql.execute(
                views,
                INSERT_MARKET,
                market.id().value(),
                market.tenant(),
                market.symbol(),
                market.base().value(),
                market.quote().value());
    }

    /** Restores the state of a reducer. */
    static void restore(Connection views, JournalReducer reducer, Map<InstrumentId, AssetId> bases)
            throws SQLException {
        Sql.all(views, row -> bases.put(new InstrumentId(row.getInt(1)), new AssetId(row.getInt(2))), MARKETS);
        JournalReducer.EpochRow in = Sql.one(
                        views,
                        row -> new JournalReducer.EpochRow(row.getLong(1), row.getLong(2), row.getLong(3)),
                        LATEST)
                .orElse(JournalReducer.EpochRow.NONE);
        reducer.goOn(in);
        Sql.all(
                        views,
                        row -> new BalanceChanged(
                                new AccountId(row.getInt(1), row.getLong(2)),
                                new AssetId(row.getInt(3)),
                                row.getLong(4),
                                row.getLong(5)),
                        CHANGED_SINCE,
                        in.firstSequence())
                .forEach(reducer::stored);
        Sql.all(
                        views,
                        row -> new JournalReducer.SumsAtEnd(
                                0,
                                new JournalReducer.TenantAsset(row.getInt(1), new AssetId(row.getInt(2))),
                                new AccountClassTotals(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6))),
                        SUMS_AT_END)
                .forEach(row -> reducer.stored(row.of(), row.sums()));
        Sql.all(
                        views,
                        row -> new Moved(
                                new AccountId(row.getInt(1), row.getLong(2)),
                                new AssetId(row.getInt(3)),
                                row.getLong(4)),
                        MOVED_SINCE,
                        in.firstSequence())
                .forEach(moved -> reducer.storedMove(moved.account(), moved.asset(), moved.units()));
    }

    private record Moved(AccountId account, AssetId asset, long units) {}

    private static int asset(PendingJournalEntry.@Nullable Leg leg) {
        return leg == null ? NO_ASSET : leg.asset.value();
    }

    private static long amount(PendingJournalEntry.@Nullable Leg leg) {
        return leg == null ? 0 : leg.amount;
    }

    private static long fee(PendingJournalEntry.@Nullable Leg leg) {
        return leg == null ? 0 : leg.fee;
    }

    private static @Nullable Long balance(PendingJournalEntry.@Nullable Leg leg) {
        return leg == null ? null : leg.balance;
    }

    private static @Nullable UUID uuid(@Nullable TransferId id) {
        return id == null ? null : new UUID(id.high(), id.low());
    }
}
