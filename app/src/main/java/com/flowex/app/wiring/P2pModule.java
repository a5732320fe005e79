package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.app.demo.DemoPeople;
import com.flowex.app.wiring.adapter.MarketMiddles;
import com.flowex.app.wiring.adapter.p2p.P2pAccountHasher;
import com.flowex.app.wiring.adapter.p2p.P2pAccountNames;
import com.flowex.app.wiring.adapter.p2p.P2pBalances;
import com.flowex.app.wiring.adapter.p2p.P2pCaseBook;
import com.flowex.app.wiring.adapter.p2p.P2pPeople;
import com.flowex.app.wiring.adapter.p2p.P2pSalePolicy;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.p2p.P2pService;
import com.flowex.p2p.app.notice.NoticeLetters;
import com.flowex.p2p.app.notice.NoticeMailer;
import com.flowex.p2p.store.TextSealer;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Lease;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.wallet.store.balance.BalanceQueries;
import java.time.InstantSource;
import java.util.List;

/** Trades between people: their escrows are reservations in the log, their prices may follow the view of markets. */
final class P2pModule implements ServiceModule {

    private final P2pService p2p;
    private final NoticeLetters letters;
    private final MarketMiddles prices;
    private final Workers workers;

    P2pModule(ProcessReaders readers) {
        // The view of trading keeps the list of assets.
        readers.trading();
        // Reports become cases of surveillance.
        readers.risk();
        KeyRing ring = KeyRing.of(readers.platform().settings().sealing().keys());
        this.prices = new MarketMiddles(readers.marketdata().reads());
        this.workers = readers.platform().workers();
        this.p2p = new P2pService(
                readers.edge(),
                readers.settings().p2p(),
                new P2pService.Ports(
                        readers.orderEntry().listed(),
                        prices,
                        new LedgerTransfers(readers.orderEntry())::move,
                        TextSealer.of(new PersonKeys(readers.platform().database(), new Sealing(ring))),
                        new P2pSalePolicy(
                                readers.sales(),
                                balances(readers),
                                readers.orderEntry().listed()),
                        readers.p2pNotices(),
                        new P2pPeople(readers.access()),
                        new P2pCaseBook(),
                        new P2pAccountNames(readers.access()),
                        P2pAccountHasher.of(ring)),
                InstantSource.system());
        this.letters = new NoticeLetters(readers.orderEntry().listed(), new Mailer(readers.access()));
    }

    private static P2pBalances balances(ProcessReaders readers) {
        return new P2pBalances(
                new BalanceQueries(
                        readers.platform().database(), readers.orderEntry().listed()),
                account -> readers.awaitWallet(account));
    }

    /** Letters of trades, as the identity service sends them. */
    private record Mailer(IdentityAccess identity) implements NoticeMailer {

        @Override
        public String language(AccountId account) {
            return identity.profiles().language(account);
        }

        @Override
        public void write(AccountId account, Subject about, String subject, String text) {
            NotificationEvent event =
                    switch (about) {
                        case TRADE -> NotificationEvent.P2P_TRADE;
                        case MESSAGE -> NotificationEvent.P2P_MESSAGE;
                    };
            identity.accountLetters().write(account, event, subject, text);
        }
    }

    @Override
    public List<MessageConsumer> consumers() {
        return List.of(letters);
    }

    /** Returns the life of the demo's people on this market. */
    DemoPeople demo(List<DemoPeople.Person> people, Lease lease) {
        return new DemoPeople(people, p2p.commands(), prices, lease, workers);
    }

    @Override
    public Routes routes() {
        return p2p.routes();
    }

    @Override
    public void start() {
        p2p.prepare();
        p2p.start();
    }

    @Override
    public void watch(HealthMonitor monitor) {
        p2p.watch(monitor);
    }

    @Override
    public void close() {
        p2p.close();
    }
}
