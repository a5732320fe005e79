package com.flowex.p2p.app;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.method.MethodCatalog;
import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.person.P2pRestrictions;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.rule.Reliability;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.method.LimitsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Commands of owners on their offers, and the search for offers. */
public final class OfferCommands {

    /** Maximum number of an owner's offers that are not closed. */
    public static final int OFFERS_MAX = 20;

    /** Time after which an offer that its owner does not renew is paused. */
    static final Duration LIFE = Duration.ofDays(7);

    /** Number of the best fixed and of the best floating offers that a search ranks. */
    private static final int RANKED_MAX = 200;

    private final Database database;
    private final OffersTable offers;
    private final OfferPricing pricing;
    private final P2pSettings settings;
    private final SalePolicy sales;
    private final MethodRules methods;
    private final Presence presence;
    private final InstantSource clock;

    public OfferCommands(P2pParts parts, InstantSource clock) {
        this.database = parts.database();
        this.offers = parts.offers();
        this.pricing = parts.pricing();
        this.settings = parts.settings();
        this.sales = parts.sales();
        this.methods = parts.methods();
        this.presence = parts.presence();
        this.clock = clock;
    }

    /**
     * Posts an active offer.
     *
     * @param units quantity to trade in total
     * @param details where to pay, for a sale
     */
    public Offer post(Trader trader, Offer.Terms terms, long units, String details) {
        settings.requireOn();
        AccountId owner = trader.account();
        requireMayOffer(trader, terms);
        pricing.required(owner.tenant(), terms);
        long free = free(owner, terms);
        Instant now = now();
        return database.transaction(owner.tenant(), connection -> {
            P2pRestrictions.requireNone(connection, owner, now);
            offers.lock(connection, owner);
            if (offers.count(connection, owner) >= OFFERS_MAX) {
                throw new Refusal(
                        RefusalCode.P2P_LIMIT,
                        "you have " + OFFERS_MAX + " offers, which is the limit: close one first");
            }
            methods.requireOffer(connection, owner, terms, details, now);
            OptionalInt fee = fee(connection, owner, terms);
            requireFunds(terms, fee, free, units);
            presence.renew(connection, owner, now);
            Instant endsAt = now.plus(LIFE);
            Offer fresh =
                    new Offer(0, owner, trader.user(), terms, units, fee, Offer.State.ACTIVE, 1, endsAt, now, now);
            long id = offers.add(connection, fresh, details);
            offers.renew(connection, owner.tenant(), id, endsAt);
            return offers.find(connection, owner.tenant(), id).orElseThrow();
        });
    }

    /** Side and asset of an offer never change, so the policy may be asked before the offer is locked. */
    private Offer seen(AccountId owner, long id) {
        return database.query(owner.tenant(), connection -> own(offers.find(connection, owner.tenant(), id), owner));
    }

    private void requireMayOffer(Trader owner, Offer.Terms terms) {
        if (terms.side() == Side.SELL) {
            sales.requireMayOffer(owner, terms.asset());
        }
    }

    /** Returns what the owner of a sale has free. It is read before the transaction that compares it. */
    private long free(AccountId owner, Offer.Terms terms) {
        return terms.side() == Side.SELL ? sales.available(owner, terms.asset()) : Long.MAX_VALUE;
    }

    /** Returns the fee of a sale from now on. It stays when an operator changes the tenant's, until the owner changes it. */
    private OptionalInt fee(Transaction connection, AccountId owner, Offer.Terms terms) {
        return terms.isSale()
                ? OptionalInt.of(settings.feeOf(LimitsTable.of(connection, owner.tenant())))
                : OptionalInt.empty();
    }

    /**
     * Requires that the owner of a sale has its quantity and fee free. A trade reserves them when it is taken, so a
     * balance that is a moment old loses nothing.
     *
     * @param feeMillionths fee of a sale
     * @param free units that the owner has free
     * @param units quantity that the offer sells from now on
     */
    private void requireFunds(Offer.Terms terms, OptionalInt feeMillionths, long free, long units) {
        if (terms.side() == Side.BUY) {
            return;
        }
        long fee = Notional.feeOf(units, feeMillionths.orElseThrow());
        if (free < units || free - units < fee) {
            Asset asset = pricing.directory().asset(terms.asset());
            throw new Refusal(
                    RefusalCode.INSUFFICIENT_FUNDS,
                    "quantity: you have " + Decimals.format(free, asset.scale()) + " " + asset.code()
                            + " free, and the offer sells " + Decimals.format(units, asset.scale())
                            + " with a fee of " + Decimals.format(fee, asset.scale()) + " on top");
        }
    }

