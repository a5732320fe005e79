package com.flowex.tenants;

import com.flowex.cluster.client.Outcome;
import com.flowex.desk.OrderPath;
import com.flowex.domain.AccountId;
import com.flowex.domain.Instrument;
import com.flowex.domain.OwnerId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.edge.tenancy.Tenant;
import com.flowex.edge.tenancy.TenantDirectory;
import com.flowex.edge.tenancy.TenantMembers;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.work.Passing;
import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
import com.flowex.tenants.ListingReading.Listing;
import com.flowex.tenants.listing.AssetTerms;
import com.flowex.tenants.listing.Listings;
import com.flowex.tenants.listing.MarketTerms;
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
 * Makes tenants. First the rows, saying what is to be done; then accounts, assets, markets and users, each of which can be
 * done again without harm; then the tenant is active. What was cut off in between is finished later, by whichever process
 * comes first. What the exchange refuses has failed, and waits for a better plan or for its end.
 */
final class Creation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Creation.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final CreationsTable table;
    private final TenantDirectory directory;
    private final OrderPath orders;
    private final Listings listings;
    private final TenantMembers members;
    /** One of each tenant that this process has made; a few bytes. */
    private final Map<Integer, ReentrantLock> working = new ConcurrentHashMap<>();

    private final Worker finisher;

    Creation(
            CreationsTable table,
            TenantDirectory directory,
            OrderPath orders,
            Listings listings,
            TenantMembers members,
            Workers workers) {
        this.table = table;
        this.directory = directory;
        this.orders = orders;
        this.listings = listings;
        this.members = members;
        this.finisher = workers.atOnceAndEvery("tenant-creations", LOOK_EVERY, this::finishAll);
    }

    /** Begins to finish what is left. */
    void start() {
        finisher.start();
    }

    /** The tenant, being made and not open yet; empty if its slug or one of its hosts is taken. */
    Optional<Tenant> begin(Tenant wanted, CreationPlan plan) {
        return table.begin(wanted, plan);
    }

    /**
     * What failed begins anew; the users of the plan that failed are not kept.
     *
     * @throws Refusal {@code tenant_state} if it has not failed
     */
    void again(int tenant, CreationPlan plan) {
        table.again(tenant, plan, () -> members.deleteAll(tenant));
    }

    /**
     * Does everything that is left to do.
     *
     * @throws Refusal if the exchange does not answer; if it refuses: then the tenant has failed
     */
    Tenant finish(int tenant) {
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
        return Objects.requireNonNull(directory.byNumber(tenant), "whoever makes a tenant knows it");
    }

    /** One at a time in this process. */
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
            ListingReading reading = ListingReading.of(tenant, listings.catalog());
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

    /** Looks at what a tenant has listed and changes it, in one step. */
    <T> T listing(int tenant, Supplier<T> work) {
        return listings.alone(tenant, work);
    }

    /** Lists what is not there of what a tenant is to have from the start. */
    void begin(int tenant, GenesisPlan plan) {
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

    /** Lists what is not there, in the tenant's own name; gives markets that are there their new rules. */
    void list(int tenant, Listing listing) {
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
            throw why.code().isFinal() ? Failure.at(field, why) : why;
        }
    }

    private Tenant active(Tenant made) {
        if (made.status() == Tenant.Status.DISCARDED) {
            // Another process gave it up while this one added users.
            members.deleteAll(made.number());
        }
        if (!made.isActive()) {
            throw TenantChanges.wrongState(made);
        }
        return made;
    }

    private Refusal failed(int tenant, Refusal why) {
        Tenant now = table.failed(tenant, Failure.of(why));
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
     * Gives up a tenant that never was active: nothing of it stays but its number, and its slug is free.
     *
     * @param delist ends its markets
     */
    Tenant discard(int tenant, Runnable delist) {
        return alone(tenant, () -> {
            table.failed(tenant, Failure.GIVEN_UP);
            delist.run();
            return table.discarded(tenant, () -> members.deleteAll(tenant));
        });
    }

    /** Whether the log has this number for a tenant that the list of tenants does not know. */
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

    /** @return why it is not finished */
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

    /** Said once and then shown by the health page, until it is done. */
    private static final class Unfinished extends RuntimeException implements Passing {

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
