package com.flowex.tenants;

import com.flowex.domain.AccountId;
import com.flowex.domain.command.OpenAccount;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.listing.AssetTerms;
import com.flowex.platform.listing.Listings;
import com.flowex.platform.listing.MarketTerms;
import com.flowex.platform.tenancy.Tenant;
import com.flowex.platform.tenancy.TenantDirectory;
import com.flowex.platform.tenancy.TenantMembers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tenants. First the rows, saying what is to be done; then accounts, assets, markets and users, each of which can be
 * done again without harm; then the tenant is active. What was cut off in between is finished later, by whichever process
 * comes first.
 */
final class Creation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Creation.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final CreationsTable table;
    private final TenantDirectory directory;
    private final OrderPath orders;
    private final Listings listings;
    private final TenantMembers members;
    private final Map<Integer, ReentrantLock> working = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread finisher = Thread.ofVirtual().name("tenant-creations").unstarted(this::finishAll);

    Creation(
            CreationsTable table,
            TenantDirectory directory,
            OrderPath orders,
            Listings listings,
            TenantMembers members) {
        this.table = table;
        this.directory = directory;
        this.orders = orders;
        this.listings = listings;
        this.members = members;
    }

    /** Begins to finish what is left. */
    void start() {
        finisher.start();
    }

    /** The tenant, being made and not open yet; empty if its slug or one of its hosts is taken. */
    Optional<Tenant> begin(Tenant wanted, Plan plan) {
        return table.begin(wanted, plan);
    }

    /**
     * Does everything that is left to do.
     *
     * @throws ProblemException if the exchange does not answer, or refuses
     */
    Tenant finish(int tenant) {
        ReentrantLock mine = working.computeIfAbsent(tenant, _ -> new ReentrantLock());
        mine.lock();
        try {
            table.left(tenant).ifPresent(plan -> carryOut(tenant, plan));
            return table.done(tenant);
        } finally {
            mine.unlock();
            working.remove(tenant);
        }
    }

    private void carryOut(int tenant, Plan plan) {
        AccountId outside = AccountId.outsideOf(tenant);
        orders.accepted(outside, new OpenAccount(outside));
        orders.accepted(outside, new OpenAccount(AccountId.feesOf(tenant)));
        list(tenant, plan);
        plan.users().forEach(user -> members.add(tenant, user.member()));
    }

    private void list(int tenant, Plan plan) {
        MarketForms forms = new MarketForms(listings.catalog(), tenant);
        Fields fields = new Fields();
        forms.read(
                plan.assets(),
                plan.markets(),
                Optional.ofNullable(directory.byNumber(tenant))
                        .orElseThrow()
                        .configuration()
                        .markets(),
                fields);
        fields.check();
        list(tenant, forms.assets(), forms.markets());
    }

    /** Lists what is not there, in the tenant's own name; gives markets that are there their new rules. */
    void list(int tenant, List<AssetTerms> assets, List<MarketTerms> markets) {
        AccountId outside = AccountId.outsideOf(tenant);
        assets.forEach(asset -> listings.listAsset(outside, tenant, asset));
        for (MarketTerms market : markets) {
            if (listings.catalog().market(tenant, market.symbol()).isPresent()) {
                listings.change(outside, tenant, market);
            } else {
                listings.listMarket(outside, tenant, market);
            }
        }
    }

    private void finishAll() {
        try {
            do {
                directory.all().values().stream()
                        .filter(tenant -> tenant.status() == Tenant.Status.CREATING)
                        .forEach(this::tryToFinish);
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToFinish(Tenant tenant) {
        if (closed.getCount() == 0 || working.containsKey(tenant.number())) {
            return;
        }
        try {
            finish(tenant.number());
        } catch (RuntimeException e) {
            LOG.warn("the tenant {} is not finished yet: {}", tenant.slug(), e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            finisher.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