    private Instant now() {
        return P2pSettings.stored(clock.instant());
    }

    /** New content of an offer, and the version that its owner has read. */
    public record Change(int version, Offer.Terms terms, long units, String details) {}

    /**
     * Replaces the terms of an offer; asset, currency and side stay.
     *
     * @param before receives the offer as it was
     */
    public Offer change(Trader trader, long id, Change change, Consumer<Offer> before) {
        AccountId owner = trader.account();
        requireMayOffer(trader, seen(owner, id).terms());
        pricing.required(owner.tenant(), change.terms);
        long free = free(owner, change.terms);
        return database.transaction(owner.tenant(), connection -> {
            P2pRestrictions.requireNone(connection, owner, now());
            Offer offer = own(offers.held(connection, owner.tenant(), id), owner);
            requireVersion(offer, change.version);
            requireOpen(offer);
            Offer.Terms terms = change.terms;
            if (terms.side() != offer.terms().side()
                    || !terms.asset().equals(offer.terms().asset())
                    || !terms.currency().equals(offer.terms().currency())) {
                throw Refusal.invalid("side", "unchanged, as asset and currency: close the offer and post another");
            }
            methods.requireOffer(connection, owner, terms, change.details, now());
            OptionalInt fee = fee(connection, owner, terms);
            requireFunds(terms, fee, free, change.units);
            before.accept(offer);
            presence.renew(connection, owner, now());
            offers.change(
                    connection,
                    new Offer(
                            id,
                            owner,
                            offer.ownerUser(),
                            terms,
                            change.units,
                            fee,
                            offer.state(),
                            offer.version(),
                            offer.endsAt(),
                            offer.createdAt(),
                            now()),
                    change.details);
            offers.renew(connection, owner.tenant(), id, now().plus(LIFE));
            return offers.find(connection, owner.tenant(), id).orElseThrow();
        });
    }

