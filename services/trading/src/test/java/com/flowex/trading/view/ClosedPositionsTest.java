package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.testing.EngineLog;
import com.flowex.platform.testing.ViewTables;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes finding F17's part: the trading view kept a row in memory for every position that there ever was. */
@Timeout(900)
class ClosedPositionsTest {

    private static final int TRADERS = 40;
    private static final AssetId COIN = new AssetId(1);
    private static final AssetId MONEY = new AssetId(2);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final String SUMS = "SELECT count(*) || '|' || sum(abs(quantity)) FROM trading.positions";

    private final ViewTables<TradingProjection> tables = new ViewTables<>(TradingProjection::new, List.of("positions"));
    private final EngineLog engine = new EngineLog();
    private int applied;
    private int orders;

    @AfterEach
    void close() {
        tables.close();
    }

    private static AccountId account(int index) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + index);
    }

    private void apply(Command command) {
        engine.apply(command, 1_800_000_000_000_000_000L + ++applied);
    }

    private void listed() {
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(2), 1_000_000_000L)));
        apply(new ListAsset(new Asset(1, MONEY, "USD", new Scale(4), 1_000_000_000L)));
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 1_000_000, 10, 10, 100_000, 0, RiskRules.NONE);
        FeeSchedule free = FeeSchedule.flat(new FeeRates(0, 0));
        apply(new ListInstrument(new Instrument(1, MARKET, "COIN-USD", COIN, MONEY, rules, free)));
        for (int i = 0; i <= TRADERS; i++) {
            apply(new OpenAccount(account(i)));
            deposit(i, new Amount(COIN, 10_000));
            deposit(i, new Amount(MONEY, 10_000_000));
        }
    }

    private void deposit(int index, Amount amount) {
        apply(new PostTransfer(new Transfer(
                new TransferId(index + 1, amount.asset().value()),
                AccountId.outsideOf(1),
                account(index),
                amount,
                TransferKind.DEPOSIT)));
    }

    /** One sells to another. */
    private void trade(int seller, int buyer) {
        order(seller, Side.SELL);
        order(buyer, Side.BUY);
    }

    private void order(int index, Side side) {
        apply(new PlaceOrder(new OrderRequest(
                account(index),
                ClientOrderId.of("order" + ++orders),
                MARKET,
                side,
                new Quantity(100),
                new OrderTerms.Limit(new Price(500), TimeInForce.GTC, false),
                SelfTradePrevention.NONE)));
    }

    @Test
    void aPositionThatIsClosedLeavesMemoryAndComesBackFromNothing() throws SQLException {
        listed();
        for (int trader = 1; trader <= TRADERS; trader++) {
            trade(0, trader);
        }
        TradingProjection projection = tables.opened(0);
        tables.apply(projection, engine.batches(), new Random(1), 50);
        assertEquals(1 + TRADERS, projection.retainedPositions());

        int until = engine.batches().size();
        for (int trader = 1; trader <= TRADERS; trader++) {
            trade(trader, 0);
        }
        tables.apply(
                projection, engine.batches().subList(until, engine.batches().size()), new Random(2), 50);
        assertEquals(0, projection.retainedPositions());
        assertEquals(List.of((1 + TRADERS) + "|0"), tables.rows(SUMS), "the rows stay");

        TradingProjection restarted = tables.opened(engine.exchange().sequence());
        assertEquals(0, restarted.retainedPositions());
        until = engine.batches().size();
        trade(7, 8);
        tables.apply(restarted, engine.batches().subList(until, engine.batches().size()), new Random(3), 50);
        assertEquals(2, restarted.retainedPositions());
        assertEquals(List.of((1 + TRADERS) + "|200"), tables.rows(SUMS));
    }
}
