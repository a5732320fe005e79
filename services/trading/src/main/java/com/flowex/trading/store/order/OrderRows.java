package com.flowex.trading.store.order;

import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reader of rows of the order tables. */
public final class OrderRows {

    /** The columns that {@link #read} needs. */
    public static final String COLUMNS = """
            tenant, account, order_id, client_order_id, instrument_id, side, type, time_in_force, post_only, price,
            expires_nanos, display, quote_amount, trigger_price, trailing_amount, trailing_bps, activated_by_loss, trigger_source, slices,
            interval_nanos, self_trade_prevention, quantity, remaining, prevented, visible, filled_quote, fee, rebate,
            triggered_price, triggered_nanos, extreme, slices_started, paired_with, rested_sequence, status, expiry_reason, cancel_reason, accepted_sequence,
            sequence, created_nanos, updated_nanos""";

    private OrderRows() {}

    /** Reads every row of a result. */
    public static List<TrackedOrder> all(ResultSet result) throws SQLException {
        List<TrackedOrder> orders = new ArrayList<>();
        forEach(result, orders::add);
        return orders;
    }

    /** Reads every row of a result and passes on one order at a time. */
    public static void forEach(ResultSet result, Consumer<TrackedOrder> orders) throws SQLException {
        while (result.next()) {
            orders.accept(read(result));
        }
    }

    private static TrackedOrder read(ResultSet row) throws SQLException {
        OrderTerms terms = terms(row);
        Quantity quantity =
                terms instanceof OrderTerms.MarketByQuote ? Quantity.ZERO : new Quantity(row.getLong("quantity"));
        OrderRequest request = new OrderRequest(
                new AccountId(row.getInt("tenant"), row.getLong("account")),
                ClientOrderId.of(row.getString("client_order_id")),
                new InstrumentId(row.getInt("instrument_id")),
                stored(OrderCodes.side(row.getString("side")).orElse(null), "side"),
                quantity,
                terms,
                word(row, "self_trade_prevention", SelfTradePrevention.class));
        return new TrackedOrder(
                new OrderId(row.getLong("order_id")),
                request,
                row.getLong("accepted_sequence"),
                row.getLong("created_nanos"),
                progress(row));
    }

    private static OrderTerms terms(ResultSet row) throws SQLException {
        return switch (word(row, "type", OrderKind.class)) {
            case LIMIT, ICEBERG -> limit(row);
            case MARKET -> {
                long quote = row.getLong("quote_amount");
                yield quote == 0 ? OrderTerms.Market.MARKET : new OrderTerms.MarketByQuote(quote);
            }
            case TWAP ->
                new OrderTerms.Twap(
                        new Price(row.getLong("price")), row.getInt("slices"), row.getLong("interval_nanos"));
            case STOP_LOSS, STOP_LOSS_LIMIT ->
                conditional(new Trigger.StopLoss(new Price(row.getLong("trigger_price")), source(row)), row);
            case TAKE_PROFIT, TAKE_PROFIT_LIMIT ->
                conditional(new Trigger.TakeProfit(new Price(row.getLong("trigger_price")), source(row)), row);
            case TRAILING_STOP -> conditional(trailing(row), row);
            case OCO -> throw new SQLException("a pair is two rows, not one");
        };
    }

    private static OrderTerms.Limit limit(ResultSet row) throws SQLException {
        return new OrderTerms.Limit(
                new Price(row.getLong("price")),
                stored(OrderCodes.timeInForce(row.getString("time_in_force")).orElse(null), "time_in_force"),
                row.getLong("expires_nanos"),
                row.getBoolean("post_only"),
                new Quantity(row.getLong("display")));
    }

    /** Reads the trigger of a trailing stop. Its trigger price is the price from which on it trails. */
    private static Trigger trailing(ResultSet row) throws SQLException {
        long from = row.getLong("trigger_price");
        Trigger.Trailing trailing = distance(row);
        if (from == 0) {
            return trailing;
        }
        return row.getBoolean("activated_by_loss")
                ? new Trigger.TrailingFromLoss(new Price(from), trailing)
                : new Trigger.TrailingFrom(new Price(from), trailing);
    }

    private static Trigger.Trailing distance(ResultSet row) throws SQLException {
        long amount = row.getLong("trailing_amount");
        return amount == 0
                ? new Trigger.TrailingRate(row.getInt("trailing_bps"), source(row))
                : new Trigger.TrailingAmount(new Price(amount), source(row));
    }

    private static OrderTerms conditional(Trigger trigger, ResultSet row) throws SQLException {
        boolean hasLimit = row.getObject("price") != null;
        return new OrderTerms.Conditional(trigger, hasLimit ? limit(row) : OrderTerms.Market.MARKET);
    }

    private static TriggerSource source(ResultSet row) throws SQLException {
        return word(row, "trigger_source", TriggerSource.class);
    }

    private static OrderProgress progress(ResultSet row) throws SQLException {
        String reason = row.getString("expiry_reason");
        return new OrderProgress(
                row.getLong("quantity"),
                row.getLong("remaining"),
                row.getLong("prevented"),
                row.getLong("visible"),
                row.getBigDecimal("filled_quote").toBigIntegerExact(),
                row.getBigDecimal("fee").toBigIntegerExact(),
                row.getBigDecimal("rebate").toBigIntegerExact(),
                row.getLong("triggered_price"),
                row.getLong("triggered_nanos"),
                row.getLong("extreme"),
                row.getInt("slices_started"),
                row.getLong("paired_with"),
                row.getLong("rested_sequence"),
                stored(OrderStatus.of(row.getString("status")).orElse(null), "status"),
                reason == null ? null : stored(OrderCodes.expiryReason(reason).orElse(null), "expiry_reason"),
                row.getString("cancel_reason") == null ? null : word(row, "cancel_reason", CancelReason.class),
                row.getLong("sequence"),
                row.getLong("updated_nanos"));
    }

    private static <E extends Enum<E>> E word(ResultSet row, String column, Class<E> type) throws SQLException {
        String word = row.getString(column);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw new SQLException("column " + column + " has a word of no version of ours");
    }

    private static <T> T stored(@Nullable T value, String column) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " has a word of no version of ours");
        }
        return value;
    }
}
