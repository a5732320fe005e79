package com.flowex.trading.view;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.MarketStateCodes;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.rows.AssetsTable;
import com.flowex.platform.projection.rows.RowCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Writes and restores listed assets and markets. Listings are rare, so each row takes one statement. */
final class MarketTable {

    private static final String UPSERT_INSTRUMENT = """
            INSERT INTO instruments (instrument_id, tenant, symbol, base_asset, quote_asset, price_scale, tick,
                price_max, lot, quantity_min, quantity_max, notional_min, fee_tiers, notional_max, position_max,
                open_orders_max, band, breaker_move, breaker_window_nanos, breaker_halt_nanos, kinds)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (instrument_id)
            DO UPDATE SET tick = excluded.tick, price_max = excluded.price_max, lot = excluded.lot,
                quantity_min = excluded.quantity_min, quantity_max = excluded.quantity_max,
                notional_min = excluded.notional_min, fee_tiers = excluded.fee_tiers,
                notional_max = excluded.notional_max, position_max = excluded.position_max,
                open_orders_max = excluded.open_orders_max, band = excluded.band,
                breaker_move = excluded.breaker_move, breaker_window_nanos = excluded.breaker_window_nanos,
                breaker_halt_nanos = excluded.breaker_halt_nanos, kinds = excluded.kinds""";

    private static final String SET_STATE = "UPDATE instruments SET state = ? WHERE instrument_id = ?";

    private static final String SET_LAST_PRICE = "UPDATE instruments SET last_price = ? WHERE instrument_id = ?";

    private static final String ALL_INSTRUMENTS = """
            SELECT instrument_id, tenant, symbol, base_asset, quote_asset, price_scale, tick, price_max, lot,
                quantity_min, quantity_max, notional_min, fee_tiers, notional_max, position_max,
                open_orders_max, band, breaker_move, breaker_window_nanos, breaker_halt_nanos, kinds, state, last_price
            FROM instruments ORDER BY instrument_id""";

    void write(Connection connection, ViewChanges changes) throws SQLException {
        for (Asset asset : changes.assets) {
            AssetsTable.insert(connection, asset);
        }
        for (Instrument instrument : changes.instruments.values()) {
            upsert(connection, instrument);
        }
        for (Map.Entry<InstrumentId, MarketState> state : changes.marketStates.entrySet()) {
            setState(connection, state.getKey(), state.getValue());
        }
        for (Map.Entry<InstrumentId, Long> price : changes.lastPrices.entrySet()) {
            setLastPrice(connection, price.getKey(), price.getValue());
        }
    }

    private static void upsert(Connection connection, Instrument instrument) throws SQLException {
        InstrumentRules rules = instrument.rules();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT_INSTRUMENT)) {
            statement.setInt(1, instrument.id().value());
            statement.setInt(2, instrument.tenant());
            statement.setString(3, instrument.symbol());
            statement.setInt(4, instrument.base().value());
            statement.setInt(5, instrument.quote().value());
            statement.setInt(6, rules.priceScale().places());
            statement.setLong(7, rules.tickUnits());
            statement.setLong(8, rules.priceMaxUnits());
            statement.setLong(9, rules.lotUnits());
            statement.setLong(10, rules.quantityMinUnits());
            statement.setLong(11, rules.quantityMaxUnits());
            statement.setLong(12, rules.notionalMinUnits());
            statement.setObject(13, tiers(instrument.fees()));
            risk(statement, rules.risk());
            RowCounts.require(statement.executeUpdate(), 1, "instrument");
        }
    }

    private static long[] tiers(FeeSchedule fees) {
        return fees.tiers().stream()
                .flatMapToLong(tier -> LongStream.of(
                        tier.volumeFromUnits(),
                        tier.rates().makerMillionths(),
                        tier.rates().takerMillionths()))
                .toArray();
    }

    private static void risk(PreparedStatement statement, RiskRules risk) throws SQLException {
        statement.setLong(14, risk.notionalMaxUnits());
        statement.setLong(15, risk.positionMaxUnits());
        statement.setInt(16, risk.openOrdersMax());
        statement.setInt(17, risk.bandMillionths());
        statement.setInt(18, risk.breaker().moveMillionths());
        statement.setLong(19, risk.breaker().windowNanos());
        statement.setLong(20, risk.breaker().haltNanos());
        statement.setObject(21, risk.kinds().stream().map(OrderKind::code).toArray(String[]::new));
    }

    private static void setState(Connection connection, InstrumentId id, MarketState state) throws SQLException {
        RowCounts.require(Sql.execute(connection, SET_STATE, MarketStateCodes.of(state), id.value()), 1, "instrument");
    }

    private static void setLastPrice(Connection connection, InstrumentId id, long units) throws SQLException {
        RowCounts.require(Sql.execute(connection, SET_LAST_PRICE, units, id.value()), 1, "instrument");
    }

    /** Fills the directory with the listings stored in the view. */
    void restore(Connection connection, InstrumentDirectory directory) throws SQLException {
        AssetsTable.all(connection).forEach(directory::listed);
        try (PreparedStatement statement = connection.prepareStatement(ALL_INSTRUMENTS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Instrument instrument = instrument(row);
                directory.listed(
                        instrument,
                        MarketStateCodes.state(row.getString("state"))
                                .orElseThrow(
                                        () -> new SQLException("a market's state is a word of no version of ours")));
                long last = row.getLong("last_price");
                if (!row.wasNull()) {
                    directory.traded(instrument.id(), last);
                }
            }
        }
    }

    private static Instrument instrument(ResultSet row) throws SQLException {
        return new Instrument(
                row.getInt("tenant"),
                new InstrumentId(row.getInt("instrument_id")),
                row.getString("symbol"),
                new AssetId(row.getInt("base_asset")),
                new AssetId(row.getInt("quote_asset")),
                rules(row),
                fees(row));
    }

    private static InstrumentRules rules(ResultSet row) throws SQLException {
        return new InstrumentRules(
                new Scale(row.getInt("price_scale")),
                row.getLong("tick"),
                row.getLong("price_max"),
                row.getLong("lot"),
                row.getLong("quantity_min"),
                row.getLong("quantity_max"),
                row.getLong("notional_min"),
                risk(row));
    }

    private static FeeSchedule fees(ResultSet row) throws SQLException {
        Long[] numbers = (Long[]) row.getArray("fee_tiers").getArray();
        List<FeeTier> tiers = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 3) {
            FeeRates rates = new FeeRates(numbers[i + 1].intValue(), numbers[i + 2].intValue());
            tiers.add(new FeeTier(numbers[i], rates));
        }
        return new FeeSchedule(tiers);
    }

    private static RiskRules risk(ResultSet row) throws SQLException {
        Set<OrderKind> kinds = EnumSet.noneOf(OrderKind.class);
        for (String code : (String[]) row.getArray("kinds").getArray()) {
            kinds.add(OrderKind.valueOf(code.toUpperCase(Locale.ROOT)));
        }
        return new RiskRules(
                row.getLong("notional_max"),
                row.getLong("position_max"),
                row.getInt("open_orders_max"),
                row.getInt("band"),
                new CircuitBreaker(
                        row.getInt("breaker_move"),
                        row.getLong("breaker_window_nanos"),
                        row.getLong("breaker_halt_nanos")),
                kinds);
    }
}
