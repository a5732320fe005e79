package com.flowex.tenants.app.listing;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Listing of assets and markets of any tenant.
 *
 * <p>Their numbers are unique over all tenants, and the log assigns them. A listing takes the next number that the
 * catalog knows to be free; if the log says that it is taken, the listing reads the catalog again and takes the next
 * one. No other state is kept, so nothing can disagree with the log after a crash (ADR 0039). Listing the same item
 * again changes nothing.
 */
public final class Listings {

    /** Highest asset number of the initial assets. */
    private static final int FIRST_ASSETS = 3;

    private static final int FIRST_MARKETS = 2;

    /** Maximum number of attempts; each failure means that another listing came between. */
    private static final int TRIES_MAX = 64;

    /**
     * An asset or market to list.
     *
     * @param present item of the same name in the catalog
     * @param next a number that is free as far as is known
     * @param taken reason with which the log refuses a number or name that is taken
     */
    private record ListingRequest<T>(
            Supplier<Optional<T>> present,
            ToIntFunction<T> number,
            IntSupplier next,
            IntFunction<T> numbered,
            Function<T, Command> command,
            RejectReason taken) {

        ListingResult<T> same(T listed) {
            if (!listed.equals(numbered.apply(number.applyAsInt(listed)))) {
                throw Refusal.refused(taken);
            }
            return new ListingResult<>(listed, false);
        }
    }

    private final CommandSubmitter path;
    private final Catalog catalog;
    private final Duration wait;
    /** One lock for each tenant whose markets changed; a few bytes. */
    private final Map<Integer, Changing> changing = new ConcurrentHashMap<>();

    private final AtomicInteger lastAsset = new AtomicInteger(FIRST_ASSETS);
    private final AtomicInteger lastMarket = new AtomicInteger(FIRST_MARKETS);

    /** Lock for changes of a tenant's markets, with the sequence of the last change. */
    private static final class Changing {
        private final ReentrantLock lock = new ReentrantLock();
        private final AtomicLong sequence = new AtomicLong();
    }

    /** @param wait maximum time for the catalog to show an event of the log */
    public Listings(CommandSubmitter path, Catalog catalog, Duration wait) {
        this.path = path;
        this.catalog = catalog;
        this.wait = wait;
    }

    /** Returns the catalog, also for reading a {@link MarketForm}. */
    public Catalog catalog() {
        return catalog;
    }

    /**
     * Lists an asset; the catalog shows it when this returns.
     *
     * @param by account of the caller, whose next reads see the asset too
     * @throws Refusal {@code asset_exists} if the tenant has another asset of that code, {@code scale_too_fine}
     */
    public ListingResult<Asset> listAsset(AccountId by, int tenant, AssetTerms terms) {
        return list(
                by,
                new ListingRequest<>(
                        () -> catalog.asset(tenant, terms.code()),
                        asset -> asset.id().value(),
                        () -> next(lastAsset, catalog.lastAsset()),
                        number -> terms.numbered(tenant, number),
                        ListAsset::new,
                        RejectReason.ASSET_EXISTS));
    }

    /**
     * Lists a market, which is open at once; the catalog shows it when this returns.
     *
     * @param by account of the caller, whose next reads see the market too
     * @throws Refusal {@code instrument_exists} if the tenant has that market with other rules or fees;
     *     {@code unknown_asset} if it lacks one of the assets; {@code notional_overflows}
     */
    public ListingResult<Instrument> listMarket(AccountId by, int tenant, MarketTerms terms) {
        Asset base = asset(tenant, terms.base());
        Asset quote = asset(tenant, terms.quote());
        return list(
                by,
                new ListingRequest<>(
                        () -> catalog.market(tenant, terms.symbol()),
                        instrument -> instrument.id().value(),
                        () -> next(lastMarket, catalog.lastMarket()),
                        number -> terms.numbered(tenant, number, base, quote),
                        ListInstrument::new,
                        RejectReason.INSTRUMENT_EXISTS));
    }

    /**
     * Reads a tenant's markets and changes them as one step. A change is made from the present state, so two concurrent
     * ones, or one on an old state, would undo each other. The lock works within this process; between processes the
     * log refuses a change of a state that is no longer present (ADR 0074).
     *
     * @throws Refusal {@code view_behind} if the catalog does not show the previous change yet
     */
    public <T> T alone(int tenant, Supplier<T> change) {
        Changing mine = changing.computeIfAbsent(tenant, _ -> new Changing());
        mine.lock.lock();
        try {
            await(mine.sequence.get());
            return change.get();
        } finally {
            mine.lock.unlock();
        }
    }

    /**
     * Gives a market other rules and fees; the catalog shows them when this returns.
     *
     * @param by account of the caller, whose next reads see them too
     * @param present the market from which the new terms were made
     * @throws Refusal {@code instrument_changed} if the market has changed since, {@code instrument_fixed} or
     *     {@code notional_overflows}
     */
    public Instrument change(AccountId by, Instrument present, MarketTerms terms) {
        int tenant = present.tenant();
        Instrument changed = new Instrument(
                tenant, present.id(), present.symbol(), present.base(), present.quote(), terms.rules(), terms.fees());
        long sequence =
                path.accepted(by, new ReplaceInstrument(present, changed)).lastSequence();
        changing.computeIfAbsent(tenant, _ -> new Changing()).sequence.accumulateAndGet(sequence, Math::max);
        await(sequence);
        return changed;
    }

    private Asset asset(int tenant, String code) {
        return catalog.asset(tenant, code).orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_ASSET));
    }

    private static int next(AtomicInteger last, int listed) {
        return last.updateAndGet(taken -> Math.max(taken, listed) + 1);
    }

    private <T> ListingResult<T> list(AccountId by, ListingRequest<T> request) {
        for (int left = TRIES_MAX; left > 0; left--) {
            Optional<T> present = request.present.get();
            if (present.isPresent()) {
                return request.same(present.get());
            }
            T value = request.numbered.apply(request.next.getAsInt());
            switch (path.submit(by, request.command.apply(value))) {
                case Outcome.Accepted accepted -> {
                    await(accepted.lastSequence());
                    return new ListingResult<>(value, true);
                }
                case Outcome.Rejected(var reason, long sequence) -> {
                    if (reason != request.taken) {
                        throw Refusal.refused(reason);
                    }
                    await(sequence);
                }
                case Outcome.Repeated _, Outcome.Previewed _, Outcome.Unknown _, Outcome.Overloaded _ ->
                    throw new IllegalStateException("a listing has no id to repeat: " + value);
            }
        }
        throw Refusal.overloaded();
    }

    private void await(long sequence) {
        catalog.progress().requireReached(sequence, wait);
    }
}
