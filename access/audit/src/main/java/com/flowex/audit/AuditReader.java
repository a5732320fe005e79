package com.flowex.audit;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reader of the audit entries of one tenant. */
public final class AuditReader {

    private final Database database;
    private final Optional<SealedAddresses> addresses;

    /** Creates a reader that returns addresses as they are stored. */
    public AuditReader(Database database) {
        this(database, Optional.empty());
    }

    /** Creates a reader that opens addresses, except those of erased people. */
    public AuditReader(Database database, SealedAddresses addresses) {
        this(database, Optional.of(addresses));
    }

    private AuditReader(Database database, Optional<SealedAddresses> addresses) {
        this.database = database;
        this.addresses = addresses;
    }

    /**
     * Filter of entries; a null field matches all.
     *
     * @param actor the actor, exactly
     * @param action the action, exactly
     * @param subject the object of the action, exactly; an entry with one above 200 characters is not found by it
     * @param start first moment, included
     * @param end end, excluded
     * @param below matches only entries with a smaller number
     */
    public record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant start,
            @Nullable Instant end,
            long below) {

        /** Creates a filter of any object. */
        public Filter(
                @Nullable String actor,
                @Nullable String action,
                @Nullable Instant start,
                @Nullable Instant end,
                long below) {
            this(actor, action, null, start, end, below);
        }
    }

    /**
     * Entry with its position in its chain.
     *
     * @param number from 1, without gaps
     * @param hash hash over this entry and all before it, hexadecimal
     */
    public record Recorded(long number, Instant at, AuditEntry entry, String hash) {}

    /** Returns a page of entries, the newest first. */
    public List<Recorded> page(int tenant, Filter filter, int limit) {
        return database.query(tenant, connection -> page(connection, tenant, filter, limit));
    }

    private List<Recorded> page(Transaction connection, int tenant, Filter filter, int limit) throws SQLException {
        List<Recorded> page = new ArrayList<>();
        for (AuditTable.Stored stored : AuditTable.page(connection.jdbc(), tenant, filter, limit)) {
            page.add(new Recorded(
                    stored.link().number(),
                    AuditTable.instant(stored.atMicros()),
                    shown(connection, stored),
                    stored.link().hex()));
        }
        return page;
    }

    private AuditEntry shown(Transaction connection, AuditTable.Stored stored) {
        AuditEntry entry = stored.entry();
        return addresses.isEmpty()
                ? entry
                : entry.sentFrom(addresses.get().opened(connection, entry.tenant(), entry.from(), stored.atMicros()));
    }
}
