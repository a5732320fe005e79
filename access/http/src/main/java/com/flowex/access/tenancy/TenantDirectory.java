package com.flowex.access.tenancy;

import com.flowex.access.ratelimit.TenantQuotas;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.TransactionWork;
import com.flowex.platform.jobs.Follower;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Directory of all tenants in memory, a few kilobytes each, found by number, slug or host without the database. Changes
 * made by another process show within the refresh interval; while the database is away, the directory stays as it is.
 */
public final class TenantDirectory implements TenantQuotas, AutoCloseable {

    /** Immutable state of all tenants at one moment. */
    private record Snapshot(Map<Integer, Tenant> byNumber, Map<String, Tenant> bySlug, Map<String, Tenant> byHost) {

        static final Snapshot NOTHING = new Snapshot(Map.of(), Map.of(), Map.of());

        Snapshot with(List<Tenant> news) {
            Map<Integer, Tenant> numbers = new HashMap<>(byNumber);
            Map<String, Tenant> slugs = new HashMap<>(bySlug);
            Map<String, Tenant> hosts = new HashMap<>(byHost);
            for (Tenant tenant : news) {
                hosts.values().removeIf(before -> before.number() == tenant.number());
            }
            // In the order of their versions, so that the new owner of a slug that was free again comes after the old
            // one.
            for (Tenant tenant : news) {
                numbers.put(tenant.number(), tenant);
                slugs.put(tenant.slug(), tenant);
                tenant.hosts().forEach(host -> hosts.put(host, tenant));
            }
            return new Snapshot(numbers, slugs, hosts);
        }
    }

    private final Database database;
    private final long quotaDefault;
    private final Follower<Tenant> changes;
    private final Worker poller;
    private volatile Snapshot known = Snapshot.NOTHING;

    private TenantDirectory(Database database, Duration refreshEvery, long quotaDefault, Workers workers) {
        this.database = database;
        this.quotaDefault = quotaDefault;
        this.changes = new Follower<>(
                mark -> database.query(connection -> TenantsTable.newerThan(connection, mark)), this::take);
        this.poller = workers.every("tenants", refreshEvery, this::refresh);
    }

    /**
     * Reads every tenant and follows their changes from now on.
     *
     * @param refreshEvery interval for checking for changes made elsewhere
     * @param quotaDefault requests a minute of a tenant without a quota of its own
     */
    public static TenantDirectory open(Database database, Duration refreshEvery, long quotaDefault, Workers workers) {
        TenantDirectory directory = new TenantDirectory(database, refreshEvery, quotaDefault, workers);
        directory.refresh();
        directory.poller.start();
        return directory;
    }

    public @Nullable Tenant byNumber(int number) {
        return known.byNumber().get(number);
    }

    /** Returns a tenant by its slug, also one that is gone; for a slug that was assigned again, its present owner. */
    public @Nullable Tenant bySlug(String slug) {
        return known.bySlug().get(slug);
    }

    /** @param host lower case, without a port */
    public @Nullable Tenant byHost(String host) {
        return known.byHost().get(host);
    }

    /** Returns the tenant's default mode of self-trade prevention, for an order that names none. */
    public SelfTradePrevention preventionOf(int number) {
        Tenant tenant = byNumber(number);
        return tenant == null
                ? SelfTradePrevention.NONE
                : tenant.configuration().selfTradePrevention();
    }

    /** Returns the days between the request for a recovery and the removal of the second factors. */
    public int recoveryDaysOf(int number) {
        Tenant tenant = byNumber(number);
        return (tenant == null ? TenantConfiguration.DEFAULT : tenant.configuration()).recoveryDays();
    }

    /** Returns the largest cost of a tenant's codes by SMS in a day, in dollars. */
    public int smsDollarsOf(int number) {
        Tenant tenant = byNumber(number);
        return (tenant == null ? TenantConfiguration.DEFAULT : tenant.configuration()).smsDollarsPerDay();
    }

    /** Returns true if any tenant has a host of its own. */
    public boolean hasHosts() {
        return !known.byHost().isEmpty();
    }

    /** Returns every tenant by its number; the map is immutable. */
    public Map<Integer, Tenant> all() {
        return known.byNumber();
    }

    /** Returns true if the tenant is active, so that its users may act. */
    public boolean isActive(int number) {
        Tenant tenant = byNumber(number);
        return tenant != null && tenant.isActive();
    }

    /** Returns true if the tenant is active and has a feature on. */
    public boolean offers(int number, Feature feature) {
        Tenant tenant = byNumber(number);
        return tenant != null && tenant.isActive() && tenant.isOn(feature);
    }

    @Override
    public long ofTenant(int number) {
        Tenant tenant = byNumber(number);
        Long own = tenant == null ? null : tenant.configuration().rates().tenant();
        return own == null ? quotaDefault : own;
    }

    @Override
    public long ofTier(int number, String tier) {
        Tenant tenant = byNumber(number);
        Long own =
                tenant == null ? null : tenant.configuration().rates().tiers().get(tier);
        return own == null ? PLATFORMS : own;
    }

    /** Changes tenants in one transaction; this process knows the change when this returns. */
    public <T> T change(TransactionWork<T> work) {
        T result = database.transaction(work);
        refresh();
        return result;
    }

    /** Reads the changes. */
    public void refresh() {
        changes.check();
    }

    private void take(Follower.NewItems<Tenant> news) {
        if (news.isAnew() || !news.items().isEmpty()) {
            known = (news.isAnew() ? Snapshot.NOTHING : known).with(news.items());
        }
    }

    @Override
    public void close() {
        poller.close();
    }
}
