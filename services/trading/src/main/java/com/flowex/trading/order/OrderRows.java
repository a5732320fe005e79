package com.flowex.trading.order;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.TimeInForce;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of the order tables, read back as the orders they were written from. */
public final class OrderRows {

    /** The columns {@link #read} needs. */
    public static final String COLUMNS = """
            tenant, account, order_id, client_order_id, instrument_id, side, type, time_in_force, post_only, price,
            quantity, remaining, filled_quote, fee, status, expiry_reason, accepted_sequence, sequence, created_nanos,
            updated_nanos""";

    private OrderRows() {}

    /** Every row of a result. */
    public static List<TrackedOrder> all(ResultSet result) throws SQLException {
        List<TrackedOrder> orders = new ArrayList<>();
        forEach(result, orders::add);
        return orders;
    }

    /** Every row of a result, one at a time. */
    public static void forEach(ResultSet result, Consumer<TrackedOrder> orders) throws SQLException {
        while (result.next()) {
            orders.accept(read(result));
        }
    }

    private static TrackedOrder read(ResultSet row) throws SQLException {
        OrderRequest request = new OrderRequest(
                new AccountId(row.getInt("tenant"), row.getLong("account")),
                ClientOrderId.of(row.getString("client_order_id")),
                new InstrumentId(row.getInt("instrument_id")),
                stored(OrderWords.side(row.getString("side")).orElse(null), "side"),
                new Quantity(row.getLong("quantity")),
                terms(row));
        return new TrackedOrder(
                new OrderId(row.getLong("order_id")),
                request,
                row.getLong("accepted_sequence"),
                row.getLong("created_nanos"),
                progress(row));
    }

    private static OrderTerms terms(ResultSet row) throws SQLException {
        if (row.getString("type").equals(OrderWords.MARKET)) {
            return OrderTerms.Market.MARKET;
        }
        TimeInForce timeInForce =
                stored(OrderWords.timeInForce(row.getString("time_in_force")).orElse(null), "time_in_force");
        return new OrderTerms.Limit(new Price(row.getLong("price")), timeInForce, row.getBoolean("post_only"));
    }

    private static TrackedOrder.Progress progress(ResultSet row) throws SQLException {
        String reason = row.getString("expiry_reason");
        return new TrackedOrder.Progress(
                row.getLong("quantity"),
                row.getLong("remaining"),
                row.getLong("filled_quote"),
                row.getLong("fee"),
                stored(OrderStatus.of(row.getString("status")).orElse(null), "status"),
                reason == null ? null : stored(OrderWords.expiryReason(reason).orElse(null), "expiry_reason"),
                row.getLong("sequence"),
                row.getLong("updated_nanos"));
    }

    private static <T> T stored(@Nullable T value, String column) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " has a word of no version of ours");
        }
        return value;
    }
}
