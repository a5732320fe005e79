package com.flowex.trading.view;

import com.flowex.domain.event.Fill;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.projection.rows.BulkRows;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds fills to the sums of their day. There is a row for each account, market, side and kind of liquidity. */
final class DailyFillTotalsTable {

    private static final long NANOS_A_DAY = 86_400_000_000_000L;

    private record Key(int day, AccountId account, InstrumentId instrument, Side side, boolean maker) {}

    /** Sums of one flush; the row contains the sums of all. */
    private static final class DailyFillTotals {
        private final Key key;
        private long fills;
        private BigInteger quantity = BigInteger.ZERO;
        private BigInteger quote = BigInteger.ZERO;
        private BigInteger fee = BigInteger.ZERO;
        private BigInteger rebate = BigInteger.ZERO;
        private long lastSequence;

        private DailyFillTotals(Key key) {
            this.key = key;
        }

        private void add(ExecutedTrade executed, Fill fill) {
            TradeExecuted trade = executed.event();
            fills++;
            quantity = quantity.add(BigInteger.valueOf(trade.quantity().units()));
            quote = quote.add(BigInteger.valueOf(trade.quote().units()));
            fee = fee.add(BigInteger.valueOf(Math.max(fill.fee().units(), 0)));
            rebate = rebate.add(BigInteger.valueOf(Math.max(-fill.fee().units(), 0)));
            lastSequence = executed.sequence();
        }
    }

    private static final BulkRows<DailyFillTotals> ROWS = BulkRows.<DailyFillTotals>of()
            .int4("tenant", sums -> sums.key.account().tenant())
            .int8("account", sums -> sums.key.account().number())
            .int4("day", sums -> sums.key.day())
            .int4("instrument_id", sums -> sums.key.instrument().value())
            .bool("buy", sums -> sums.key.side() == Side.BUY)
            .bool("maker", sums -> sums.key.maker())
            .int8("fills", sums -> sums.fills)
            .numeric("quantity", sums -> sums.quantity)
            .numeric("quote", sums -> sums.quote)
            .numeric("fee", sums -> sums.fee)
            .numeric("rebate", sums -> sums.rebate)
            .int8("last_sequence", sums -> sums.lastSequence);

    private static final String ADD = """
            INSERT INTO fill_days AS d (%s)
            SELECT * FROM %s
            ON CONFLICT (tenant, account, day, instrument_id, buy, maker)
            DO UPDATE SET fills = d.fills + excluded.fills, quantity = d.quantity + excluded.quantity,
                quote = d.quote + excluded.quote, fee = d.fee + excluded.fee, rebate = d.rebate + excluded.rebate,
                last_sequence = greatest(d.last_sequence, excluded.last_sequence)""".formatted(ROWS.names(), ROWS.unnested());

    void write(Connection connection, List<ExecutedTrade> trades) throws SQLException {
        Map<Key, DailyFillTotals> all = new LinkedHashMap<>();
        for (ExecutedTrade trade : trades) {
            TradeExecuted event = trade.event();
            add(all, trade, event.maker(), event.takerSide().opposite(), true);
            add(all, trade, event.taker(), event.takerSide(), false);
        }
        ROWS.run(connection, ADD, all.values(), "sums of fills by day");
    }

    private static void add(Map<Key, DailyFillTotals> all, ExecutedTrade trade, Fill fill, Side side, boolean maker) {
        int day = Math.toIntExact(trade.timeNanos() / NANOS_A_DAY);
        Key key = new Key(day, fill.account(), trade.event().instrument(), side, maker);
        all.computeIfAbsent(key, DailyFillTotals::new).add(trade, fill);
    }
}
