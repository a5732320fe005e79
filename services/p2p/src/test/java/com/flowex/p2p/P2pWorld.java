package com.flowex.p2p;

import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LedgerTransfers.TransferResult;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.EscrowPostings;
import com.flowex.p2p.app.OfferCommands;
import com.flowex.p2p.app.OfferPricing;
import com.flowex.p2p.app.P2pParts;
import com.flowex.p2p.app.P2pSettings;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TradeTransitions;
import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.method.OwnMethods;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.app.translation.TranslationSettings;
import com.flowex.p2p.rule.Sha256;
import com.flowex.p2p.store.Offer;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.TextSealer;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.p2p.store.method.OwnMethodsTable;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.testing.EngineExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Trades between people alone: a real engine in process, an own database, HTTP, and a clock that tests move. BTC is
 * listed; the users 1 to 4 have accounts with 10 BTC each.
 */
final class P2pWorld implements AutoCloseable {

    static final Asset BTC = new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000);
    static final long ONE_BTC = 100_000_000L;
    static final int USERS = 4;

    /** Windows of ten minutes, so that tests reach their ends in steps that are no outage. */
    static P2pSettings settings(TranslationSettings translation, P2pSettings.PersonLimits limits) {
        return new P2pSettings(
                true,
                1_000,
                Duration.ofMinutes(30),
                Duration.ofDays(365),
                new P2pSettings.DisputeWindows(
                        Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(10), Duration.ofMinutes(10)),
                limits,
                new P2pSettings.Weighing("USDT", 500),
                translation);
    }

    /** A process that ended: nothing after this line of it happened. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final EngineExchange exchange = new EngineExchange();
    final TestStand stand = TestStand.freshFor("p2p");
    final Map<AccountId, Balance> balances = new HashMap<>();

    /** Middle of every market; empty: no market has one. */
    volatile OptionalLong middle = OptionalLong.empty();

    /** Called before and after each posting; may throw {@link Killed}. */
    volatile Runnable beforePosting = () -> {};

    /** Rules for money that leaves an account. */
    final SaleRules sales =
            new SaleRules(account -> balance(account).units() - balance(account).held());

    /** Cases that reports open. */
    final Cases cases = new Cases();

    volatile Runnable afterPosting = () -> {};

    /** The ledger refuses every posting, as one of another moment than the database does. */
    volatile boolean isRefusing;

    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    volatile Instant now = START;

    final NoticeFeed feed;
    final P2pService service;
    final P2pParts parts;
    final EscrowPostings postings;
    final OfferCommands offers;
    final TestServer server;

    /** Balance of an account by the last event about it. */
    record Balance(long units, long held) {}

    P2pWorld() {
        this(TranslationSettings.OFF);
    }

    P2pWorld(TranslationSettings translation) {
        this(settings(translation, new P2pSettings.PersonLimits(200, 200, Duration.ofDays(1))));
    }

    P2pWorld(P2pSettings settings) {
        InstrumentDirectory directory = new InstrumentDirectory();
        directory.listed(BTC);
        exchange.accepted(new OpenAccount(AccountId.outsideOf(1)));
        exchange.accepted(new OpenAccount(AccountId.feesOf(1)));
        exchange.accepted(new ListAsset(BTC));
        for (int user = 1; user <= USERS; user++) {
            exchange.accepted(new OpenAccount(account(user)));
            Outcome.Accepted paid = exchange.accepted(new PostTransfer(new Transfer(
                    new TransferId(1, user),
                    AccountId.outsideOf(1),
                    account(user),
                    new Amount(BTC.id(), 10 * ONE_BTC),
                    TransferKind.DEPOSIT)));
            note(paid.events());
        }
        TextSealer sealer = new PlainSealer();
        this.feed = new NoticeFeed(stand.database(), stand.platform().workers());
        P2pService.Ports ports = new P2pService.Ports(
                directory,
                (_, _) -> middle,
                this::move,
                sealer,
                sales,
                feed,
                this::person,
                cases,
                this::name,
                P2pWorld::hash);
        this.service = new P2pService(stand.edge(), settings, ports, () -> now);
        service.prepare();
        OffersTable offersTable = new OffersTable(sealer);
        TradesTable trades = new TradesTable(sealer);
        OfferPricing pricing = new OfferPricing(directory, ports.references());
        this.parts = new P2pParts(
                stand.database(),
                offersTable,
                trades,
                new StatementsTable(sealer),
                new TradeTransitions(offersTable, trades, sales, settings, () -> now),
                pricing,
                settings,
                sales,
                feed,
                ports.people(),
                new MethodRules(
                        new OwnMethods(stand.database(), new OwnMethodsTable(sealer), ports.people(), P2pWorld::hash)),
                new Presence(stand.database(), settings.limits().presence()));
        this.postings = parts.postings(this::move);
        this.offers = new OfferCommands(parts, () -> now);
        this.server = TestServer.of(stand, service.routes());
    }

    /** Users 1 to 3 have been there for 200 days; the others came ten days ago. */
    private Optional<People.Person> person(int tenant, long user) {
        Instant since = START.minus(Duration.ofDays(user <= 3 ? 200 : 10));
        return Optional.of(new People.Person("Person Number" + user, since, true, "DE"));
    }

    private static byte[] hash(int tenant, String account) {
        return Sha256.of(tenant + " " + account);
    }

    private Optional<String> name(AccountId account) {
        return Optional.of("Person Number" + (account.number() - AccountId.CUSTOMERS_FROM));
    }

    static AccountId account(long user) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + user);
    }

    /** Posts a user's offer to sell bitcoins at 60,000 EUR each. */
    Offer sale(int user) {
        Offer.Terms terms = new Offer.Terms(
                Side.SELL,
                BTC.id(),
                "EUR",
                new Offer.Pricing.Fixed(60_000L * 100_000_000L),
                1,
                ONE_BTC,
                List.of("bank_transfer"),
                List.of(),
                15,
                "",
                Offer.TakerConditions.NONE);
        return stocked(offers.post(Trader.inSession(account(user), user), terms, ONE_BTC, "account 7"));
    }

    /** Lets an offer have 500 bitcoins left, so that a test takes as many trades as it needs. */
    Offer stocked(Offer offer) {
        stand.database()
                .asOwner(
                        1,
                        connection -> Sql.execute(
                                connection,
                                "UPDATE p2p.offers SET remaining = ? WHERE tenant_id = 1 AND id = ?",
                                500 * ONE_BTC,
                                offer.id()));
        return offer;
    }

    /** Returns the number of the last message of a trade, as one who has read all of its chat names it. */
    OptionalInt seen(UUID trade) {
        return OptionalInt.of(stand.database().query(1, connection -> MessagesTable.last(connection, 1, trade)));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** The ledger of the engine itself, without a log in between. */
    synchronized TransferResult move(AccountId by, List<TransferStep> steps) {
        beforePosting.run();
        if (isRefusing) {
            return new TransferResult.Refused(new Refusal(RefusalCode.INSUFFICIENT_FUNDS, "of another moment"));
        }
        Outcome outcome = exchange.submit(new PostTransferChain(steps)).join();
        TransferResult result =
                switch (outcome) {
                    case Outcome.Accepted accepted -> {
                        note(accepted.events());
                        yield new TransferResult.Done(accepted.sequence());
                    }
                    case Outcome.Repeated _ -> new TransferResult.Done(0);
                    case Outcome.Rejected(var reason, long _) ->
                        new TransferResult.Refused(new Refusal(RefusalCode.of(reason), reason.name()));
                    default -> throw new IllegalStateException("no answer to a chain: " + outcome);
                };
        afterPosting.run();
        return result;
    }

    private void note(List<Event> events) {
        for (Event event : events) {
            if (event instanceof BalanceChanged changed) {
                balances.put(changed.account(), new Balance(changed.balanceUnits(), changed.heldUnits()));
            }
        }
    }

    Balance balance(AccountId account) {
        return balances.getOrDefault(account, new Balance(0, 0));
    }

    /** Stands for the keys of people, which have tests of their own. */
    private static final class PlainSealer implements TextSealer {

        @Override
        public byte[] seal(Transaction connection, int tenant, long user, byte[] plain, String place) {
            byte[] mark = mark(user);
            byte[] sealed = Arrays.copyOf(mark, mark.length + plain.length);
            System.arraycopy(plain, 0, sealed, mark.length, plain.length);
            return sealed;
        }

        @Override
        public Optional<byte[]> open(Transaction connection, int tenant, long user, byte[] sealed, String place) {
            return sealed.length == 0
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOfRange(sealed, mark(user).length, sealed.length));
        }

        private static byte[] mark(long user) {
            return (user + " ").getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.close();
        service.close();
        stand.close();
    }
}
