package com.flowex.marketdata.market;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.Event;
import com.flowex.platform.projection.Projection;
import com.flowex.protocol.EventBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Folds the event log into the markets: in memory at once, in the database once per flush, in the transaction of the
 * checkpoint. What was folded is published before it is stored: it is in the log, so it is true.
 */
public final class MarketDataProjection implements Projection {

    private static final String NAME = "marketdata";

    private static final String EMPTY =
            "TRUNCATE marketdata.asset, marketdata.market, marketdata.book_level, marketdata.trade, marketdata.candle";

    private static final String FORGET =
            "UPDATE platform.checkpoints SET sequence = 0, position = 0 WHERE projection = ?";

    private volatile Markets markets = new Markets();
    private long folded;

    /** The markets as they are now; another object after a start from stored ones. */
    public Markets markets() {
        return markets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(Connection views, Checkpoint at) throws SQLException {
        markets = StoredMarkets.load(views);
        folded = at.sequence();
    }

    /** May be called again with batches that are folded already, after a transaction that failed. */
    @Override
    public void apply(Connection views, List<EventBatch> batches) throws SQLException {
        batches.forEach(this::fold);
        markets.publish();
        MarketTables.store(views, markets);
    }

    private void fold(EventBatch batch) {
        long sequence = batch.firstSequence();
        for (Event event : batch.events()) {
            if (sequence > folded) {
                markets.on(event, sequence, batch.timeNanos());
                folded = sequence;
            }
            sequence++;
        }
    }

    /** Deletes every row and the checkpoint in one transaction; only while nothing writes the view. */
    public void empty(DataSource views) {
        try (Connection connection = views.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            connection.setAutoCommit(false);
            statement.execute(EMPTY);
            forget.setString(1, NAME);
            forget.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the view " + NAME + " cannot be emptied", e);
        }
    }

    @Override
    public void committed(List<EventBatch> batches) {
        markets.stored();
    }
}