    private static void requireVersion(Offer offer, int version) {
        if (offer.version() != version) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "offer " + offer.id() + " was changed in the meantime, to version " + offer.version()
                            + ": read it again");
        }
    }

    private static void requireOpen(Offer offer) {
        if (offer.state() == Offer.State.CLOSED) {
            throw new Refusal(RefusalCode.OFFER_UNAVAILABLE, "offer " + offer.id() + " is closed");
        }
    }

    /** Pauses, resumes or closes an offer. Trades that were taken before go on. */
    public Offer become(Trader trader, long id, int version, Offer.State state) {
        AccountId owner = trader.account();
        Offer.Terms terms = seen(owner, id).terms();
        boolean isResumed = state == Offer.State.ACTIVE;
        if (isResumed) {
            requireMayOffer(trader, terms);
        }
        long free = isResumed ? free(owner, terms) : 0;
        return database.transaction(owner.tenant(), connection -> {
            if (isResumed) {
                P2pRestrictions.requireNone(connection, owner, now());
            }
            Offer offer = own(offers.held(connection, owner.tenant(), id), owner);
            requireVersion(offer, version);
            requireOpen(offer);
            if (isResumed) {
                OptionalInt fee = offer.feeMillionths().isPresent()
                        ? offer.feeMillionths()
                        : fee(connection, owner, offer.terms());
                requireFunds(offer.terms(), fee, free, offer.remainingUnits());
            }
            offers.become(connection, offer, state, now());
            offers.renew(connection, owner.tenant(), id, now().plus(LIFE));
            presence.renew(connection, owner, now());
            return offers.find(connection, owner.tenant(), id).orElseThrow();
        });
    }

    /** Lets an active offer go on for its life from now. Its version stays: takers lose nothing. */
    public Offer renew(AccountId owner, long id, int version) {
        return database.transaction(owner.tenant(), connection -> {
            Offer offer = own(offers.held(connection, owner.tenant(), id), owner);
            requireVersion(offer, version);
            if (offer.state() != Offer.State.ACTIVE) {
                throw new Refusal(
                        RefusalCode.OFFER_UNAVAILABLE,
                        "offer " + id + " is " + offer.state().label() + ": resume it");
            }
            offers.renew(connection, owner.tenant(), id, now().plus(LIFE));
            presence.renew(connection, owner, now());
            return offers.find(connection, owner.tenant(), id).orElseThrow();
        });
    }

    private static Offer own(Optional<Offer> found, AccountId owner) {
        return found.filter(offer -> offer.owner().equals(owner))
                .orElseThrow(() -> Refusal.notFound("you have no such offer"));
    }

    /** Returns where to pay, for the owner alone. */
    public String details(AccountId owner, Offer offer) {
        return database.query(owner.tenant(), connection -> offers.details(connection, offer))
                .orElse("");
    }

    /** Returns offers of an owner, newest first. It lets the owner be there. */
    public List<Offer> page(AccountId owner, long before, int limit) {
        presence.renew(owner, now());
        return database.query(owner.tenant(), connection -> offers.page(connection, owner, before, limit));
    }

    /**
     * Offer as others see it.
     *
     * @param priceUnits price at this moment; empty while it has none
     */
    public record Shown(Offer offer, OptionalLong priceUnits, Reliability reliability) {

        /** Returns the reason for the place of this offer before the next one of a search. */
        public RankedBy before(Shown next) {
            if (!priceUnits.equals(next.priceUnits)) {
                return RankedBy.PRICE;
            }
            return reliability.perMille() == next.reliability.perMille() ? RankedBy.AGE : RankedBy.RELIABILITY;
        }
    }

    /** Reason for the place of an offer; the first one that differs decides. */
    public enum RankedBy {
        PRICE,
        RELIABILITY,
        AGE
    }

    /** Returns an offer that is not closed. */
    public Shown find(int tenant, long id) {
        return database.query(tenant, connection -> {
            Offer offer = offers.find(connection, tenant, id)
                    .filter(found -> found.state() != Offer.State.CLOSED)
                    .orElseThrow(() -> Refusal.notFound("there is no offer " + id));
            return new Shown(
                    offer,
                    pricing.now(tenant, offer.terms()),
                    CounterpartiesTable.of(connection, offer.owner(), now()));
        });
    }

    /** An offer whose methods are all off cannot be taken, so a search does not show it. */
    private static OffersTable.Search withUsable(
            Transaction connection, OffersTable.Search of, Optional<String> country) {
        List<String> usable = MethodCatalog.usableCodes(connection, of.tenant(), country);
        List<String> methods = of.methods().isEmpty()
                ? usable
                : of.methods().stream().filter(usable::contains).toList();
        return new OffersTable.Search(
                of.tenant(), of.asset(), of.currency(), of.side(), methods, of.units(), of.viewer(), of.now());
    }

    /**
     * Searches offers that can be taken now, best first: by price, then by the owner's reliability, then by age. An
     * owner's place depends on nothing else.
     *
     * @param country country in which a payment method of an offer must be used; methods without a country are for all
     */
    public List<Shown> search(OffersTable.Search of, Optional<String> country, int limit) {
        Comparator<Shown> byPrice = Comparator.comparingLong(each -> each.priceUnits.getAsLong());
        Comparator<Shown> order = (of.side() == Side.SELL ? byPrice : byPrice.reversed())
                .thenComparing(Comparator.<Shown>comparingInt(each -> each.reliability.perMille())
                        .reversed())
                .thenComparingLong(each -> each.offer.id());
        return database.query(of.tenant(), connection -> {
            Map<AccountId, Reliability> known = new HashMap<>();
            return offers.search(connection, withUsable(connection, of, country), RANKED_MAX).stream()
                    .map(offer -> new Shown(
                            offer,
                            pricing.now(of.tenant(), offer.terms()),
                            known.computeIfAbsent(
                                    offer.owner(), owner -> CounterpartiesTable.of(connection, owner, of.now()))))
                    .filter(each -> each.priceUnits.isPresent())
                    .sorted(order)
                    .limit(limit)
                    .toList();
        });
    }
}
