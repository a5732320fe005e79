package com.flowex.wallet.store.chain;

import com.flowex.custody.bitcoin.ReceivedOutputs;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.List;

/** Outputs that paid watched addresses, whether or not they became deposits. */
public record ReceivedOutputsTable(Database database, String network) implements ReceivedOutputs {

    private static final String PAID = """
            SELECT a.chain_transaction, a.output FROM custody.arrivals a
            JOIN custody.watched w ON w.network = a.network AND w.owner = a.owner
            WHERE w.network = ? AND w.address = ? ORDER BY a.height, a.id""";

    @Override
    public List<Outpoint> of(String address) {
        return database.query(connection ->
                Sql.all(connection, row -> new Outpoint(row.getString(1), row.getInt(2)), PAID, network, address));
    }
}
