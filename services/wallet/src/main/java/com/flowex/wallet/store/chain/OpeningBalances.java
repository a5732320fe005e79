package com.flowex.wallet.store.chain;

import com.flowex.custody.Coin;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.ChainException;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Start of the watching of a tenant's hot address. Its balance at one height is recorded in the same transaction, and
 * payments in blocks above that height are arrivals. So nothing is missed and nothing counts twice.
 */
record OpeningBalances(Database database, InstrumentDirectory directory) {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningBalances.class);

    /** Greatest number of attempts; a block that arrives during the count makes it count again. */
    private static final int TRIES = 20;

    private static final long LOCK = 0x77_61_74_63_68_65_64L; // "watched"

    private static final String IS_WATCHED = "SELECT 1 FROM custody.watched WHERE network = ? AND address = ?";

    private static final String READ = "SELECT coalesce(max(height), -1) FROM custody.scanned WHERE network = ?";

    private static final String WATCH = """
            INSERT INTO custody.watched (network, address, owner, after_height) VALUES (?, ?, ?, ?)
            ON CONFLICT (network, address) DO NOTHING""";

    private static final String OPEN = """
            INSERT INTO custody.openings (tenant_id, id, network, address, token, asset_id, chain_units, height)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private record UnbookedBalance(Asset asset, Coin coin, BigInteger units) {}

    /** Keeps any transaction from starting to watch an address until this one ends. */
    static void lockShared(Transaction connection) {
        Sql.all(connection, row -> 0, "SELECT pg_advisory_xact_lock_shared(?)", LOCK);
    }

    /**
     * Watches an address, unless it is watched already.
     *
     * @throws ChainException if the balance of the address cannot be read
     */
    void watch(Chain chain, PaymentOrder.SourceAddress hot) {
        String network = chain.scheme().network().code();
        boolean isWatched =
                database.query(connection -> Sql.one(connection, row -> true, IS_WATCHED, network, hot.address())
                        .orElse(false));
        for (int i = 0; !isWatched && i < TRIES; i++) {
            isWatched = opened(chain, hot);
        }
        if (!isWatched) {
            throw new ChainException("blocks come faster than what lies at " + hot.address() + " is counted");
        }
    }

    private boolean opened(Chain chain, PaymentOrder.SourceAddress hot) {
        Block at = chain.tip();
        int tenant = hot.key().tenant();
        List<UnbookedBalance> found = new ArrayList<>();
        for (Asset asset : directory.assetsOf(tenant)) {
            chain.scheme()
                    .coin(asset.code())
                    .map(coin -> new UnbookedBalance(asset, coin, chain.balance(hot.address(), coin)))
                    .filter(there -> there.units().signum() > 0)
                    .ifPresent(found::add);
        }
        return chain.tip().equals(at)
                && database.transaction(tenant, connection -> opened(connection, at.height(), hot, chain, found));
    }

    /** Returns false if a block above that height was read in the meantime without this address. */
    private static boolean opened(
            Transaction connection,
            long height,
            PaymentOrder.SourceAddress hot,
            Chain chain,
            List<UnbookedBalance> found) {
        String network = chain.scheme().network().code();
        Sql.all(connection, row -> 0, "SELECT pg_advisory_xact_lock(?)", LOCK);
        if (Sql.one(connection, row -> row.getLong(1), READ, network).orElseThrow() > height) {
            return false;
        }
        int tenant = hot.key().tenant();
        int begun = Sql.execute(
                connection,
                WATCH,
                network,
                hot.address(),
                AccountId.outsideOf(tenant).packed(),
                height);
        for (UnbookedBalance there : begun == 0 ? List.<UnbookedBalance>of() : found) {
            LOG.warn(
                    "{} units of {} are in the hot wallet of tenant {} already: an opening balance (GET"
                            + " /api/v1/openings)",
                    there.units(),
                    there.coin(),
                    tenant);
            Sql.execute(
                    connection,
                    OPEN,
                    tenant,
                    DerivedIds.uuid(
                            "opening",
                            network + "\n" + hot.address() + "\n" + there.coin().token()),
                    network,
                    hot.address(),
                    there.coin().token(),
                    there.asset().id().value(),
                    new BigDecimal(there.units()),
                    height);
        }
        return true;
    }
}
