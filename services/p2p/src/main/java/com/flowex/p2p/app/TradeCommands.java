package com.flowex.p2p.app;

import com.flowex.domain.market.Notional;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.app.method.MethodCatalog;
import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.method.MethodRules.Buyer;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.app.person.TakerChecks;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.EscrowSteps;
import com.flowex.p2p.rule.OfferPrice;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.rule.method.MethodDefinition;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.p2p.store.TradeEventsTable;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Commands of the parties: taking an offer, and every message on a trade. */
public final class TradeCommands {

    /** Maximum number of unfinished trades that one account has taken. */
    public static final int TRADES_MAX = 10;

    private final Database database;
    private final OffersTable offers;
    private final TradesTable trades;
    private final StatementsTable statements;
    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final OfferPricing pricing;
    private final P2pSettings settings;
    private final SellerRestrictions restrictions;
    private final ReleaseConfirmation confirmation;
    private final People people;
    private final MethodRules methods;
    private final Presence presence;

    TradeCommands(P2pParts parts, EscrowPostings postings) {
        this.database = parts.database();
        this.offers = parts.offers();
        this.trades = parts.trades();
        this.statements = parts.statements();
        this.transitions = parts.transitions();
        this.postings = postings;
        this.pricing = parts.pricing();
        this.settings = parts.settings();
        this.restrictions = parts.restrictions();
        this.confirmation = parts.confirmation();
        this.people = parts.people();
        this.methods = parts.methods();
        this.presence = parts.presence();
    }

    /**
     * Request to take an offer.
     *
     * @param user user of the taker
     * @param clientId taker's own id of the trade: the same id takes an offer once
     * @param version version of the offer that the taker saw
     * @param asset asset of the quantity, which must be the offer's
     * @param method code of the payment method
     * @param ownMethod own payment method that says where to pay, if the taker sells
     * @param details where to pay in the taker's words, if the taker sells and names no own method
     */
    public record Taking(
            AccountId taker,
            long user,
            String clientId,
            long offer,
            int version,
            AssetId asset,
            long units,
            String method,
            OptionalLong ownMethod,
            String details) {}

    /**
     * Takes an offer and reserves the escrow.
     *
     * @throws Refusal if the offer is not available, its conditions are not met, or the ledger refuses
     */
    public Trade take(Taking taking) {
        settings.requireOn();
        int tenant = taking.taker.tenant();
        UUID id = EscrowSteps.tradeId(taking.taker, taking.clientId);
        Offer seen = requireSellerMayPay(taking);
        People.Person nobody = new People.Person("", transitions.now(), false, "");
        People.Person person = people.find(tenant, taking.user).orElse(nobody);
        People.Person buyer =
                isSale(seen) ? person : people.find(tenant, seen.ownerUser()).orElse(nobody);
        Trade made = TransactionRetry.change(database, tenant, connection -> {
            trades.lock(connection, taking.taker);
            Optional<Trade> before = trades.find(connection, tenant, id);
            return before.isPresent() ? repeated(before.get(), taking) : made(connection, id, taking, person, buyer);
        });
        Trade funded = postings.postOrLeave(made);
        if (funded.state() == TradeState.UNFUNDED) {
            throw unfunded(funded);
        }
        return funded;
    }

