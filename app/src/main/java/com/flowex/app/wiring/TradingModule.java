package com.flowex.app.wiring;

import com.flowex.access.http.page.ViewPages;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import com.flowex.app.wiring.adapter.StrategyTasks;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.p2p.api.notice.NoticeChannel;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.tenants.api.ListingRoutes;
import com.flowex.trading.TradingReader;
import com.flowex.trading.TradingService;
import com.flowex.trading.api.account.AccountTopics;
import com.flowex.wallet.MarginChannels;
import java.util.Set;

/** Trading: orders and their history, the listed markets, and the streams of accounts. */
final class TradingModule implements ServiceModule {

    private final ProcessReaders readers;
    private final TradingReader reader;
    private final TradingService trading;

    TradingModule(ProcessReaders readers) {
        this.readers = readers;
        this.reader = readers.trading();
        NoticeFeed notices = readers.p2pNotices();
        MarginChannels margin = new MarginChannels(
                readers.platform().database(),
                readers.orderEntry().listed(),
                readers.edge().tenants(),
                reader::volumes);
        AccountTopics topics = new AccountTopics(
                account -> new NoticeChannel(notices, account), margin::of, StrategyTasks.work(readers.strategies()));
        this.trading = new TradingService(readers.edge(), readers.orderEntry(), reader, topics);
    }

    @Override
    public Routes routes() {
        Routes listed = new ListingRoutes(readers.orderEntry(), readers.listings(), readers.readWait()).routes();
        return ViewPages.guarded(reader.tables(), listed.addAll(trading.routes()));
    }

    @Override
    public void addSockets(HttpServer.Builder server) {
        server.webSocket("/ws/account", Set.of("from", IsolatedAccounts.PARAMETER), trading::listener);
    }

    /** Starts the service, and notices of fills to browsers and webhooks, which need the markets that its view shows. */
    @Override
    public void start() {
        trading.start();
        readers.pushes().start();
        readers.webhooks().start();
    }

    @Override
    public void closeStreams() {
        trading.closeStream();
    }

    @Override
    public void close() {
        trading.close();
    }
}
