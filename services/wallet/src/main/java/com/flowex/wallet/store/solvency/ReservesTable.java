package com.flowex.wallet.store.solvency;

import com.flowex.custody.ReserveMessage;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.List;

/**
 * Reserves that were shown with published trees.
 *
 * @param publicKey key that signs the trees
 */
public record ReservesTable(Database database, String publicKey) {

    private static final String INSERT = """
            INSERT INTO solvency.reserves (tenant_id, public_key, asset, sequence, network, address, message, signature)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private static final String OF = """
            SELECT message, signature FROM solvency.reserves
            WHERE tenant_id = ? AND public_key = ? AND asset = ? AND sequence = ? ORDER BY network, address""";

    /** Returns the reserves that were shown with a tree, by network and address. */
    public List<Reserves.Reserve> of(Attestation claim) {
        return database.query(
                claim.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> new Reserves.Reserve(ReserveMessage.parse(row.getString(1)), row.getString(2)),
                        OF,
                        claim.tenant(),
                        publicKey,
                        claim.asset(),
                        claim.sequence()));
    }

    /** Inserts all of them or none; they are deleted together with the tree. */
    public void insert(Attestation claim, List<Reserves.Reserve> reserves) {
        database.transaction(claim.tenant(), connection -> {
            int added = 0;
            for (Reserves.Reserve reserve : reserves) {
                added += Sql.execute(
                        connection,
                        INSERT,
                        claim.tenant(),
                        publicKey,
                        claim.asset(),
                        claim.sequence(),
                        reserve.message().network(),
                        reserve.message().address(),
                        reserve.message().text(),
                        reserve.signature());
            }
            return added;
        });
    }
}
