package com.flowex.p2p.store.report;

import com.flowex.p2p.rule.abuse.Circle;
import com.flowex.p2p.rule.abuse.Circle.Edge;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pairs of people with completed trades, in the search for circles. */
public final class CirclesTable {

    private static final String NOT_SEARCHED = """
            SELECT account, other, ended FROM p2p.counterparties WHERE tenant_id = ? AND NOT is_searched
            ORDER BY account, other LIMIT ?""";
    private static final String SEARCHED = """
            UPDATE p2p.counterparties c SET is_searched = true
            FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS seen (account, other, ended)
            WHERE c.tenant_id = ? AND c.account = seen.account AND c.other = seen.other AND c.ended = seen.ended""";
    private static final String EDGES = """
            SELECT a.account, c.other, c.sold > 0, c.bought > 0 FROM unnest(?::bigint[]) AS a (account)
            CROSS JOIN LATERAL (SELECT other, sold, bought FROM p2p.counterparties
                WHERE tenant_id = ? AND account = a.account AND (sold > 0 OR bought > 0) ORDER BY other LIMIT ?) c""";
    private static final String BETWEEN = """
            SELECT account, other, sold > 0, bought > 0 FROM p2p.counterparties
            WHERE tenant_id = ? AND account = ANY(?) AND other = ANY(?) AND (sold > 0 OR bought > 0)
            ORDER BY account, other""";
    private static final String MARK = """
            UPDATE p2p.counterparties SET is_circular = true
            WHERE tenant_id = ? AND account = ANY(?) AND other = ANY(?) AND NOT is_circular""";

    private CirclesTable() {}

    /**
     * Pair with a trade that was completed since the last search.
     *
     * @param ended number of its ended trades
     */
    public record CompletedPair(long account, long other, long ended) {}

    /** Returns pairs with a trade that was completed since the last search. */
    public static List<CompletedPair> notSearched(Transaction connection, int tenant, int limit) {
        return Sql.all(
                connection,
                row -> new CompletedPair(row.getLong(1), row.getLong(2), row.getLong(3)),
                NOT_SEARCHED,
                tenant,
                limit);
    }

    /** Marks pairs as searched that have had no trade meanwhile; returns how many. */
    public static int searched(Transaction connection, int tenant, List<CompletedPair> pairs) {
        return Sql.execute(
                connection,
                SEARCHED,
                pairs.stream().mapToLong(CompletedPair::account).toArray(),
                pairs.stream().mapToLong(CompletedPair::other).toArray(),
                pairs.stream().mapToLong(CompletedPair::ended).toArray(),
                tenant);
    }

    /** Pair as it is read. */
    private record Pair(long account, Edge edge) {}

    /** Returns the edges of accounts, one more than a search follows at most. */
    public static Map<Long, List<Edge>> edges(Transaction connection, int tenant, Collection<Long> accounts) {
        return byAccount(Sql.all(
                connection, CirclesTable::pair, EDGES, numbers(accounts), tenant, Circle.COUNTERPARTIES_MAX + 1));
    }

    /** Returns the edges of accounts that lead to the others. */
    public static Map<Long, List<Edge>> between(
            Transaction connection, int tenant, Collection<Long> accounts, Collection<Long> others) {
        return byAccount(Sql.all(connection, CirclesTable::pair, BETWEEN, tenant, numbers(accounts), numbers(others)));
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(row.getLong(1), new Edge(row.getLong(2), row.getBoolean(3), row.getBoolean(4)));
    }

    private static Map<Long, List<Edge>> byAccount(List<Pair> pairs) {
        return pairs.stream()
                .collect(Collectors.groupingBy(
                        Pair::account, TreeMap::new, Collectors.mapping(Pair::edge, Collectors.toList())));
    }

    /** Marks the pairs within a circle; returns how many are new. */
    public static int mark(Transaction connection, int tenant, Collection<Long> circle) {
        long[] numbers = numbers(circle);
        return Sql.execute(connection, MARK, tenant, numbers, numbers);
    }

    private static long[] numbers(Collection<Long> accounts) {
        return accounts.stream().mapToLong(Long::longValue).toArray();
    }
}
