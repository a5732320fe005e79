package com.flowex.p2p.app;

import com.flowex.domain.market.Notional;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.method.MethodCatalog;
import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.method.MethodRules.Buyer;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.person.P2pRestrictions;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.app.person.TakerChecks;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.EscrowSteps;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.TenantLimits;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.method.LimitsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/** Taking of offers: the checks of both people, and the trade whose escrow is then reserved. */
public final class TakeCommands {

    /** Maximum number of unfinished trades that one account has taken. */
    public static final int TRADES_MAX = 10;

    private final Database database;
    private final OffersTable offers;
    private final TradesTable trades;
    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final OfferPricing pricing;
    private final P2pSettings settings;
    private final SalePolicy sales;
    private final People people;
    private final MethodRules methods;
    private final Presence presence;

    TakeCommands(P2pParts parts, EscrowPostings postings) {
        this.database = parts.database();
        this.offers = parts.offers();
        this.trades = parts.trades();
        this.transitions = parts.transitions();
        this.postings = postings;
        this.pricing = parts.pricing();
        this.settings = parts.settings();
        this.sales = parts.sales();
        this.people = parts.people();
        this.methods = parts.methods();
        this.presence = parts.presence();
    }

    /**
     * Request to take an offer.
     *
     * @param trader account and user of the taker
     * @param clientId taker's own id of the trade: the same id takes an offer once
     * @param version version of the offer that the taker saw
     * @param asset asset of the quantity, which must be the offer's
     * @param method code of the payment method
     * @param ownMethod own payment method that says where to pay, if the taker sells
     * @param details where to pay in the taker's words, if the taker sells and names no own method
     * @param feeSeen fee in millionths that the taker saw, if the taker sells; empty for any
     */
    public record Taking(
            Trader trader,
            String clientId,
            long offer,
            int version,
            AssetId asset,
            long units,
            String method,
            OptionalLong ownMethod,
            String details,
            OptionalInt feeSeen) {

        AccountId taker() {
            return trader.account();
        }
    }

    /** Taker and buyer as identity knows them; both are read before the transaction. */
    private record Known(Optional<People.Person> taker, Optional<People.Person> buyer) {}

    /**
     * Takes an offer and reserves the escrow.
     *
     * @throws Refusal if the offer is not available, its conditions are not met, or the ledger refuses
     */
    public Trade take(Taking taking) {
        settings.requireOn();
        int tenant = taking.taker().tenant();
        UUID id = EscrowSteps.tradeId(taking.taker(), taking.clientId);
        Optional<Offered> offered = offered(id, taking);
        offered.ifPresent(each -> requireMaySell(each, taking));
        Known known = offered.map(each -> known(each.offer, taking))
                .orElseGet(() -> new Known(Optional.empty(), Optional.empty()));
        Trade made = TransactionRetry.change(database, tenant, connection -> {
            trades.lock(connection, taking.taker());
            Optional<Trade> before = trades.find(connection, tenant, id);
            return before.isPresent() ? repeated(before.get(), taking) : made(connection, id, taking, known);
        });
        Trade funded = postings.postOrLeave(made);
        if (funded.state() == TradeState.UNFUNDED) {
            throw unfunded(funded);
        }
        return funded;
    }

    /** Offer and what its seller pays as a fee, in units of the asset. */
    private record Offered(Offer offer, long fee) {}

    /** Returns the offer, whose side, asset and owner never change; empty if this trade exists already. */
    private Optional<Offered> offered(UUID id, Taking taking) {
        int tenant = taking.taker().tenant();
        return database.query(tenant, connection -> {
            if (trades.find(connection, tenant, id).isPresent()) {
                return Optional.<Offered>empty();
            }
            Offer offer = offers.find(connection, tenant, taking.offer).orElseThrow(() -> absent(taking));
            return Optional.of(new Offered(offer, fee(connection, offer, taking)));
        });
    }

    private void requireMaySell(Offered offered, Taking taking) {
        asSeller(offered.offer, () -> {
            sales.requireMaySell(sale(offered, taking));
            return offered;
        });
    }

    private Known known(Offer offer, Taking taking) {
        int tenant = taking.taker().tenant();
        Optional<People.Person> taker = people.find(tenant, taking.trader.user());
        return new Known(taker, isSale(offer) ? taker : people.find(tenant, offer.ownerUser()));
    }

    private SalePolicy.Sale sale(Offered offered, Taking taking) {
        Offer offer = offered.offer;
        boolean isSale = isSale(offer);
        return new SalePolicy.Sale(
                isSale ? Trader.inSession(offer.owner(), offer.ownerUser()) : taking.trader,
                offer.terms().asset(),
                Math.addExact(taking.units, offered.fee),
                isSale ? taking.taker() : offer.owner());
    }

