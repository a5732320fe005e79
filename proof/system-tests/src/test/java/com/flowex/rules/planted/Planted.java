package com.flowex.rules.planted;

import com.flowex.access.planted.EdgeThatTrades;
import com.flowex.binance.planted.DoorClass;
import com.flowex.binance.planted.DoorWithABookOfItsOwn;
import com.flowex.custody.planted.CustodyThatKnowsTheDesk;
import com.flowex.domain.planted.KnowsTheEngine;
import com.flowex.engine.book.planted.BookThatKnowsMoney;
import com.flowex.engine.ledger.planted.LedgerThatKnowsOrders;
import com.flowex.engine.planted.EngineThatReadsTheClock;
import com.flowex.engine.planted.Matching;
import com.flowex.engine.planted.RoomThatKnowsTheDoor;
import com.flowex.engine.planted.common.WireManager;
import com.flowex.identity.app.planted.AppThatKnowsStore;
import com.flowex.identity.store.planted.StoreThatKnowsApp;
import com.flowex.orderentry.planted.DeskThatKnowsADoor;
import com.flowex.platform.errors.planted.RefusalThatKnowsHttp;
import com.flowex.platform.planted.GroundThatKnowsRequests;
import com.flowex.platform.planted.KnowsAService;
import com.flowex.protocol.sbe.planted.Flyweight;
import com.flowex.trading.planted.EndpointThatWritesViews;
import com.flowex.trading.planted.HasSevenParameters;
import com.flowex.trading.planted.KnowsTheBinanceDoor;
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
            RoomThatKnowsTheDoor.class,
            WireManager.class,
            KnowsAService.class,
            RefusalThatKnowsHttp.class,
            DeskThatKnowsADoor.class,
            DoorClass.class,
            DoorWithABookOfItsOwn.class,
            KnowsTheBinanceDoor.class,
            GroundThatKnowsRequests.class,
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
            CustodyThatKnowsTheDesk.class,
            StoreThatKnowsApp.class,
            AppThatKnowsStore.class);

    private Planted() {}
}
