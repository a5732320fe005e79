package com.flowex.p2p.app.report;

import com.flowex.p2p.rule.abuse.Circle;
import com.flowex.p2p.store.report.CirclesTable;
import com.flowex.p2p.store.report.CirclesTable.CompletedPair;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Search for circles of accounts that sell to each other in turn. Pairs with a trade that was completed since the last
 * search are searched; a pair that has another trade meanwhile is searched again. Reliability does not count the pairs of a
 * circle.
 */
public final class CircleSearch {

    /** Maximum number of pairs of one search. */
    private static final int PAIRS_MAX = 500;

    private final Database database;

    public CircleSearch(Database database) {
        this.database = database;
    }

    /** Searches for circles; returns the number of pairs that are found in one for the first time. */
    public int search(int tenant) {
        List<CompletedPair> pairs =
                database.query(tenant, connection -> CirclesTable.notSearched(connection, tenant, PAIRS_MAX));
        Set<Long> accounts = pairs.stream().map(CompletedPair::account).collect(Collectors.toCollection(TreeSet::new));
        int found = 0;
        while (!accounts.isEmpty()) {
            Long first = accounts.iterator().next();
            List<Set<Long>> circles = Circle.of(first, new Sales(tenant));
            for (Set<Long> circle : circles) {
                if (!circle.isEmpty()) {
                    found += TransactionRetry.change(
                            database, tenant, connection -> CirclesTable.mark(connection, tenant, circle));
                }
            }
            // Accounts of a circle without busy ones reach the same accounts, so they are in the same circles.
            if (!circles.isEmpty()) {
                accounts.removeAll(circles.getFirst());
            }
            accounts.remove(first);
        }
        TransactionRetry.change(database, tenant, connection -> CirclesTable.searched(connection, tenant, pairs));
        return found;
    }

    /** Completed sales of a tenant. */
    private final class Sales implements Circle.Trades {

        private final int tenant;

        Sales(int tenant) {
            this.tenant = tenant;
        }

        @Override
        public Map<Long, List<Circle.Edge>> of(Set<Long> accounts) {
            return database.query(tenant, connection -> CirclesTable.edges(connection, tenant, accounts));
        }

        @Override
        public Map<Long, List<Circle.Edge>> between(Set<Long> accounts, Set<Long> others) {
            return database.query(tenant, connection -> CirclesTable.between(connection, tenant, accounts, others));
        }
    }
}
