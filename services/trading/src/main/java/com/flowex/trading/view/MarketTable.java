package com.flowex.trading.view;

import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.FeeRates;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.Scale;
import com.flowex.trading.market.InstrumentDirectory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Writes and restores what is listed. Listings are rare: one statement a row. */
final class MarketTable {

    private static final String INSERT_ASSET =
            "INSERT INTO assets (asset_id, tenant, code, scale, supply_whole) VALUES (?, ?, ?, ?, ?)";

    private static final String INSERT_INSTRUMENT = """
            INSERT INTO instruments (instrument_id, tenant, symbol, base_asset, quote_asset, price_scale, tick,
                price_max, lot, quantity_min, quantity_max, notional_min, maker_fee, taker_fee, halted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)""";

    private static final String SET_HALTED = "UPDATE instruments SET halted = ? WHERE instrument_id = ?";

    private static final String SET_LAST_PRICE = "UPDATE instruments SET last_price = ? WHERE instrument_id = ?";

    private static final String ALL_ASSETS =
            "SELECT asset_id, tenant, code, scale, supply_whole FROM assets ORDER BY asset_id";

    private static final String ALL_INSTRUMENTS = """
            SELECT instrument_id, tenant, symbol, base_asset, quote_asset, price_scale, tick, price_max, lot,
                quantity_min, quantity_max, notional_min, maker_fee, taker_fee, halted
            FROM instruments ORDER BY instrument_id""";

    void write(Connection connection, Changes changes) throws SQLException {
        for (Asset asset : changes.assets) {
            insert(connection, asset);
        }
        for (Instrument instrument : changes.instruments) {
            insert(connection, instrument);
        }
        for (Map.Entry<InstrumentId, MarketState> state : changes.marketStates.entrySet()) {
            setHalted(connection, state.getKey(), state.getValue() == MarketState.HALTED);
        }
        for (Map.Entry<InstrumentId, Long> price : changes.lastPrices.entrySet()) {
            setLastPrice(connection, price.getKey(), price.getValue());
        }
    }

    private static void insert(Connection connection, Asset asset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ASSET)) {
            statement.setInt(1, asset.id().value());
            statement.setInt(2, asset.tenant());
            statement.setString(3, asset.code());
            statement.setInt(4, asset.scale().places());
            statement.setLong(5, asset.supplyWhole());
            Rows.require(statement.executeUpdate(), 1, "asset");
        }
    }

    private static void insert(Connection connection, Instrument instrument) throws SQLException {
        InstrumentRules rules = instrument.rules();
        try (PreparedStatement statement = connection.prepareStatement(INSERT_INSTRUMENT)) {
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
            statement.setInt(13, instrument.fees().makerMillionths());
            statement.setInt(14, instrument.fees().takerMillionths());
            Rows.require(statement.executeUpdate(), 1, "instrument");
        }
    }

    private static void setHalted(Connection connection, InstrumentId id, boolean halted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET_HALTED)) {
            statement.setBoolean(1, halted);
            statement.setInt(2, id.value());
            Rows.require(statement.executeUpdate(), 1, "instrument");
        }
    }

    private static void setLastPrice(Connection connection, InstrumentId id, long units) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET_LAST_PRICE)) {
            statement.setLong(1, units);
            statement.setInt(2, id.value());
            Rows.require(statement.executeUpdate(), 1, "instrument");
        }
    }

    /** Fills the directory with what the view has stored. */
    void restore(Connection connection, InstrumentDirectory directory) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL_ASSETS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                directory.listed(new Asset(
                        row.getInt("tenant"),
                        new AssetId(row.getInt("asset_id")),
                        row.getString("code"),
                        new Scale(row.getInt("scale")),
                        row.getLong("supply_whole")));
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(ALL_INSTRUMENTS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                directory.listed(instrument(row), row.getBoolean("halted") ? MarketState.HALTED : MarketState.OPEN);
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
                new FeeRates(row.getInt("maker_fee"), row.getInt("taker_fee")));
    }

    private static InstrumentRules rules(ResultSet row) throws SQLException {
        return new InstrumentRules(
                new Scale(row.getInt("price_scale")),
                row.getLong("tick"),
                row.getLong("price_max"),
                row.getLong("lot"),
                row.getLong("quantity_min"),
                row.getLong("quantity_max"),
                row.getLong("notional_min"));
    }
}
