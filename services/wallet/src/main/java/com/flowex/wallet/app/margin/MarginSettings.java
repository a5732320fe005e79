package com.flowex.wallet.app.margin;

import com.flowex.access.auth.AuditedCaller;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.store.margin.IndexQuotesTable;
import com.flowex.wallet.store.margin.IndexQuotesTable.StoredQuote;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.MarginChangesTable;
import com.flowex.wallet.store.margin.MarginQueries;
import com.flowex.wallet.store.margin.MarginQueries.TenantLevels;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Commands of operators and of feeds of index prices. */
public final class MarginSettings {

    private final Database database;
    private final OrderEntryService orderEntry;
    private final MarginQueries queries;
    private final ConsistentView view;

    public MarginSettings(Database database, OrderEntryService orderEntry, MarginQueries queries, ConsistentView view) {
        this.database = database;
        this.orderEntry = orderEntry;
        this.queries = queries;
        this.view = view;
    }

    /**
     * Sets the terms of an asset.
     *
     * @param version version at which they were read; 0 if there were none
     * @return number of the command's last event
     * @throws Refusal {@code version_changed}, or the exchange's own
     */
    public long set(AuditedCaller by, Asset asset, MarginTerms terms, long version) {
        int tenant = asset.tenant();
        return changed(
                by,
                asset.id().value(),
                version,
                () -> queries.pool(tenant, asset.id()).map(LendingPool::version).orElse(0L),
                new SetMarginTerms(tenant, asset.id(), terms));
    }

    /**
     * Sets the rates of an asset by use and volume.
     *
     * @param version version at which they were read; 0 if there were none
     * @return number of the command's last event
     * @throws Refusal {@code version_changed}, or the exchange's own
     */
    public long set(AuditedCaller by, Asset asset, MarginRates rates, long version) {
        int tenant = asset.tenant();
        return changed(
                by,
                asset.id().value(),
                version,
                () -> queries.pool(tenant, asset.id())
                        .map(LendingPool::ratesVersion)
                        .orElse(0L),
                new SetMarginRates(tenant, asset.id(), rates));
    }

    /**
     * Sets the first terms of an asset, for a demo.
     *
     * @throws Refusal the exchange's own
     */
    public void begin(AccountId by, Asset asset, MarginTerms terms) {
        CommittedEvents _ = orderEntry
                .decree(by, new SetMarginTerms(asset.tenant(), asset.id(), terms))
                .orThrow();
    }

    /**
     * Sets the levels of a tenant.
     *
     * @param version version at which they were read; 0 for the default
     * @return number of the command's last event
     * @throws Refusal {@code version_changed}, or the exchange's own
     */
    public long set(AuditedCaller by, MarginLevels levels, long version) {
        int tenant = by.account().tenant();
        return changed(
                by,
                MarginChangesTable.LEVELS,
                version,
                () -> queries.levels(tenant).version(),
                new SetMarginLevels(tenant, levels));
    }

    /**
     * Requires that an account exists.
     *
     * @throws Refusal {@code unknown_account}
     */
    public void require(AccountId account) {
        orderEntry.requireAccount(account);
    }

    /** Returns the pool of an asset; empty if it has no terms. */
    public Optional<LendingPool> pool(Asset asset) {
        return queries.pool(asset.tenant(), asset.id());
    }

    public TenantLevels levels(int tenant) {
        return queries.levels(tenant);
    }

    /** Two changes of the same terms come one after the other, and the second sees the first. */
    private long changed(AuditedCaller by, int subject, long version, LongSupplier present, Command command) {
        int tenant = by.account().tenant();
        return database.transaction(tenant, transaction -> {
            view.awaitRequested(tenant, MarginChangesTable.lock(transaction, tenant, subject));
            long now = present.getAsLong();
            if (now != version) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED,
                        "these terms were changed in the meantime, to version " + now + ": read them again");
            }
            CommittedEvents done = orderEntry.decree(by.account(), command).orThrow();
            MarginChangesTable.set(transaction, tenant, subject, done.lastSequence());
            return done.lastSequence();
        });
    }

    /**
     * Reports the price of an asset at a source.
     *
     * @param user user of the feed
     * @return the quote as the exchange took it: its time is at most that of the log
     * @throws Refusal {@code margin_terms_missing}, {@code index_quote_outdated}
     */
    public IndexQuote quote(AccountId by, long user, Asset asset, IndexQuote quote) {
        CommittedEvents done = orderEntry
                .decree(by, new QuoteIndexPrice(asset.tenant(), asset.id(), quote))
                .orThrow();
        IndexQuote taken = new IndexQuote(
                quote.source(),
                quote.priceUnits(),
                quote.volumeUnits(),
                Math.clamp(quote.timeNanos(), 1, Math.max(1, done.timeNanos())));
        database.transaction(
                asset.tenant(),
                transaction ->
                        IndexQuotesTable.put(transaction, asset.tenant(), new StoredQuote(asset.id(), taken, user)));
        return taken;
    }

    /**
     * Ends a liquidation that waits for a market or a price.
     *
     * @return number of the command's last event
     * @throws Refusal {@code unknown_account}
     */
    public long close(AccountId by, AccountId account) {
        return orderEntry.decree(by, new CloseLiquidation(account)).orThrow().lastSequence();
    }
}
