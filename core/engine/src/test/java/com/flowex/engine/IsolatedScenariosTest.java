package com.flowex.engine;

import static com.flowex.engine.LiquidationScenario.ADA;
import static com.flowex.engine.LiquidationScenario.BOB;
import static com.flowex.engine.LiquidationScenario.COIN;
import static com.flowex.engine.LiquidationScenario.COINS;
import static com.flowex.engine.LiquidationScenario.CYD;
import static com.flowex.engine.LiquidationScenario.DOLLAR;
import static com.flowex.engine.LiquidationScenario.OUTSIDE;
import static com.flowex.engine.LiquidationScenario.STONE;
import static com.flowex.engine.LiquidationScenario.STONES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OwnerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Isolated accounts: section 12 of the trading rules, by rules 16. Ada's is that of the market of coins. */
class IsolatedScenariosTest {

    private static final OwnerId OWNER = new OwnerId(1, 0);
    private static final AccountId ISOLATED = ADA.isolatedIn(COINS);

    private LiquidationScenario scenario = new LiquidationScenario();

    private void open(String dollars) {
        scenario.apply(new BindAccount(ADA, null, OWNER));
        scenario.apply(new OpenAccount(ISOLATED));
        scenario.pays(ADA, ISOLATED, DOLLAR, LiquidationScenario.units(dollars));
    }

    @Test
    void anAccountNamesItsMainAccountAndItsMarket() {
        assertTrue(ISOLATED.isIsolated());
        assertEquals(ADA, ISOLATED.main());
        assertEquals(COINS, ISOLATED.isolatedMarket());
        assertEquals(549_764_203_496L, ISOLATED.number());
        assertFalse(ADA.isIsolated());
        assertEquals(ADA, ADA.main());
        assertFalse(new AccountId(1, AccountId.MAIN_MAX + 1).mayIsolate(COINS));
        assertFalse(ADA.mayIsolate(new InstrumentId(AccountId.ISOLATED_MARKET_MAX + 1)));
        assertFalse(AccountId.outsideOf(1).mayIsolate(COINS));
    }

    @Test
    void itIsOpenedForTheOwnerOfAMainAccountAndAMarketThatIsThere() {
        AccountId ofUnknown = new AccountId(1, 5_000).isolatedIn(COINS);
        assertEquals("unknown_account", scenario.answer(new OpenAccount(ofUnknown)));
        AccountId elsewhere = ADA.isolatedIn(new InstrumentId(77));
        assertEquals("unknown_instrument", scenario.answer(new OpenAccount(elsewhere)));
        scenario.apply(new ChangeMarketState(1, STONES, MarketState.DELISTED));
        assertEquals("instrument_delisted", scenario.answer(new OpenAccount(ADA.isolatedIn(STONES))));
        assertEquals("isolated_account", scenario.answer(new OpenOwnedAccount(ISOLATED, OWNER)));

        scenario.apply(new BindAccount(ADA, null, OWNER));
        assertEquals(
                List.of(new AccountOpened(ISOLATED, false), new AccountBound(ISOLATED, OWNER)),
                scenario.apply(new OpenAccount(ISOLATED)));
        assertEquals(List.of(), scenario.apply(new OpenAccount(ISOLATED)));
    }

    @Test
    void itHoldsTheAssetsOfItsMarketAndPaysItsMainAccountAlone() {
        open("1000.00");

        assertEquals("isolated_market", scenario.places(ISOLATED, STONES, Side.BUY, "1.00", "5.00"));
        assertEquals("isolated_market", scenario.borrows(ISOLATED, STONE, "1.00"));
        assertEquals("isolated_account", scenario.pays(ISOLATED, BOB, DOLLAR, 1));
        assertEquals("isolated_account", scenario.pays(OUTSIDE, ISOLATED, DOLLAR, 1));
        assertEquals("", scenario.pays(ISOLATED, ADA, DOLLAR, 40_000));
        assertEquals(60_000, scenario.has(ISOLATED, DOLLAR));
        assertEquals(140_000, scenario.has(ADA, DOLLAR));
    }

    /** 1,000 dollars carry a debt of 20,000 by an initial margin of 5 %; the 1,000 of the main account carry nothing. */
    @Test
    void itsDebtsAreJudgedByItsOwnCollateral() {
        open("1000.00");

        assertEquals("margin_level_too_low", scenario.borrows(ISOLATED, DOLLAR, "20000.01"));
        assertEquals("", scenario.borrows(ISOLATED, DOLLAR, "20000.00"));
        assertEquals("", scenario.owes(ADA, DOLLAR));
        assertEquals("margin_level_too_low", scenario.pays(ISOLATED, ADA, DOLLAR, 1));
        assertEquals("", scenario.pays(ADA, ISOLATED, DOLLAR, 1));
    }

    /** Coins at 27.30: 2,730 are owed against 2,000 dollars, which buy 73.20. The 1,000 of the main account stay. */
    @Test
    void itsLiquidationLeavesTheMainAccountAlone() {
        open("1000.00");
        scenario.borrows(ISOLATED, COIN, "100.00");
        scenario.places(BOB, COINS, Side.BUY, "100.00", "10.00");
        scenario.places(ISOLATED, COINS, Side.SELL, "100.00", "10.00");
        scenario.places(BOB, COINS, Side.SELL, "500.00", "27.30");
        String number = Long.toString(ISOLATED.number());

        assertEquals(
                number + " liquidated 732600, BUY 7320 @ 2730, " + number + " pays 4 7320 of 1, " + number
                        + " pays 5 164 of 2, shortfall 2680 of 2680, " + number + " done",
                scenario.coinCosts("27.30"));
        assertEquals(100_000, scenario.has(ADA, DOLLAR));
    }

