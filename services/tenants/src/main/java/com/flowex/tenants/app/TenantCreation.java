package com.flowex.tenants.app;

import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.access.tenancy.TenantMembers;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.tenants.app.ListingParser.Listing;
import com.flowex.tenants.app.listing.AssetTerms;
import com.flowex.tenants.app.listing.Listings;
import com.flowex.tenants.app.listing.MarketTerms;
import com.flowex.tenants.store.CreationFailure;
import com.flowex.tenants.store.CreationPlan;
import com.flowex.tenants.store.CreationsTable;
import com.flowex.tenants.store.TenantChanges;
import com.flowex.tenants.store.UserForm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creation of tenants. It first writes rows with the plan. Then it makes accounts, assets, markets and users; each of
 * these steps may be repeated. Finally the tenant becomes active. The next process finishes an interrupted creation. A
 * creation that the exchange refuses has failed, and waits for a better plan or for its removal.
 */
public final class TenantCreation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TenantCreation.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    private final CreationsTable table;
    private final TenantDirectory directory;
    private final CommandSubmitter orders;
    private final Listings listings;
    private final TenantMembers members;
    /** One lock for each tenant that this process has created; a few bytes. */
    private final Map<Integer, ReentrantLock> working = new ConcurrentHashMap<>();

    private final Worker finisher;

    public TenantCreation(
            CreationsTable table,
            TenantDirectory directory,
            CommandSubmitter orders,
            Listings listings,
            TenantMembers members,
            Workers workers) {
        this.table = table;
        this.directory = directory;
        this.orders = orders;
        this.listings = listings;
        this.members = members;
        this.finisher = workers.atOnceAndEvery("tenant-creations", CHECK_INTERVAL, this::finishAll);
    }

    /** Starts finishing interrupted creations. */
    public void start() {
        finisher.start();
    }

    /** Returns the new tenant, which is not open yet; empty if its slug or one of its hosts is taken. */
    public Optional<Tenant> begin(Tenant tenant, CreationPlan plan) {
        return table.begin(tenant, plan);
    }

    /**
     * Restarts a failed creation; the users of the failed plan are deleted.
     *
     * @throws Refusal {@code tenant_state} if it has not failed
     */
    public void again(int tenant, CreationPlan plan) {
        table.again(tenant, plan, () -> members.deleteAll(tenant));
    }

    /**
     * Does all remaining steps.
     *
     * @throws Refusal if the exchange does not answer, or refuses a step; after a refusal the tenant has failed
     */
    public Tenant finish(int tenant) {
        return alone(tenant, () -> {
            try {
                if (known(tenant).status() == Tenant.Status.CREATING) {
                    table.plan(tenant).ifPresent(plan -> carryOut(tenant, plan));
                }
                return active(table.done(tenant));
            } catch (Refusal why) {
                throw why.code().isFinal() ? failed(tenant, why) : why;
            }
        });
    }

    private Tenant known(int tenant) {
        return Objects.requireNonNull(directory.byNumber(tenant), "the maker of a tenant knows it");
    }

    /** Runs work for a tenant; one at a time in this process. */
    private Tenant alone(int tenant, Supplier<Tenant> work) {
        ReentrantLock mine = working.computeIfAbsent(tenant, _ -> new ReentrantLock());
        mine.lock();
        try {
            return work.get();
        } finally {
            mine.unlock();
        }
    }

    private void carryOut(int tenant, CreationPlan plan) {
        AccountId outside = AccountId.outsideOf(tenant);
        OwnerId owner = table.owner(tenant);
        orders.accepted(outside, new OpenOwnedAccount(outside, owner));
        orders.accepted(outside, new OpenOwnedAccount(AccountId.feesOf(tenant), owner));
        listing(tenant, () -> {
            ListingParser reading = ListingParser.of(tenant, listings.catalog());
            Fields fields = new Fields();
            reading.read(
                    plan.assets(), plan.markets(), known(tenant).configuration().markets(), fields);
            fields.check();
            list(tenant, reading.checked());
            return tenant;
        });
        for (int i = 0; i < plan.users().size(); i++) {
            UserForm user = plan.users().get(i);
            at("users." + i, () -> members.add(tenant, user.member()));
        }
    }

    /** Runs a check and a change of a tenant's listings as one step. */
    public <T> T listing(int tenant, Supplier<T> work) {
        return listings.alone(tenant, work);
    }

    /** Lists the missing assets and markets of a tenant's genesis plan. */
    public void begin(int tenant, GenesisPlan plan) {
        listing(tenant, () -> {
            list(
                    tenant,
                    plan.missing(
                            tenant,
                            listings.catalog(),
                            known(tenant).configuration().markets()));
            return tenant;
        });
    }

    /** Lists missing assets and markets in the tenant's own name; applies new rules to existing markets. */
    public void list(int tenant, Listing listing) {
        AccountId outside = AccountId.outsideOf(tenant);
        for (int i = 0; i < listing.assets().size(); i++) {
            AssetTerms asset = listing.assets().get(i);
            at("assets." + i, () -> listings.listAsset(outside, tenant, asset));
        }
        for (int i = 0; i < listing.markets().size(); i++) {
            MarketTerms market = listing.markets().get(i);
            Optional<Instrument> listed = listings.catalog().market(tenant, market.symbol());
            at("markets." + i, () -> {
                if (listed.isPresent()) {
                    listings.change(outside, listed.get(), market);
                } else {
                    listings.listMarket(outside, tenant, market);
                }
            });
        }
    }

    private static void at(String field, Runnable step) {
        try {
            step.run();
        } catch (Refusal why) {
            throw why.code().isFinal() ? CreationFailure.at(field, why) : why;
        }
    }

    private Tenant active(Tenant made) {
        if (made.status() == Tenant.Status.DISCARDED) {
            // Another process discarded the tenant while this one added users.
            members.deleteAll(made.number());
        }
        if (!made.isActive()) {
            throw TenantChanges.wrongState(made);
        }
        return made;
    }

    private Refusal failed(int tenant, Refusal why) {
        Tenant now = table.failed(tenant, CreationFailure.of(why));
        if (now.status() != Tenant.Status.FAILED) {
            return why;
        }
        LOG.warn(
                "the tenant {} ({}) has failed, {}: {}",
                now.slug(),
                tenant,
                why.code().code(),
                why.detail());
        String advice = "; tenant " + tenant + " has failed: retry it with a better plan, or remove it";
        return new Refusal(why.code(), why.detail() + advice, why.errors());
    }

    /**
     * Discards a tenant that was never active: only its number stays, and its slug is free again.
     *
     * @param delist delists its markets
     */
    Tenant discard(int tenant, Runnable delist) {
        return alone(tenant, () -> {
            table.failed(tenant, CreationFailure.GIVEN_UP);
            delist.run();
            return table.discarded(tenant, () -> members.deleteAll(tenant));
        });
    }

    /** True if the log uses this number for a tenant that is not in the list of tenants. */
    boolean isAnothers(int tenant) {
        AccountId outside = AccountId.outsideOf(tenant);
        return orders.submit(outside, new OpenOwnedAccount(outside, table.owner(tenant)))
                        instanceof Outcome.Rejected(RejectReason reason, long _)
                && reason == RejectReason.ACCOUNT_TAKEN;
    }

    private void finishAll() {
        List<String> unfinished = directory.all().values().stream()
                .filter(tenant -> tenant.status() == Tenant.Status.CREATING)
                .flatMap(tenant -> tryToFinish(tenant).stream())
                .toList();
        if (!unfinished.isEmpty()) {
            throw new Unfinished(unfinished);
        }
    }

    /** @return reason why it is not finished; empty if it is */
    private Optional<String> tryToFinish(Tenant tenant) {
        ReentrantLock busy = working.get(tenant.number());
        if (finisher.isClosing() || busy != null && busy.isLocked()) {
            return Optional.empty();
        }
        try {
            finish(tenant.number());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("the tenant " + tenant.slug() + " is not finished yet: " + e.getMessage());
        }
    }

    /** Reported once, and then shown by the health page, until the creation is finished. */
    private static final class Unfinished extends RuntimeException implements TransientFault {

        private static final long serialVersionUID = 1L;

        Unfinished(List<String> which) {
            super(which.getFirst() + (which.size() > 1 ? " (and " + (which.size() - 1) + " more)" : ""));
        }
    }

    @Override
    public void close() {
        finisher.close(Duration.ofSeconds(10));
    }
}
