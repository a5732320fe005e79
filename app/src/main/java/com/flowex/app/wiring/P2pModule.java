package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.app.demo.DemoPeople;
import com.flowex.app.wiring.adapter.MarketMiddles;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.p2p.P2pService;
import com.flowex.p2p.store.TextSealer;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Lease;
import com.flowex.platform.jobs.Workers;
import java.time.InstantSource;
import java.util.List;

/** Trades between people: their escrows are reservations in the log, their prices may follow the view of markets. */
final class P2pModule implements ServiceModule {

    private final P2pService p2p;
    private final MarketMiddles prices;
    private final Workers workers;

    P2pModule(ProcessReaders readers) {
        // The view of trading keeps the list of assets.
        readers.trading();
        KeyRing ring = KeyRing.of(readers.ground().settings().sealing().keys());
        this.prices = new MarketMiddles(readers.marketdata().reads());
        this.workers = readers.ground().workers();
        this.p2p = new P2pService(
                readers.edge(),
                readers.settings().p2p(),
                new P2pService.Ports(
                        readers.desk().listed(),
                        prices,
                        new LedgerTransfers(readers.desk())::move,
                        TextSealer.of(new PersonKeys(readers.ground().database(), new Sealing(ring))),
                        readers.access().restrictions()::requireMayPay,
                        readers.access()::confirm),
                InstantSource.system());
    }

    /** Returns the life of the demo's people on this market. */
    DemoPeople demo(List<DemoPeople.Person> people, Lease lease) {
        return new DemoPeople(people, p2p.offers(), p2p.trades(), prices, lease, workers);
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
    public void close() {
        p2p.close();
    }
}
