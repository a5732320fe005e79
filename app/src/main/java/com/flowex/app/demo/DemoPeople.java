package com.flowex.app.demo;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.P2pService;
import com.flowex.p2p.app.OfferCommands;
import com.flowex.p2p.app.ReferencePrices;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TakeCommands;
import com.flowex.p2p.rule.PaymentMethod;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.database.Lease;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Life for the market of people of a demo: made-up people post offers in two currencies near the price of the demo
 * market, and finish a few trades with each other. Each step looks at what is there, so a restart repeats nothing.
 */
public final class DemoPeople implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);

    private static final int TENANT = 1;
    private static final AssetId BTC = new AssetId(1);
    private static final AssetId ETH = new AssetId(2);
    private static final long COIN = 100_000_000; // scale 8
    private static final Duration STEP = Duration.ofSeconds(2);

    /** Interval at which the people renew their presence. */
    private static final Duration PRESENCE = Duration.ofSeconds(30);

    /** Prices have two decimals, in units of 10^-8. */
    private static final long CENT = 1_000_000;

    private static final long MILLION = 1_000_000;
    private static final String NOTE = "Demo offer of a made-up person. No real money.";

    /**
     * Made-up person who cannot log in.
     *
     * @param user user whose key seals the payment details
     */
    public record Person(AccountId account, long user) {

        private Trader trader() {
            return Trader.inSession(account, user);
        }
    }

    /**
     * Offer that a person posts.
     *
     * @param person place of the owner among the people
     * @param symbol market whose middle the price begins with
     * @param millionths price as a part of the middle, with a made-up rate of the currency
     * @param units quantity in total
     */
    private record Script(
            int person,
            Side side,
            AssetId asset,
            String symbol,
            String currency,
            long millionths,
            long units,
            PaymentMethod method,
            int minutes) {

        boolean isOf(Offer offer) {
            Offer.Terms terms = offer.terms();
            return terms.side() == side
                    && terms.asset().equals(asset)
                    && terms.currency().equals(currency);
        }
    }

    private static final List<Script> OFFERS = List.of(
            new Script(0, Side.SELL, BTC, "BTC-USDT", "EUR", 928_000, COIN, PaymentMethod.BANK_TRANSFER, 30),
            new Script(
                    1, Side.SELL, BTC, "BTC-USDT", "EUR", 935_000, 2 * COIN, PaymentMethod.INSTANT_BANK_TRANSFER, 15),
            new Script(2, Side.SELL, BTC, "BTC-USDT", "USD", 1_012_000, COIN, PaymentMethod.PAYMENT_APP, 15),
            new Script(0, Side.SELL, ETH, "ETH-USDT", "EUR", 930_000, 20 * COIN, PaymentMethod.BANK_TRANSFER, 30),
            new Script(1, Side.BUY, BTC, "BTC-USDT", "EUR", 908_000, COIN, PaymentMethod.BANK_TRANSFER, 30),
            new Script(2, Side.BUY, BTC, "BTC-USDT", "USD", 987_000, COIN, PaymentMethod.PAYMENT_APP, 45),
            new Script(2, Side.BUY, ETH, "ETH-USDT", "EUR", 905_000, 20 * COIN, PaymentMethod.IN_PERSON, 60),
            new Script(0, Side.SELL, BTC, "BTC-USDT", "USD", 1_018_000, COIN / 2, PaymentMethod.BANK_TRANSFER, 30));

    /**
     * Trade between two of the people.
     *
     * @param offer place of the offer in {@link #OFFERS}, a sale
     * @param taker place of the buyer among the people
     */
    private record Deal(int offer, int taker, long units) {}

    private static final List<Deal> DEALS = List.of(
            new Deal(0, 1, COIN / 20),
            new Deal(0, 2, COIN / 10),
            new Deal(1, 0, COIN / 50),
            new Deal(1, 2, COIN / 25),
            new Deal(2, 0, COIN / 40));

    private final List<Person> people;
    private final P2pService.Commands commands;
    private final ReferencePrices prices;
    private final Lease lease;
    private final Worker worker;
    private Instant presentFrom = Instant.EPOCH;
    private boolean isDone;

    /**
     * Creates the people's life; {@link #start} starts it.
     *
     * @param people three funded people
     * @param prices prices of the demo market
     * @param lease held by the process that plays the demo
     */
    public DemoPeople(
            List<Person> people, P2pService.Commands commands, ReferencePrices prices, Lease lease, Workers workers) {
        this.people = List.copyOf(people);
        this.commands = commands;
        this.prices = prices;
        this.lease = lease;
        this.worker = workers.every("demo-people", STEP, this::step);
    }

    public void start() {
        worker.start();
    }

    private void step() {
        if (!lease.isOurs()) {
            return;
        }
        stayPresent();
        if (isDone) {
            return;
        }
        try {
            isDone = OFFERS.stream().allMatch(this::isPosted) && DEALS.stream().allMatch(this::isFinished);
        } catch (Refusal refused) {
            LOG.info("the people of the demo wait: {}", refused.code().code());
        }
    }

    /** Offers of people who are away are hidden. */
    private void stayPresent() {
        Instant now = Instant.now();
        if (presentFrom.plus(PRESENCE).isBefore(now)) {
            people.forEach(person -> commands.presence().renew(person.account, now));
            presentFrom = now;
        }
    }

    private boolean isPosted(Script script) {
        if (find(script).isPresent()) {
            return true;
        }
        OptionalLong middle = prices.middle(TENANT, script.symbol);
        if (middle.isEmpty()) {
            return false;
        }
        Person owner = people.get(script.person);
        long price = middle.getAsLong() / MILLION * script.millionths / CENT * CENT;
        commands.offers().post(owner.trader(), terms(script, price), script.units, details(script));
        return true;
    }

    private Optional<Offer> find(Script script) {
        AccountId owner = people.get(script.person).account;
        return commands.offers().page(owner, Long.MAX_VALUE, OfferCommands.OFFERS_MAX).stream()
                .filter(script::isOf)
                .findFirst();
    }

    private static Offer.Terms terms(Script script, long price) {
        return new Offer.Terms(
                script.side,
                script.asset,
                script.currency,
                new Offer.Pricing.Fixed(price),
                script.units / 1_000,
                script.units / 2,
                List.of(script.method.label()),
                List.of(),
                script.minutes,
                NOTE,
                Offer.TakerConditions.NONE);
    }

    private static String details(Script script) {
        return script.side == Side.SELL ? "Demo account " + (script.person + 1) + ", no real bank" : "";
    }

    /** Does the next step of a deal; true once its trade has ended. */
    private boolean isFinished(Deal deal) {
        Script script = OFFERS.get(deal.offer);
        Offer offer = find(script).orElseThrow();
        Person buyer = people.get(deal.taker);
        Person seller = people.get(script.person);
        Trade trade = commands.takings()
                .take(new TakeCommands.Taking(
                        buyer.trader(),
                        "demo-" + deal.offer + "-" + deal.taker,
                        offer.id(),
                        offer.version(),
                        script.asset,
                        deal.units,
                        script.method.label(),
                        OptionalLong.empty(),
                        "",
                        OptionalInt.empty()));
        if (trade.state() == TradeState.AWAITING_PAYMENT) {
            trade = commands.trades().pay(buyer.account, buyer.user, trade.id(), trade.version(), "");
        }
        if (trade.state() == TradeState.PAID) {
            trade = commands.trades().send(seller.account, trade.id(), trade.version(), TradeMessage.RELEASE, "");
        }
        return trade.state().hasEnded();
    }

    @Override
    public void close() {
        worker.close();
    }
}