    /** Side and owner of an offer never change, so this may be checked before the offer is locked. */
    private Offer requireSellerMayPay(Taking taking) {
        int tenant = taking.taker.tenant();
        Offer offer = database.query(tenant, connection -> offers.find(connection, tenant, taking.offer))
                .orElseThrow(() -> absent(taking));
        if (!isSale(offer)) {
            restrictions.requireMayPay(tenant, taking.user);
            return offer;
        }
        try {
            restrictions.requireMayPay(tenant, offer.ownerUser());
            return offer;
        } catch (Refusal restricted) {
            throw new Refusal(RefusalCode.OFFER_UNAVAILABLE, "the seller cannot sell now");
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

    private Trade made(Transaction connection, UUID id, Taking taking, People.Person person, People.Person buyer) {
        int tenant = taking.taker.tenant();
        Offer offer = offers.held(connection, tenant, taking.offer)
                .filter(found -> found.state() != Offer.State.CLOSED)
                .orElseThrow(() -> absent(taking));
        requireAvailable(connection, offer, taking);
        TakerChecks.require(connection, offer, taking.taker, transitions.now());
        TakerChecks.requireConditions(
                offer.terms().conditions(),
                CounterpartiesTable.of(connection, taking.taker),
                Optional.of(person),
                transitions.now());
        presence.renew(connection, taking.taker, transitions.now());
        Trade.Terms terms = terms(offer, taking);
        Instant now = transitions.now();
        requireMethod(connection, terms, new Buyer(CounterpartiesTable.of(connection, terms.buyer()), buyer.since()));
        Trade trade = new Trade(
                id, 0, terms, Trade.Progress.FIRST, 1, Optional.of(now.plus(TradeTransitions.POSTING_GRACE)), now, now);
        trades.add(connection, trade, details(connection, offer, taking));
        TradeEventsTable.add(connection, trade, taken(trade, taking));
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
        methods.requireUsable(connection, taking.taker, own, "own_method", transitions.now());
        return methods.details(connection, taking.taker, own, taking.method, "")
                .orElseThrow(() -> Refusal.invalid("own_method", "of the payment method of the trade"));
    }

    private static TradeEvent taken(Trade trade, Taking taking) {
        return new TradeEvent(
                1,
                trade.roleOf(taking.taker),
                OptionalLong.of(taking.taker.number()),
                "take",
                trade.state().label(),
                "",
                trade.changedAt());
    }

    private static boolean isSale(Offer offer) {
        return offer.terms().side() == Side.SELL;
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
        requirePace(connection, taking.taker);
        if (trades.count(connection, taking.taker) >= TRADES_MAX) {
            throw new Refusal(
                    RefusalCode.P2P_LIMIT,
                    "you have " + TRADES_MAX + " unfinished trades, which is the limit: finish one first");
        }
    }

    private void requirePace(Transaction connection, AccountId taker) {
        P2pSettings.PersonLimits limits = settings.limits();
        TradesTable.LastTrades last =
                trades.last(connection, taker, transitions.now().minus(Duration.ofDays(1)), P2pSettings.A_DAY_MAX);
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

    private Trade.Terms terms(Offer offer, Taking taking) {
        int tenant = taking.taker.tenant();
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
                taking.taker,
                isSale ? taking.taker : offer.owner(),
                isSale ? offer.owner() : taking.taker,
                offer.terms().asset(),
                offer.terms().currency(),
                currency.places(),
                new EscrowSettlement.Escrow(taking.units, Notional.feeOf(taking.units, settings.feeMillionths())),
                price,
                payment,
                taking.method,
                offer.terms().windowMinutes(),
                isSale ? offer.ownerUser() : taking.user);
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

    /**
     * Releases the principal to the buyer.
     *
     * @param user user of the party
     * @param code code of the user's second factor; empty if none was sent
     * @throws Refusal {@code account_restricted} if the user may not pay out: a moderator then decides; refusals of the
     *     second factor
     */
    public Trade release(AccountId party, long user, UUID id, int version, String code) {
        restrictions.requireMayPay(party.tenant(), user);
        Trade seen = find(party, id).trade();
        requireVersion(seen, version);
        // A code is used up by its check, so what cannot be released asks for none.
        if (TradeTable.find(seen.state(), TradeMessage.RELEASE, seen.roleOf(party))
                .isPresent()) {
            confirmation.require(party.tenant(), user, code);
        }
        return send(party, id, version, TradeMessage.RELEASE, "");
    }

    /**
     * Reports the payment.
     *
     * @param user user of the buyer
     * @param payer name on the account that paid; empty if it was not given
     */
    public Trade pay(AccountId party, long user, UUID id, int version, String payer) {
        String name = people.find(party.tenant(), user).map(People.Person::name).orElse("");
        return send(
                party,
                id,
                version,
                TradeMessage.PAY,
                NameCheck.compare(payer, name).label());
    }

    /**
     * Sends a party's message.
     *
     * @param version version of the trade that the party saw
     * @param note reason of a dispute, result of the comparison of names of a payment; otherwise empty
     */
    public Trade send(AccountId party, UUID id, int version, TradeMessage message, String note) {
        int tenant = party.tenant();
        Trade after = TransactionRetry.change(database, tenant, connection -> {
            Trade trade = own(trades.held(connection, tenant, id), party);
            requireVersion(trade, version);
            return transitions.apply(connection, trade, Sent.by(trade.roleOf(party), party.number(), message, note));
        });
        return postings.postOrLeave(after);
    }

    static void requireVersion(Trade trade, int version) {
        if (trade.version() != version) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "the trade has changed in the meantime, to version " + trade.version() + ", and is "
                            + trade.state().label() + ": read it again");
        }
    }

    static Trade own(Optional<Trade> found, AccountId party) {
        return found.filter(trade -> trade.isParty(party))
                .orElseThrow(() -> Refusal.notFound("you have no such trade"));
    }

    /**
     * Trade as a reader sees it.
     *
     * @param details where to pay; empty for others than the parties and once the trade has ended
     */
    public record Shown(
            Trade trade, String details, List<TradeEvent> history, List<StatementsTable.Statement> statements) {}

    public Shown find(AccountId party, UUID id) {
        int tenant = party.tenant();
        return database.query(tenant, connection -> {
            Trade trade = own(trades.find(connection, tenant, id), party);
            String details = trade.state().hasEnded()
                    ? ""
                    : trades.details(connection, trade).orElse("");
            return new Shown(
                    trade,
                    details,
                    TradeEventsTable.all(connection, tenant, id),
                    statements.all(connection, tenant, id));
        });
    }

    /** Returns the moment by which what a reader may do is judged. */
    public Instant now() {
        return transitions.now();
    }

    /** Returns trades of a party, newest first. It lets the party be there. */
    public List<Trade> page(AccountId party, long before, int limit) {
        presence.renew(party, transitions.now());
        return database.query(party.tenant(), connection -> trades.page(connection, party, before, limit));
    }
}
