package com.flowex.wallet.store.chain;

import com.flowex.custody.KeyPath;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.key.AccountKey;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.List;
import java.util.Optional;

/**
 * Directory of chain addresses and their owners. Each account has one address on each network, made at the first
 * request. Each tenant has one address on each network from which it pays. An address stays watched for ever.
 */
public final class AddressDirectory {

    /** Greatest number of cached public keys; a tenant has one on each network. */
    private static final int CACHED_MAX = 10_000;

    private static final String OF =
            "SELECT address FROM custody.addresses WHERE tenant_id = ? AND network = ? AND account = ?";

    private static final String NEXT = """
            INSERT INTO custody.address_counters AS c (tenant_id, network, next) VALUES (?, ?, 1)
            ON CONFLICT (tenant_id, network) DO UPDATE SET next = c.next + 1 RETURNING next - 1""";

    private static final String INSERT =
            "INSERT INTO custody.addresses (tenant_id, network, account, index, address) VALUES (?, ?, ?, ?, ?)";

    private static final String WATCH = """
            INSERT INTO custody.watched (network, address, owner) VALUES (?, ?, ?)
            ON CONFLICT (network, address) DO NOTHING""";

    private static final String ALL =
            "SELECT index, address FROM custody.addresses WHERE tenant_id = ? AND network = ? ORDER BY index";

    private static final String OWNERS =
            "SELECT address, owner FROM custody.watched WHERE network = ? AND address = ANY (?) AND after_height < ?";

    private static final String BEGIN = """
            INSERT INTO custody.scanned (network, height, hash) SELECT ?, ?, ?
            WHERE NOT EXISTS (SELECT FROM custody.scanned WHERE network = ?) ON CONFLICT DO NOTHING""";

    private static final String HAS_BEGUN = "SELECT 1 FROM custody.scanned WHERE network = ? LIMIT 1";

    private record Place(String network, int tenant) {}

    /** A watched address and its owner. */
    public record Owned(String address, AccountId owner) {}

    private final Database database;
    private final CustodyConnections vault;
    private final LoadingCache<Place, AccountKey> keys;

    private final OpeningBalances openings;

    public AddressDirectory(Database database, CustodyConnections vault, InstrumentDirectory directory) {
        this.database = database;
        this.vault = vault;
        this.openings = new OpeningBalances(database, directory);
        this.keys = Caffeine.newBuilder().maximumSize(CACHED_MAX).build(this::key);
    }

    private AccountKey key(Place place) {
        Chain chain = vault.begun(place.network);
        return new AccountKey(vault.signer().accountKey(chain.scheme(), place.tenant));
    }

    /** Returns the address of an account; creates it at the first call. */
    public String of(Chain chain, AccountId account) {
        String network = chain.scheme().network().code();
        return database.<Optional<String>>query(account.tenant(), connection -> found(connection, network, account))
                .orElseGet(() -> {
                    watchedHot(chain, account.tenant());
                    return database.transaction(
                            account.tenant(), connection -> made(connection, chain, network, account));
                });
    }

    /**
     * Starts the reading of the chain before its first address is shown, so that no payment to an address is missed.
     */
    private void begin(Chain chain) {
        String network = chain.scheme().network().code();
        boolean hasBegun = database.query(connection ->
                Sql.one(connection, row -> true, HAS_BEGUN, network).orElse(false));
        if (!hasBegun) {
            Block tip = chain.tip();
            database.query(connection -> Sql.execute(connection, BEGIN, network, tip.height(), tip.hash(), network));
        }
    }

    /** Returns true if an account has an address on a network. */
    public boolean has(String network, AccountId account) {
        return database.<Optional<String>>query(account.tenant(), connection -> found(connection, network, account))
                .isPresent();
    }

    private static Optional<String> found(Transaction connection, String network, AccountId account) {
        return Sql.one(connection, row -> row.getString(1), OF, account.tenant(), network, account.number());
    }

    /**
     * Creates an address. A transaction that draws an index locks the counter until the address is stored, so a second
     * one finds it.
     */
    private String made(Transaction connection, Chain chain, String network, AccountId account) {
        int index = Sql.one(connection, row -> row.getInt(1), NEXT, account.tenant(), network)
                .orElseThrow();
        Optional<String> meanwhile = found(connection, network, account);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        String address = derived(chain, KeyPath.deposit(account.tenant(), index));
        Sql.execute(connection, INSERT, account.tenant(), network, account.number(), index, address);
        Sql.execute(connection, WATCH, network, address, account.packed());
        return address;
    }

    private String derived(Chain chain, KeyPath path) {
        AccountKey key = keys.get(new Place(chain.scheme().network().code(), path.tenant()));
        return chain.scheme().address(key.publicKey(path.branch(), path.index()));
    }

    /** Returns the hot address, from which a tenant pays. */
    public PaymentOrder.SourceAddress hot(Chain chain, int tenant) {
        KeyPath path = KeyPath.hot(tenant);
        return new PaymentOrder.SourceAddress(path, derived(chain, path));
    }

    /** Returns {@link #hot} and starts to watch it. Its balance at that time is recorded as an opening balance. */
    public PaymentOrder.SourceAddress watchedHot(Chain chain, int tenant) {
        begin(chain);
        PaymentOrder.SourceAddress hot = hot(chain, tenant);
        openings.watch(chain, hot);
        return hot;
    }

    /** Returns all deposit addresses of a tenant. */
    public List<PaymentOrder.SourceAddress> deposits(Chain chain, int tenant) {
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new PaymentOrder.SourceAddress(KeyPath.deposit(tenant, row.getInt(1)), row.getString(2)),
                        ALL,
                        tenant,
                        chain.scheme().network().code()));
    }

    /** Returns those of the given addresses that are watched. */
    public List<Owned> owned(Chain chain, List<String> addresses) {
        return database.query(connection -> owned(connection, chain, addresses, Long.MAX_VALUE));
    }

    /**
     * Returns those of the given addresses that are watched and whose payments at this block height count. No address
     * is added until the transaction ends.
     */
    public List<Owned> owned(Transaction connection, Chain chain, List<String> addresses, long height) {
        OpeningBalances.lockShared(connection);
        return Sql.all(
                connection,
                row -> new Owned(row.getString(1), AccountId.unpacked(row.getLong(2))),
                OWNERS,
                chain.scheme().network().code(),
                addresses.toArray(String[]::new),
                height);
    }
}
