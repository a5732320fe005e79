package com.flowex.trading.order;

import com.flowex.desk.LogTime;
import com.flowex.domain.AccountId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.ground.database.Bisection;
import com.flowex.ground.database.RowSource;
import com.flowex.ground.database.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an account's orders, open and ended, as the view has them. Nothing is found without its account. */
public final class OrderQueries {

    /** Wanted are ids below this one. */
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
     * What to list.
     *
     * @param instrument null for all
     * @param statuses empty for all
     * @param accepted log time of it
     * @param before only orders with a lower id
     * @param limit at most so many, newest first
     */
    public record Wanted(
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

    /** One order, if it is the account's. */
    public Optional<TrackedOrder> find(AccountId account, OrderId id) {
        return find(account, List.of(id)).stream().findFirst();
    }

    /** Those of these orders that are the account's, newest first. */
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
     * An account's orders of a market, oldest first.
     *
     * @param from the lowest id
     * @param before only orders with a lower id
     * @param limit at most so many
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
     * An id from which on an account's orders were accepted at a moment or later.
     *
     * @param nanos log time, since 1970
     * @param end behind every order that the view shows
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
     * The first orders of an account's pairs and links.
     *
     * @param from the lowest id
     * @param before only orders with a lower id
     * @param limit at most so many
     * @param oldestFirst whether it is those with the lowest ids, and these first
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

    /** How many of an account's orders have this id or a higher one. */
    public long countFrom(AccountId account, long from) {
        Object tenant = account.tenant();
        Object number = account.number();
        return rows.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), COUNT, tenant, number, from, tenant, number, from)
                .orElse(0L));
    }

    /** A part of an account's orders. Who asks for open ones alone does not wait for a look at all that ended. */
    public List<TrackedOrder> page(Wanted wanted) {
        boolean open = wanted.statuses().isEmpty() || wanted.statuses().stream().anyMatch(OrderStatus::isOpen);
        boolean closed =
                wanted.statuses().isEmpty() || !wanted.statuses().stream().allMatch(OrderStatus::isOpen);
        if (open && closed) {
            return page(WHOLE_PAGE, wanted, true);
        }
        return page(open ? OPEN_PAGE : CLOSED_PAGE, wanted, false);
    }

    private List<TrackedOrder> page(String sql, Wanted wanted, boolean both) {
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

    private static int bind(PreparedStatement statement, int first, Wanted wanted) throws SQLException {
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

    /** How many orders of an account are open. */
    public long open(AccountId account) {
        return rows.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), OPEN_COUNT, account.tenant(), account.number())
                .orElse(0L));
    }
}