    /**
     * Returns the fee of the seller. A sale keeps the fee at which its owner posted it; a taker who sells pays the
     * tenant's fee of now.
     *
     * @throws Refusal {@code version_changed} if the taker sells and saw another fee
     */
    private long fee(Transaction connection, Offer offer, Taking taking) {
        int current = settings.feeOf(LimitsTable.of(connection, taking.taker().tenant()));
        if (isSale(offer)) {
            return Notional.feeOf(taking.units, offer.feeMillionths().orElse(current));
        }
        if (taking.feeSeen.isPresent() && taking.feeSeen.getAsInt() != current) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "fee_millionths: the fee was changed in the meantime, to " + current + ": read it again");
        }
        return Notional.feeOf(taking.units, current);
    }

    /** Runs a check of the seller. A taker who buys does not learn what stops the other side. */
    private static <T> T asSeller(Offer offer, Supplier<T> check) {
        try {
            return check.get();
        } catch (Refusal broken) {
            if (!isSale(offer) || broken.code().isFault()) {
                throw broken;
            }
            throw new Refusal(RefusalCode.OFFER_UNAVAILABLE, "the seller cannot sell this quantity now");
        }
    }

    private static Refusal absent(Taking taking) {
        return Refusal.notFound("there is no offer " + taking.offer);
    }

    private static Trade repeated(Trade before, Taking taking) {
        if (before.terms().offer() != taking.offer
                || before.terms().escrow().principalUnits() != taking.units
                || !before.terms().method().equals(taking.method)) {
            throw Refusal.invalid("client_id", "one that no other trade of yours has");
        }
        return before;
    }

    private Trade made(Transaction connection, UUID id, Taking taking, Known known) {
        int tenant = taking.taker().tenant();
        Instant now = transitions.now();
        P2pRestrictions.requireNone(connection, taking.taker(), now);
        Offer offer = offers.held(connection, tenant, taking.offer)
                .filter(found -> found.state() != Offer.State.CLOSED)
                .orElseThrow(() -> absent(taking));
        requireAvailable(connection, offer, taking);
        TakerChecks.require(connection, offer, taking.taker(), now);
        TakerChecks.requireConditions(
                offer.terms().conditions(), CounterpartiesTable.of(connection, taking.taker(), now), known.taker, now);
        presence.renew(connection, taking.taker(), now);
        Offered offered = new Offered(offer, fee(connection, offer, taking));
        Trade.Terms terms = terms(offered, taking);
        // A buyer of whom nothing is known counts as one whose account begins now.
        Instant since = known.buyer.map(People.Person::since).orElse(now);
        requireMethod(connection, terms, new Buyer(CounterpartiesTable.of(connection, terms.buyer(), now), since));
        Trade trade = new Trade(
                id, 0, terms, Trade.Progress.FIRST, 1, Optional.of(now.plus(TradeTransitions.POSTING_GRACE)), now, now);
        String details = details(connection, offer, taking);
        LocalDate day = asSeller(offer, () -> sales.count(connection, sale(offered, taking)));
        trades.add(connection, trade, details, day);
        TradeRecords.add(connection, trade, taken(trade, taking));
        offers.take(connection, offer, taking.units);
        return trade;
    }

    private void requireMethod(Transaction connection, Trade.Terms terms, Buyer buyer) {
        MethodDefinition method =
                MethodCatalog.required(connection, terms.tenant(), terms.method(), terms.currency(), "method");
        MethodRules.requireWithin(
                method, terms.paymentUnits(), new Scale(terms.currencyPlaces()), buyer, transitions.now());
    }

    /** Returns where to pay, as it is now: the trade keeps it whatever happens to the method afterwards. */
    private String details(Transaction connection, Offer offer, Taking taking) {
        if (isSale(offer)) {
            String words = offers.details(connection, offer).orElse("");
            return methods.details(connection, offer.owner(), offer.terms().ownMethods(), taking.method, words)
                    .orElseThrow(() ->
                            new Refusal(RefusalCode.OFFER_UNAVAILABLE, "the seller no longer has this payment method"));
        }
        if (taking.ownMethod.isEmpty()) {
            return taking.details;
        }
        List<Long> own = List.of(taking.ownMethod.getAsLong());
        methods.requireUsable(connection, taking.taker(), own, "own_method", transitions.now());
        return methods.details(connection, taking.taker(), own, taking.method, "")
                .orElseThrow(() -> Refusal.invalid("own_method", "of the payment method of the trade"));
    }

    private static TradeEvent taken(Trade trade, Taking taking) {
        return new TradeEvent(
                1,
                trade.roleOf(taking.taker()),
                OptionalLong.of(taking.taker().number()),
                "take",
                trade.state().label(),
                "",
                trade.changedAt());
    }

    private static boolean isSale(Offer offer) {
        return offer.terms().isSale();
    }

    private void requireAvailable(Transaction connection, Offer offer, Taking taking) {
        if (offer.version() != taking.version) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "offer " + offer.id() + " was changed in the meantime, to version " + offer.version()
                            + ": read it again");
        }
        if (offer.state() != Offer.State.ACTIVE) {
            throw new Refusal(RefusalCode.OFFER_UNAVAILABLE, "offer " + offer.id() + " is paused");
        }
        if (!transitions.now().isBefore(offer.endsAt())) {
            throw new Refusal(RefusalCode.OFFER_UNAVAILABLE, "offer " + offer.id() + " has ended");
        }
        Offer.Terms terms = offer.terms();
        if (!terms.asset().equals(taking.asset)) {
            throw Refusal.invalid("asset", "the offer's");
        }
        if (taking.units < terms.leastUnits() || taking.units > terms.mostUnits()) {
            throw Refusal.invalid("quantity", "within the limits of the offer");
        }
        if (taking.units > offer.remainingUnits()) {
            throw new Refusal(RefusalCode.OFFER_UNAVAILABLE, "less than this quantity is left of the offer");
        }
        if (!terms.methods().contains(taking.method)) {
            throw Refusal.invalid("method", "one of the offer's methods");
        }
        if (!isSale(offer) && taking.details.isEmpty() && taking.ownMethod.isEmpty()) {
            throw Refusal.invalid("payment_details", "given, or own_method: you sell, and the buyer pays there");
        }
        requirePace(connection, taking.taker());
        if (trades.count(connection, taking.taker()) >= TRADES_MAX) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT,
                    "you have " + TRADES_MAX + " unfinished trades, which is the limit: finish one first");
        }
    }

    private void requirePace(Transaction connection, AccountId taker) {
        P2pSettings.PersonLimits limits = settings.limitsOf(LimitsTable.of(connection, taker.tenant()));
        TradesTable.LastTrades last =
                trades.last(connection, taker, transitions.now().minus(Duration.ofDays(1)), TenantLimits.A_DAY_MAX);
        if (last.taken() >= limits.takenADay()) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT,
                    "you have taken " + limits.takenADay() + " offers in 24 hours, which is the limit");
        }
        if (last.givenUp() >= limits.givenUpADay()) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT,
                    "you have canceled or not paid " + limits.givenUpADay() + " trades in 24 hours: try again later");
        }
    }

    private Trade.Terms terms(Offered offered, Taking taking) {
        Offer offer = offered.offer;
        int tenant = taking.taker().tenant();
        long price = pricing.required(tenant, offer.terms());
        Scale currency = new PaymentCurrencies(pricing.directory())
                .find(tenant, offer.terms().currency())
                .orElseThrow(() -> new Refusal(RefusalCode.OFFER_UNAVAILABLE, "the offer's currency is gone"));
        Scale asset = pricing.directory().asset(offer.terms().asset()).scale();
        long payment = OfferPrice.payment(price, taking.units, asset, currency)
                .orElseThrow(() -> Refusal.invalid("quantity", "smaller: the payment is too large"));
        boolean isSale = isSale(offer);
        return new Trade.Terms(
                offer.id(),
                offer.version(),
                taking.taker(),
                isSale ? taking.taker() : offer.owner(),
                isSale ? offer.owner() : taking.taker(),
                offer.terms().asset(),
                offer.terms().currency(),
                currency.places(),
                new EscrowSettlement.Escrow(taking.units, offered.fee),
                price,
                payment,
                taking.method,
                offer.terms().windowMinutes(),
                isSale ? offer.ownerUser() : taking.trader.user(),
                pricing.weight(tenant, offer.terms().asset(), taking.units, settings.weighing()));
    }

    private static Refusal unfunded(Trade trade) {
        boolean isTakersFault = trade.terms().taker().equals(trade.terms().seller());
        String problem = trade.progress().problem();
        return isTakersFault
                ? new Refusal(
                        RefusalCode.find(problem).orElse(RefusalCode.OFFER_UNAVAILABLE),
                        "the quantity and the fee could not be set aside: " + problem.replace('_', ' '))
                : new Refusal(RefusalCode.OFFER_UNAVAILABLE, "the seller does not have the quantity and the fee now");
    }
}
