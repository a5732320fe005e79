package com.flowex.wallet.store.transaction;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queries that find the accounts of a tenant to which an address or a transaction belongs. */
public final class OwnerQueries {

    private static final String BY_DEPOSIT_ADDRESS = """
            SELECT account, network, address FROM custody.addresses
            WHERE tenant_id = ? AND address = ANY (?) ORDER BY network, account LIMIT ?""";
    private static final String TRANSACTION = """
            SELECT account, network, address, id, type, status, created_at FROM custody.transactions
            WHERE tenant_id = ? AND\s""";
    private static final String NEWEST = " ORDER BY created_at DESC LIMIT ?";
    private static final String BY_ADDRESS = TRANSACTION + "address = ANY (?)" + NEWEST;
    private static final String BY_CHAIN_TRANSACTION = TRANSACTION + "chain_transaction = ANY (?)" + NEWEST;
    private static final String BY_ID = TRANSACTION + "id = ?" + NEWEST;

    private final Database database;

    public OwnerQueries(Database database) {
        this.database = database;
    }

    /**
     * Account that something belongs to.
     *
     * @param id id of the transaction; null for a deposit address
     * @param type type of the transaction; null for a deposit address
     */
    public record FoundOwner(
            long account,
            String network,
            String address,
            @Nullable UUID id,
            @Nullable String type,
            @Nullable String status,
            @Nullable Instant createdAt) {}

    /**
     * Returns the accounts with a deposit address or a transaction that one of these texts names, at most this many of
     * each kind.
     *
     * @param texts address or id on a chain, in the forms in which it may be stored
     * @param id id of a transaction of the exchange, if the text is one
     */
    public List<FoundOwner> find(int tenant, List<String> texts, Optional<UUID> id, int limit) {
        String[] all = texts.toArray(String[]::new);
        return database.query(tenant, connection -> {
            List<FoundOwner> found = new ArrayList<>(Sql.all(
                    connection,
                    row -> new FoundOwner(row.getLong(1), row.getString(2), row.getString(3), null, null, null, null),
                    BY_DEPOSIT_ADDRESS,
                    tenant,
                    all,
                    limit));
            found.addAll(transactions(connection, BY_ADDRESS, tenant, all, limit));
            found.addAll(transactions(connection, BY_CHAIN_TRANSACTION, tenant, all, limit));
            if (id.isPresent()) {
                found.addAll(transactions(connection, BY_ID, tenant, id.get(), limit));
            }
            return found.stream().distinct().toList();
        });
    }

    private static List<FoundOwner> transactions(Transaction connection, String sql, int tenant, Object by, int limit) {
        return Sql.all(
                connection,
                row -> new FoundOwner(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getString(6),
                        row.getTimestamp(7).toInstant()),
                sql,
                tenant,
                by,
                limit);
    }
}
