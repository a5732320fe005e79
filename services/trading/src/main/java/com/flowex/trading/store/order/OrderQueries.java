package com.flowex.trading.store.order;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.sql.Bisection;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.database.sql.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an account's open and ended orders from the view. Every query needs the account. */
public final class OrderQueries {

    /** Exclusive upper bound of ids that starts a list at the newest order. */
    public static final long FROM_NEWEST = Long.MAX_VALUE;

    private static final String OF_ACCOUNT = "SELECT " + OrderRows.COLUMNS + """
             FROM trading.%s
            WHERE tenant = ? AND account = ? AND order_id = ANY (?)""";

    private static final String BY_IDS = OF_ACCOUNT.formatted("open_orders") + " UNION ALL "
            + OF_ACCOUNT.formatted("closed_orders") + " ORDER BY order_id DESC";

    private static final String PAGE_OF = "SELECT " + OrderRows.COLUMNS + """
             FROM trading.%s
            WHERE tenant = ? AND account = ? AND order_id < ? AND (?::integer IS NULL OR instrument_id = ?)
                AND (?::text[] IS NULL OR status = ANY (?)) AND created_nanos >= ? AND created_nanos < ?
            ORDER BY order_id DESC LIMIT ?""";

    private static final String OPEN_PAGE = PAGE_OF.formatted("open_orders");
    private static final String CLOSED_PAGE = PAGE_OF.formatted("closed_orders");
    private static final String OLDEST_OF = "SELECT " + OrderRows.COLUMNS + """
             FROM trading.%s
            WHERE tenant = ? AND account = ? AND order_id >= ? AND order_id < ? AND instrument_id = ?
            ORDER BY order_id LIMIT ?""";

    private static final String OLDEST_PAGE = "(" + OLDEST_OF.formatted("open_orders") + ") UNION ALL ("
            + OLDEST_OF.formatted("closed_orders") + ") ORDER BY order_id LIMIT ?";

    private static final String LISTS_OF = "SELECT " + OrderRows.COLUMNS + """
             FROM trading.%s
            WHERE tenant = ? AND account = ? AND abs(paired_with) > order_id AND order_id >= ? AND order_id < ?
            ORDER BY order_id %s LIMIT ?""";

    private static final String OLDEST_LISTS = lists("ASC");
    private static final String NEWEST_LISTS = lists("DESC");

    private static final String NEXT_OF = """
            (SELECT order_id, created_nanos FROM trading.%s
            WHERE tenant = ? AND account = ? AND order_id >= ? ORDER BY order_id LIMIT 1)""";

    private static final String NEXT = NEXT_OF.formatted("open_orders") + " UNION ALL "
            + NEXT_OF.formatted("closed_orders") + " ORDER BY order_id LIMIT 1";

    private static final String WHOLE_PAGE =
            "(" + OPEN_PAGE + ") UNION ALL (" + CLOSED_PAGE + ") ORDER BY order_id DESC LIMIT ?";

    /**
     * Filter of a list of orders.
     *
     * @param instrument null for all
     * @param statuses empty for all
     * @param accepted range of the log time of acceptance
     * @param before exclusive upper bound of order ids
     * @param limit largest number of orders
     */
    public record OrderFilter(
            AccountId account,
            @Nullable InstrumentId instrument,
            Set<OrderStatus> statuses,
            LogTime.Span accepted,
            long before,
            int limit) {}

    private static final String COUNT = """
            SELECT (SELECT count(*) FROM trading.open_orders WHERE tenant = ? AND account = ? AND order_id >= ?)
                + (SELECT count(*) FROM trading.closed_orders WHERE tenant = ? AND account = ? AND order_id >= ?)""";

    private static final String OPEN_COUNT =
            "SELECT count(*) FROM trading.open_orders WHERE tenant = ? AND account = ?";

    private final RowSource rows;

    public OrderQueries(RowSource rows) {
        this.rows = rows;
    }

    /** Returns an order of the account; empty if the account has no such order. */
    public Optional<TrackedOrder> find(AccountId account, OrderId id) {
        return find(account, List.of(id)).stream().findFirst();
    }