    @Test
    void itsLeverageIsItsOwn() {
        open("1000.00");

        assertEquals("leverage_too_high", scenario.answer(new SetLeverage(ISOLATED, 22)));
        assertEquals("", scenario.answer(new SetLeverage(ISOLATED, 3)));
        assertEquals("margin_level_too_low", scenario.borrows(ISOLATED, DOLLAR, "2000.01"));
        assertEquals("", scenario.borrows(ISOLATED, DOLLAR, "2000.00"));
        assertEquals("", scenario.borrows(ADA, DOLLAR, "2000.01"));
    }

    @Test
    void theMainAccountsSwitchAndRestrictionStopIt() {
        open("1000.00");
        scenario.places(ISOLATED, COINS, Side.BUY, "1.00", "9.00");

        assertEquals("ended account_restricted", scenario.answer(restricts(AccountRestriction.REDUCE_ONLY)));
        assertEquals("account_restricted", scenario.places(ISOLATED, COINS, Side.BUY, "1.00", "9.00"));
        scenario.apply(restricts(AccountRestriction.NONE));
        scenario.places(ISOLATED, COINS, Side.BUY, "1.00", "9.00");
        scenario.places(ADA, COINS, Side.BUY, "1.00", "9.00");
        assertEquals("ended kill_switch, ended kill_switch", scenario.answer(kills(ADA, true)));
        assertEquals("account_killed", scenario.places(ISOLATED, COINS, Side.BUY, "1.00", "9.00"));
        scenario.apply(kills(ADA, false));

        scenario.apply(kills(ISOLATED, true));
        assertEquals("account_killed", scenario.places(ISOLATED, COINS, Side.BUY, "1.00", "9.00"));
        assertEquals("", scenario.places(ADA, COINS, Side.BUY, "1.00", "9.00"));
    }

    private static RestrictAccount restricts(AccountRestriction restriction) {
        return new RestrictAccount(ADA, restriction);
    }

    private static SetKillSwitch kills(AccountId account, boolean isOn) {
        return new SetKillSwitch(new KillScope.OfAccount(account), isOn);
    }

    /** A customer's two accounts in a market are one owner, also with others of the main account's group. */
    @Test
    void itsOrdersPreventTradesWithTheMainAccount() {
        open("1000.00");
        scenario.gives(ADA, COIN, 10_000);
        scenario.places(ADA, COINS, Side.SELL, "1.00", "10.00");

        assertEquals("ended self_trade_prevented", prevents());
        scenario.apply(new SetPreventionGroup(ADA, 5));
        scenario.apply(new SetPreventionGroup(CYD, 5));
        scenario.gives(CYD, COIN, 10_000);
        scenario.places(CYD, COINS, Side.SELL, "1.00", "9.50");
        assertEquals("ended self_trade_prevented", prevents());
    }

    private String prevents() {
        OrderRequest order =
                scenario.order(ISOLATED, COINS, Side.BUY, "1.00", LiquidationScenario.limit("10.00", TimeInForce.GTC));
        return scenario.answer(new PlaceOrder(new OrderRequest(
                order.account(),
                order.clientOrderId(),
                COINS,
                Side.BUY,
                order.quantity(),
                order.terms(),
                SelfTradePrevention.EXPIRE_TAKER)));
    }

    /** At most 2 open orders, and 30.00 coins in the market of coins: of both accounts together. */
    @Test
    void limitsAndQuotasCountBothAccounts() {
        open("1000.00");
        scenario.apply(new SetOrderQuota(ADA, new OrderQuota(2, 0)));
        scenario.apply(new SetAccountLimits(ADA, COINS, new AccountLimits(0, 3_000, 0)));

        assertEquals("", scenario.places(ADA, COINS, Side.BUY, "20.00", "5.00"));
        assertEquals("position_too_large", scenario.places(ISOLATED, COINS, Side.BUY, "10.10", "5.00"));
        assertEquals("", scenario.places(ISOLATED, COINS, Side.BUY, "10.00", "5.00"));
        assertEquals("too_many_open_orders", scenario.places(ADA, STONES, Side.BUY, "1.00", "1.00"));
        assertEquals("isolated_account", scenario.answer(new SetOrderQuota(ISOLATED, OrderQuota.DEFAULT)));
        SetAccountLimits own = new SetAccountLimits(ISOLATED, COINS, AccountLimits.NONE);
        assertEquals("isolated_account", scenario.answer(own));
        assertEquals("isolated_account", scenario.answer(new SetPreventionGroup(ISOLATED, 5)));
    }

    @Test
    void aNewOwnerOfTheMainAccountOwnsItToo() {
        open("1000.00");
        OwnerId next = new OwnerId(7, 7);

        assertEquals("isolated_account", scenario.answer(new BindAccount(ISOLATED, OWNER, next)));
        assertEquals(
                List.of(new AccountBound(ADA, next), new AccountBound(ISOLATED, next)),
                scenario.apply(new BindAccount(ADA, OWNER, next)));
    }

    @Test
    void olderRulesHaveNoIsolatedAccounts() {
        scenario = new LiquidationScenario(15);
        scenario.apply(new OpenAccount(ISOLATED));

        assertEquals("", scenario.gives(ISOLATED, STONE, 100));
        assertEquals("insufficient_funds", scenario.places(ISOLATED, STONES, Side.BUY, "1.00", "5.00"));
    }
}
