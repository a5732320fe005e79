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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an account's open and ended orders from the view. Every query needs the account. */
public final class OrderQueries {

    /** A working order and a pair. */
    private static final int LIST_LENGTH_MAX = 3;

    /** Exclusive upper bound of ids that starts a list at the newest order. */
    public static final long FROM_NEWEST = Long.MAX_VALUE;

    private static final String OF_ACCOUNT = "SELECT " + OrderRows.COLUMNS + """
             FROM trading.%s
            WHERE tenant = ? AND account = ? AND order_id = ANY (?)""";

    private static final String BY_IDS = OF_ACCOUNT.formatted("open_orders") + " UNION ALL "
            + OF_ACCOUNT.formatted("closed_orders") + " ORDER BY order_id DESC";

    private static final String OLDEST_OF = "(SELECT " + OrderRows.COLUMNS + """
             FROM trading.%s
            WHERE tenant = ? AND account = ? AND order_id >= ? AND order_id < ? AND instrument_id = ?%s
            ORDER BY order_id LIMIT ?)""";

    /** The index of ended orders by market has their status before their id, so each status is a part of its own. */
    private static final List<String> OLDEST_PARTS = Stream.concat(
                    Stream.of(OLDEST_OF.formatted("open_orders", "")),
                    Stream.of(OrderStatus.values())
                            .filter(status -> !status.isOpen())
                            .map(status ->
                                    OLDEST_OF.formatted("closed_orders", " AND status = '" + status.code() + "'")))
            .toList();

    private static final String OLDEST_PAGE = String.join(" UNION ALL ", OLDEST_PARTS) + " ORDER BY order_id LIMIT ?";

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

    private static final String NEWEST_OF =
            "(SELECT order_id FROM trading.%s WHERE tenant = ? AND account = ? ORDER BY order_id DESC LIMIT 1)";

    private static final String NEWEST = NEWEST_OF.formatted("open_orders") + " UNION ALL "
            + NEWEST_OF.formatted("closed_orders") + " ORDER BY order_id DESC LIMIT 1";

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

    private static final String OWNER_OF =
            "(SELECT account, instrument_id FROM trading.%s WHERE tenant = ? AND order_id = ? LIMIT 1)";
    private static final String OWNER =
            OWNER_OF.formatted("open_orders") + " UNION ALL " + OWNER_OF.formatted("closed_orders") + " LIMIT 1";

    private final RowSource rows;

    public OrderQueries(RowSource rows) {
        this.rows = rows;
    }

    /** Returns an order of the account; empty if the account has no such order. */
    public Optional<TrackedOrder> find(AccountId account, OrderId id) {
        return find(account, List.of(id)).stream().findFirst();
    }

    /** Account of an order, and its market. */
    public record OrderOwner(AccountId account, InstrumentId market) {}

    /** Returns the owner of any order of a tenant; empty if there is no such order. */
    public Optional<OrderOwner> owner(int tenant, OrderId id) {
        return rows.query(
                tenant,
                connection -> Sql.one(
                        connection,
                        row -> new OrderOwner(new AccountId(tenant, row.getLong(1)), new InstrumentId(row.getInt(2))),
                        OWNER,
                        tenant,
                        id.value(),
                        tenant,
                        id.value()));
    }

    /** Returns those of these orders that belong to the account, newest first. */
    public List<TrackedOrder> find(AccountId account, List<OrderId> ids) {
        long[] values = ids.stream().mapToLong(OrderId::value).toArray();
        return rows.query(account.tenant(), connection -> {
            try (PreparedStatement statement = connection.jdbc().prepareStatement(BY_IDS)) {
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
     * Returns all orders of an order's list, by id: a pair, or a working order with what it triggers. An order without a
     * list is returned alone.
     */
    public List<TrackedOrder> listOf(AccountId account, TrackedOrder order) {
        return order.listId() == 0
                ? List.of(order)
                : lists(account, Set.of(order.listId())).values().stream()
                        .findFirst()
                        .orElse(List.of(order));
    }

    /**
     * Returns the orders of lists, by id of the list. The orders of a list are accepted by one command, so their ids follow
     * each other.
     *
     * @param lists ids of their first orders
     */
    public SortedMap<Long, List<TrackedOrder>> lists(AccountId account, Collection<Long> lists) {
        List<OrderId> candidates = lists.stream()
                .flatMap(first ->
                        LongStream.range(first, first + LIST_LENGTH_MAX).mapToObj(OrderId::new))
                .distinct()
                .toList();
        SortedMap<Long, List<TrackedOrder>> found = new TreeMap<>();
        if (!candidates.isEmpty()) {
            find(account, candidates).reversed().stream()
                    .filter(order -> lists.contains(order.listId()))
                    .forEach(order -> found.computeIfAbsent(order.listId(), _ -> new ArrayList<>())
                            .add(order));
        }
        return found;
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
            try (PreparedStatement statement = connection.jdbc().prepareStatement(OLDEST_PAGE)) {
                int first = 1;
                for (int part = 0; part < OLDEST_PARTS.size(); part++, first += 6) {
                    statement.setInt(first, account.tenant());
                    statement.setLong(first + 1, account.number());
                    statement.setLong(first + 2, from);
                    statement.setLong(first + 3, before);
                    statement.setInt(first + 4, market.value());
                    statement.setInt(first + 5, limit);
                }
                statement.setInt(first, limit);
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
            try (PreparedStatement statement =
                    connection.jdbc().prepareStatement(oldestFirst ? OLDEST_LISTS : NEWEST_LISTS)) {
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
    public List<TrackedOrder> page(OrderFilter filter) {
        AccountId account = filter.account();
        LogTime.Span accepted = filter.accepted();
        long end = accepted.equals(LogTime.Span.ALL) ? 0 : newest(account) + 1;
        long from = accepted.fromNanos() == 0 ? 0 : idFrom(account, accepted.fromNanos(), end);
        long before = accepted.toNanos() == Long.MAX_VALUE
                ? filter.before()
                : Math.min(filter.before(), idFrom(account, accepted.toNanos(), end));
        return rows.query(account.tenant(), connection -> new OrderPage(filter, from, before).read(connection));
    }

    /** Returns the highest id of an account's orders; 0 if it has none. */
    private long newest(AccountId account) {
        Object tenant = account.tenant();
        Object number = account.number();
        return rows.query(account.tenant(), connection -> Sql.one(
                        connection, row -> row.getLong(1), NEWEST, tenant, number, tenant, number)
                .orElse(0L));
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
