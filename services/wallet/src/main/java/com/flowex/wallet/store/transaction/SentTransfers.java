package com.flowex.wallet.store.transaction;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Transfers that an account has sent, as the view shows them. */
public final class SentTransfers {

    private static final String SENT = """
            SELECT asset_id, -amount, sequence, created_nanos FROM wallet.transactions
            WHERE tenant = ? AND account = ? AND transfer_id = ? AND kind = 'internal'""";

    /**
     * A transfer that was made.
     *
     * @param sequence number of its event
     */
    public record SentTransfer(TransferId id, Amount amount, long sequence, Instant at) {}

    private final Database database;

    public SentTransfers(Database database) {
        this.database = database;
    }

    /**
     * Returns the transfer that an account has sent under an id. It scans all of the account's transactions, so it is
     * used only in error cases.
     */
    public Optional<SentTransfer> find(AccountId account, TransferId id) {
        return database.query(
                account.tenant(),
                connection -> Sql.one(
                        connection,
                        row -> new SentTransfer(
                                id,
                                new Amount(new AssetId(row.getInt(1)), row.getLong(2)),
                                row.getLong(3),
                                LogTime.instant(row.getLong(4))),
                        SENT,
                        account.tenant(),
                        account.number(),
                        new UUID(id.high(), id.low())));
    }
}
