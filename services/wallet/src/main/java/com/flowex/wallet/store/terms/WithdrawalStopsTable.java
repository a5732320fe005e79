package com.flowex.wallet.store.terms;

import com.flowex.domain.market.Asset;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Optional;

/**
 * Stops of withdrawals by reconciliation. A stop of one network leaves the others alone. Every connection belongs to a
 * transaction that sees one tenant.
 */
public final class WithdrawalStopsTable {

    private static final String OF = """
            SELECT stopped FROM custody.reconciliations
            WHERE tenant_id = ? AND asset_id = ? AND network = ? AND stopped <> ''""";

    private static final String EVERYWHERE = """
            SELECT min(stopped) FROM custody.reconciliations WHERE tenant_id = ? AND asset_id = ? HAVING bool_and(stopped <> '')""";

    private static final String ALL = """
            SELECT string_agg(network || ': ' || stopped, '; ' ORDER BY network) FROM custody.reconciliations
            WHERE tenant_id = ? AND asset_id = ? AND stopped <> '' HAVING count(*) > 0""";

    private static final String STOP = """
            UPDATE custody.reconciliations SET stopped = ?
            WHERE tenant_id = ? AND asset_id = ? AND network = ? AND stopped = ''""";

    private static final String END = """
            UPDATE custody.reconciliations SET stopped = ''
            WHERE tenant_id = ? AND asset_id = ? AND network = ? AND stopped <> ''""";

    private WithdrawalStopsTable() {}

    /** Returns why withdrawals over a network are stopped; empty if they are not. */
    static Optional<String> of(Transaction connection, Asset asset, String network) {
        return Sql.one(
                connection,
                row -> row.getString(1),
                OF,
                asset.tenant(),
                asset.id().value(),
                network);
    }

    /** Returns why withdrawals of an asset are stopped on every network; empty if one network is open. */
    public static Optional<String> everywhere(Transaction connection, Asset asset) {
        return Sql.one(
                connection,
                row -> row.getString(1),
                EVERYWHERE,
                asset.tenant(),
                asset.id().value());
    }

    /** Returns each stopped network with its reason, in one text; empty if none is stopped. */
    public static String all(Transaction connection, Asset asset) {
        return Sql.one(
                        connection,
                        row -> row.getString(1),
                        ALL,
                        asset.tenant(),
                        asset.id().value())
                .orElse("");
    }

    /**
     * Returns why money may not leave. A transfer inside the exchange, without a network, is stopped where all networks
     * are.
     */
    public static Optional<String> reason(Transaction connection, Asset asset, String network, boolean isInside) {
        return isInside ? everywhere(connection, asset) : of(connection, asset, network);
    }

    /** Stops a network that was compared; returns false if it was stopped before. */
    public static boolean stop(Transaction connection, Asset asset, String network, String why) {
        return isNews(
                connection,
                asset,
                Sql.execute(connection, STOP, why, asset.tenant(), asset.id().value(), network));
    }

    /** Resumes a network; returns false if it was not stopped. */
    public static boolean end(Transaction connection, Asset asset, String network) {
        return isNews(
                connection,
                asset,
                Sql.execute(connection, END, asset.tenant(), asset.id().value(), network));
    }

    private static boolean isNews(Transaction connection, Asset asset, int changed) {
        if (changed == 1) {
            TermsTable.touch(connection, asset);
        }
        return changed == 1;
    }
}