    /** Returns those of these orders that belong to the account, newest first. */
    public List<TrackedOrder> find(AccountId account, List<OrderId> ids) {
        long[] values = ids.stream().mapToLong(OrderId::value).toArray();
        return rows.query(account.tenant(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BY_IDS)) {
                for (int first = 1; first <= 4; first += 3) {
                    statement.setInt(first, account.tenant());
                    statement.setLong(first + 1, account.number());
                    statement.setObject(first + 2, values);
                }
                return all(statement);
            }
        });
    }

    /**
     * Returns an account's orders of a market, oldest first.
     *
     * @param from lowest id
     * @param before exclusive upper bound of ids
     * @param limit largest number of orders
     */
    public List<TrackedOrder> oldest(AccountId account, InstrumentId market, long from, long before, int limit) {
        return rows.query(account.tenant(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OLDEST_PAGE)) {
                for (int first = 1; first <= 7; first += 6) {
                    statement.setInt(first, account.tenant());
                    statement.setLong(first + 1, account.number());
                    statement.setLong(first + 2, from);
                    statement.setLong(first + 3, before);
                    statement.setInt(first + 4, market.value());
                    statement.setInt(first + 5, limit);
                }
                statement.setInt(13, limit);
                return all(statement);
            }
        });
    }

    /**
     * Returns an id from which on an account's orders were accepted at a given time or later.
     *
     * @param nanos log time in nanoseconds since 1970
     * @param end id behind every order that the view shows
     */
    public long idFrom(AccountId account, long nanos, long end) {
        Object tenant = account.tenant();
        Object number = account.number();
        return rows.query(
                account.tenant(),
                connection -> Bisection.from(
                        nanos,
                        end,
                        key -> Sql.one(
                                connection,
                                row -> new Bisection.Probe(row.getLong("order_id"), row.getLong("created_nanos")),
                                NEXT,
                                tenant,
                                number,
                                key,
                                tenant,
                                number,
                                key)));
    }

    /**
     * Returns the first order of each of an account's pairs and links.
     *
     * @param from lowest id
     * @param before exclusive upper bound of ids
     * @param limit largest number of orders
     * @param oldestFirst true for the lowest ids in ascending order; false for the highest ids in descending order
     */
    public List<TrackedOrder> firstsOfLists(AccountId account, long from, long before, int limit, boolean oldestFirst) {
        return rows.query(account.tenant(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(oldestFirst ? OLDEST_LISTS : NEWEST_LISTS)) {
                for (int first = 1; first <= 6; first += 5) {
                    statement.setInt(first, account.tenant());
                    statement.setLong(first + 1, account.number());
                    statement.setLong(first + 2, from);
                    statement.setLong(first + 3, before);
                    statement.setInt(first + 4, limit);
                }
                statement.setInt(11, limit);
                return all(statement);
            }
        });
    }

    private static String lists(String order) {
        return "(" + LISTS_OF.formatted("open_orders", order) + ") UNION ALL ("
                + LISTS_OF.formatted("closed_orders", order) + ") ORDER BY order_id " + order + " LIMIT ?";
    }

    /** Returns the number of an account's orders with this id or a higher one. */
    public long countFrom(AccountId account, long from) {
        Object tenant = account.tenant();
        Object number = account.number();
        return rows.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), COUNT, tenant, number, from, tenant, number, from)
                .orElse(0L));
    }

    /**
     * Returns a page of an account's orders, newest first. A query for open orders alone does not read the ended ones.
     */
    public List<TrackedOrder> page(OrderFilter wanted) {
        boolean open = wanted.statuses().isEmpty() || wanted.statuses().stream().anyMatch(OrderStatus::isOpen);
        boolean closed =
                wanted.statuses().isEmpty() || !wanted.statuses().stream().allMatch(OrderStatus::isOpen);
        if (open && closed) {
            return page(WHOLE_PAGE, wanted, true);
        }
        return page(open ? OPEN_PAGE : CLOSED_PAGE, wanted, false);
    }

    private List<TrackedOrder> page(String sql, OrderFilter wanted, boolean both) {
        return rows.query(wanted.account().tenant(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int next = bind(statement, 1, wanted);
                if (both) {
                    statement.setInt(bind(statement, next, wanted), wanted.limit());
                }
                return all(statement);
            }
        });
    }

    private static int bind(PreparedStatement statement, int first, OrderFilter wanted) throws SQLException {
        statement.setInt(first, wanted.account().tenant());
        statement.setLong(first + 1, wanted.account().number());
        statement.setLong(first + 2, wanted.before());
        for (int i = first + 3; i <= first + 4; i++) {
            if (wanted.instrument() == null) {
                statement.setNull(i, Types.INTEGER);
            } else {
                statement.setInt(i, wanted.instrument().value());
            }
        }
        String[] statuses =
                wanted.statuses().stream().map(OrderStatus::code).sorted().toArray(String[]::new);
        for (int i = first + 5; i <= first + 6; i++) {
            if (statuses.length == 0) {
                statement.setNull(i, Types.ARRAY, "text[]");
            } else {
                statement.setObject(i, statuses);
            }
        }
        statement.setLong(first + 7, wanted.accepted().fromNanos());
        statement.setLong(first + 8, wanted.accepted().toNanos());
        statement.setInt(first + 9, wanted.limit());
        return first + 10;
    }

    private static List<TrackedOrder> all(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            return OrderRows.all(result);
        }
    }

    /** Returns the number of open orders of an account. */
    public long open(AccountId account) {
        return rows.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), OPEN_COUNT, account.tenant(), account.number())
                .orElse(0L));
    }
}
