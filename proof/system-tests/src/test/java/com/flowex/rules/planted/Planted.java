package com.flowex.rules.planted;

import com.flowex.access.planted.EdgeThatTrades;
import com.flowex.binance.planted.AdapterClass;
import com.flowex.binance.planted.AdapterWithItsOwnBook;
import com.flowex.custody.planted.CustodyThatKnowsOrderEntry;
import com.flowex.domain.planted.KnowsTheEngine;
import com.flowex.engine.book.planted.BookThatKnowsMoney;
import com.flowex.engine.ledger.planted.LedgerThatKnowsOrders;
import com.flowex.engine.planted.EngineThatReadsTheClock;
import com.flowex.engine.planted.Matching;
import com.flowex.engine.planted.PackageThatKnowsTheExchange;
import com.flowex.engine.planted.common.WireManager;
import com.flowex.identity.app.planted.AppThatKnowsStore;
import com.flowex.identity.store.planted.StoreThatKnowsApp;
import com.flowex.orderentry.planted.OrderEntryThatKnowsAnEndpoint;
import com.flowex.platform.errors.planted.RefusalThatKnowsHttp;
import com.flowex.platform.planted.KnowsAService;
import com.flowex.platform.planted.PlatformThatKnowsRequests;
import com.flowex.protocol.sbe.planted.Flyweight;
import com.flowex.trading.planted.EndpointThatWritesViews;
import com.flowex.trading.planted.HasSevenParameters;
import com.flowex.trading.planted.KnowsTheBinanceAdapter;
import com.flowex.trading.planted.ListsItsOwnView;
import com.flowex.trading.planted.StartsAThread;
import com.flowex.trading.planted.TradesByItself;
import com.flowex.trading.planted.TradingThatKnowsTheLedger;
import com.flowex.trading.planted.TradingThatKnowsWallet;
import com.flowex.wallet.planted.WalletClass;
import com.flowex.wallet.planted.WalletThatTakesKeys;
import java.util.List;

/** All of them. */
public final class Planted {

    public static final List<Class<?>> CLASSES = List.of(
            KnowsTheEngine.class,
            EngineThatReadsTheClock.class,
            Matching.class,
            BookThatKnowsMoney.class,
            LedgerThatKnowsOrders.class,
            PackageThatKnowsTheExchange.class,
            WireManager.class,
            KnowsAService.class,
            RefusalThatKnowsHttp.class,
            OrderEntryThatKnowsAnEndpoint.class,
            AdapterClass.class,
            AdapterWithItsOwnBook.class,
            KnowsTheBinanceAdapter.class,
            PlatformThatKnowsRequests.class,
            EdgeThatTrades.class,
            Flyweight.class,
            TradingThatKnowsWallet.class,
            TradingThatKnowsTheLedger.class,
            TradesByItself.class,
            StartsAThread.class,
            ListsItsOwnView.class,
            EndpointThatWritesViews.class,
            HasSevenParameters.class,
            WalletClass.class,
            WalletThatTakesKeys.class,
            CustodyThatKnowsOrderEntry.class,
            StoreThatKnowsApp.class,
            AppThatKnowsStore.class);

    private Planted() {}
}
