package com.flowex.engine;

import static com.flowex.engine.Scenario.scenario;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Working orders that pay what they trigger, by rules 13. A maker pays 1 %, a taker 2 %, unless a scenario says otherwise. */
class PayingScenariosTest {

    private static final FeeRates FEES = new FeeRates(10_000, 20_000);

    private static void byRules13(String lines) {
        scenario(FEES, "operator adopts 13 | rules 13\n" + lines);
    }

    @Test
    void eachFillIsHeldForThePendingOrderWhichSellsThemAll() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            bob sell 200 @ 100                    | accepted #3, trade #1 200 @ 100
            ada has                               | 10198 coins (198 held), 980000 dollars (30000 held)
            ada sell 10001 @ 200                  | insufficient_funds
            ada sell 10000 @ 200                  | accepted #4, rests 10000 @ 200
            bob sell 300 @ 100                    | accepted #5, trade #1 300 @ 100, revised #2 to 495, started #2, rests 495 @ 120
            ada has                               | 10495 coins (10495 held), 950000 dollars
            cyd buy 495 @ 120                     | accepted #6, trade #2 495 @ 120
            ada has                               | 10000 coins (10000 held), 1008806 dollars
            """);
    }

    @Test
    void lessThanALotIsAvailableWhenItBegins() {
        byRules13("""
            operator rules lot=10                 | changed
            ada buy 500 @ 100 pays sell 500 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            bob sell 500 @ 100                    | accepted #3, trade #1 500 @ 100, revised #2 to 490, started #2, rests 490 @ 120
            ada has                               | 10495 coins (490 held), 950000 dollars
            """);
    }

    @Test
    void aWorkingOrderThatIsFilledAtOncePaysAtOnce() {
        byRules13("""
            bob sell 500 @ 100                        | accepted #1, rests 500 @ 100
            cyd buy 490 @ 95                          | accepted #2, rests 490 @ 95
            ada buy 500 @ 100 ioc pays sell 500 market | accepted #3, accepted #4, linked #3 #4, trade #1 500 @ 100, revised #4 to 490, started #4, trade #2 490 @ 95
            ada has                                   | 10000 coins, 995619 dollars
            bob sell 500 @ 100                        | accepted #5, rests 500 @ 100
            ada buy 600 @ 100 fok pays sell 600 market | accepted #6, accepted #7, linked #6 #7, expired #6 600 fill_or_kill, canceled #7 600 other_leg
            ada buy 600 @ 100 ioc pays sell 600 market | accepted #8, accepted #9, linked #8 #9, trade #5 500 @ 100, expired #8 100 immediate_or_cancel, canceled #9 600 other_leg
            ada has                                   | 10490 coins, 945619 dollars
            """);
    }

    @Test
    void aMakerWithARebateSellsAllThatItBought() {
        scenario(new FeeRates(-10_000, 20_000), """
            operator adopts 13                    | rules 13
            ada buy 500 @ 100 pays sell 500 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            bob sell 500 @ 100                    | accepted #3, trade #1 500 @ 100, started #2, rests 500 @ 120
            ada has                               | 10500 coins (500 held), 950500 dollars
            """);
    }

    @Test
    void anyOtherEndMakesWhatIsHeldAvailable() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 @ 120        | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            bob sell 200 @ 100                           | accepted #3, trade #1 200 @ 100
            ada cancel #1                                | canceled #1 300, canceled #2 500 other_leg
            ada has                                      | 10198 coins, 980000 dollars
            ada buy 500 @ 100 gtd 10 pays sell 500 @ 120 | accepted #4, accepted #5, linked #4 #5, rests 500 @ 100
            bob sell 200 @ 100                           | accepted #6, trade #4 200 @ 100
            ada has                                      | 10396 coins (198 held), 960000 dollars (30000 held)
            after 10 seconds                             | expired #4 300 good_till_date, canceled #5 500 other_leg
            ada has                                      | 10396 coins, 960000 dollars
            ada buy 500 @ 100 pays sell 500 @ 120        | accepted #7, accepted #8, linked #7 #8, rests 500 @ 100
            bob sell 200 @ 100                           | accepted #9, trade #7 200 @ 100
            ada cancel #8                                | canceled #8 500, canceled #7 300 other_leg
            ada buy 500 @ 100 pays sell 500 @ 120        | accepted #10, accepted #11, linked #10 #11, rests 500 @ 100
            bob sell 200 @ 100                           | accepted #12, trade #10 200 @ 100
            operator kills ada                           | killed, expired #10 300 kill_switch, canceled #11 500 other_leg
            ada has                                      | 10792 coins, 920000 dollars
            operator revives ada                         | revived
            ada buy 500 @ 100 pays sell 500 @ 120        | accepted #13, accepted #14, linked #13 #14, rests 500 @ 100
            bob sell 200 @ 100                           | accepted #15, trade #13 200 @ 100
            operator restricts ada to reduce_only        | reduce_only, expired #13 300 account_restricted, canceled #14 500 other_leg
            operator restricts ada to none               | none
            ada buy 500 @ 100 pays sell 500 @ 120        | accepted #16, accepted #17, linked #16 #17, rests 500 @ 100
            bob sell 200 @ 100                           | accepted #18, trade #16 200 @ 100
            operator delists                             | delisted, expired #16 300 delisted, canceled #17 500 other_leg
            ada has                                      | 11188 coins, 880000 dollars
            """);
    }

    @Test
    void preventionThatTakesAPartFreesWhatIsHeld() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 @ 120           | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            bob sell 200 @ 100                              | accepted #3, trade #1 200 @ 100
            ada sell 100 @ 100 decrement                    | accepted #4, prevented #1 -100 #4 -100, canceled #2 500 other_leg, expired #4 0 self_trade_prevented
            ada has                                         | 10198 coins, 980000 dollars (20000 held)
            ada cancel all                                  | canceled #1 200
            bob sell 200 @ 95                               | accepted #5, rests 200 @ 95
            ada sell 100 @ 100                              | accepted #6, rests 100 @ 100
            ada buy 500 @ 100 decrement pays sell 500 @ 120 | accepted #7, accepted #8, linked #7 #8, trade #5 200 @ 95, prevented #6 -100 #7 -100, expired #6 0 self_trade_prevented, rests 200 @ 100, canceled #8 500 other_leg
            ada has                                         | 10394 coins, 961000 dollars (20000 held)
            """);
    }

    /** The sale of an account to its own working order moves no coins, but for the fee, and what it buys is held. */
    @Test
    void aTradeWithItselfPaysToo() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            ada sell 10000 @ 100                  | accepted #3, trade #1 500 @ 100, rests 9500 @ 100, revised #2 to 495, started #2, rests 495 @ 120
            ada has                               | 9995 coins (9995 held), 999000 dollars
            """);
    }

    @Test
    void aPairIsPaidOnceAndBeginsAsAWhole() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 @ 120 pair stop 90 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3, rests 500 @ 100
            bob sell 200 @ 100                    | accepted #4, trade #1 200 @ 100
            ada has                               | 10198 coins (198 held), 980000 dollars (30000 held)
            bob sell 300 @ 100                    | accepted #5, trade #1 300 @ 100, revised #2 to 495, revised #3 to 495, started #2, started #3, rests 495 @ 120
            ada has                               | 10495 coins (495 held), 950000 dollars
            cyd buy 100 @ 120                     | accepted #6, trade #2 100 @ 120, expired #3 495 other_leg
            ada has                               | 10395 coins (395 held), 961880 dollars
            ada buy 500 @ 100 pays sell 500 profit 150 then market pair stop 90 then market | accepted #7, accepted #8, accepted #9, linked #7 #8, linked #7 #9, paired #8 #9, rests 500 @ 100
            bob sell 200 @ 100                    | accepted #10, trade #7 200 @ 100
            ada has                               | 10593 coins (593 held), 941880 dollars (30000 held)
            ada cancel #9                         | canceled #9 500, canceled #8 500 other_leg, canceled #7 300 other_leg
            ada has                               | 10593 coins (395 held), 941880 dollars
            """);
    }

    /** The fee of a twentieth leaves 19 of 20 coins, which are no lot. */
    @Test
    void aQuantityBelowALotExpires() {
        scenario(new FeeRates(50_000, 100_000), """
            operator adopts 13                  | rules 13
            operator rules lot=20               | changed
            ada buy 20 @ 100 pays sell 20 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 20 @ 100
            bob sell 20 @ 100                   | accepted #3, trade #1 20 @ 100, expired #2 20 not_allowed
            ada has                             | 10019 coins, 998000 dollars
            ada buy 20 @ 100 pays sell 20 @ 120 pair stop 90 then market | accepted #4, accepted #5, accepted #6, linked #4 #5, linked #4 #6, paired #5 #6, rests 20 @ 100
            bob sell 20 @ 100                   | accepted #7, trade #4 20 @ 100, expired #5 20 not_allowed, expired #6 20 other_leg
            ada has                             | 10038 coins, 996000 dollars
            """);
    }

    @Test
    void aPaidOrderThatMayNotBeginFreesWhatIsHeld() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 stop 110 then market | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            bob sell 500 @ 100                    | accepted #3, trade #1 500 @ 100, revised #2 to 495, expired #2 495 would_trigger_at_once
            ada has                               | 10495 coins, 950000 dollars
            ada buy 500 @ 100 pays sell 500 @ 120 | accepted #4, accepted #5, linked #4 #5, rests 500 @ 100
            operator rules min=500                | changed
            bob sell 500 @ 100                    | accepted #6, trade #4 500 @ 100, revised #5 to 495, expired #5 495 not_allowed
            ada has                               | 10990 coins, 900000 dollars
            """);
    }

    @Test
    void theHoldStaysWhileTheMarketIsHalted() {
        byRules13("""
            operator rules breaker=10,60,30       | changed
            bob sell 1 @ 100                      | accepted #1, rests 1 @ 100
            cyd buy 1 @ 100                       | accepted #2, trade #1 1 @ 100
            ada buy 500 @ 80 pays sell 500 @ 120  | accepted #3, accepted #4, linked #3 #4, rests 500 @ 80
            bob sell 500 @ 80                     | accepted #5, trade #3 500 @ 80, halted by circuit_breaker
            ada has                               | 10495 coins (495 held), 960000 dollars
            after 30 seconds                      | open by halt_over, revised #4 to 495, started #4, rests 495 @ 120
            ada buy 500 @ 80 pays sell 500 @ 120  | accepted #6, accepted #7, linked #6 #7, rests 500 @ 80
            after 60 seconds                      |
            bob buy 1 @ 100                       | accepted #8, rests 1 @ 100
            cyd sell 1 @ 100                      | accepted #9, trade #8 1 @ 100
            bob sell 500 @ 80                     | accepted #10, trade #6 500 @ 80, halted by circuit_breaker
            ada cancel #7                         | canceled #7 500
            ada has                               | 10990 coins (495 held), 920000 dollars
            """);
    }

    @Test
    void thePendingQuantityFollowsTheWorkingOne() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            bob sell 200 @ 100                    | accepted #3, trade #1 200 @ 100
            ada revise #1 to 400 starts           | revised #2 to 400, reduced #1 to 200
            ada has                               | 10198 coins (198 held), 980000 dollars (20000 held)
            ada revise #1 starts to 300           | not_amendable
            ada revise #2 to 300                  | not_amendable
            ada revise #1 starts @ 130            | revised #2 to 400
            ada revise #1 to 600 @ 105 starts     | revised #2 to 600, amended #1 to 400 @ 105, rests 400 @ 105
            bob sell 400 @ 105                    | accepted #4, trade #1 400 @ 105, revised #2 to 594, started #2, rests 594 @ 130
            ada has                               | 10594 coins (594 held), 938000 dollars
            """);
    }

    @Test
    void aRevisionThatFillsTheWorkingOrderPays() {
        byRules13("""
            ada buy 500 @ 100 pays sell 500 @ 120 pair stop 90 then market | accepted #1, accepted #2, accepted #3, linked #1 #2, linked #1 #3, paired #2 #3, rests 500 @ 100
            bob sell 200 @ 100                    | accepted #4, trade #1 200 @ 100
            bob sell 200 @ 105                    | accepted #5, rests 200 @ 105
            ada revise #2 to 400 @ 105 starts     | revised #2 to 400, revised #3 to 400, amended #1 to 200 @ 105, trade #5 200 @ 105, revised #2 to 394, revised #3 to 394, started #2, started #3, rests 394 @ 120
            ada has                               | 10394 coins (394 held), 959000 dollars
            """);
    }

    @Test
    void changesThatThePendingOrderMayNotHaveAreRefused() {
        byRules13("""
            operator rules min=200                | changed
            ada buy 500 @ 100 pays sell 500 @ 120 | accepted #1, accepted #2, linked #1 #2, rests 500 @ 100
            ada revise #1 to 100 starts           | quantity_too_small
            ada buy 500 @ 100 pays sell 500 @ 120 show 490 | accepted #3, accepted #4, linked #3 #4, rests 500 @ 100
            ada revise #3 to 490 starts           | display_quantity_invalid
            """);
    }

    /** It makes 500 fills in its first way through the book and the last one in its second. */
    @Test
    void anOrderThatGoesOnPaysByEachWay() {
        List<String> sellers = List.of("bob", "cyd", "eve");
        StringBuilder lines = new StringBuilder();
        StringBuilder trades = new StringBuilder();
        for (int order = 1; order <= 501; order++) {
            lines.append(sellers.get(order % 3)).append(" sell 50 @ 5 | accepted #" + order + ", rests 50 @ 5\n");
            trades.append(", trade #").append(order).append(" 50 @ 5");
        }
        lines.append("dan buy 25050 @ 5 pays sell 25050 @ 10 | accepted #502, accepted #503, linked #502 #503")
                .append(trades)
                .append(", revised #503 to 24549, started #503, rests 24549 @ 10\n")
                .append("dan has | 34549 coins (24549 held), 874750 dollars\n");
        byRules13(lines.toString());
    }

    @Test
    void listsThatPayAreRepeatedAndDifferFromOthers() {
        byRules13("""
            ada buy 5 @ 100 as a pays sell 5 @ 120 as b   | accepted #1, accepted #2, linked #1 #2, rests 5 @ 100
            ada buy 5 @ 100 as a pays sell 5 @ 120 as b   | again accepted #1
            ada buy 5 @ 100 as a starts sell 5 @ 120 as b | client_order_id_reused
            ada buy 20000 @ 100 as d pays sell 20000 @ 120 as e | insufficient_funds
            ada ask e                                     | again insufficient_funds
            """);
    }

    @Test
    void olderRulesRefuseThem() {
        scenario("""
            operator adopts 12                             | rules 12
            ada buy 5 @ 100 as a pays sell 5 @ 120 as b    | rules_too_old
            ada ask b                                      | again rules_too_old
            operator kills tenant                          | killed
            ada buy 5 @ 100 pays sell 5 @ 120              | rules_too_old
            """);
    }

    @Test
    void onlyPurchasesPaySalesOfTheSameQuantity() {
        assertThrows(IllegalArgumentException.class, () -> paying(Side.SELL, Side.BUY, 5));
        assertThrows(IllegalArgumentException.class, () -> paying(Side.BUY, Side.BUY, 5));
        assertThrows(IllegalArgumentException.class, () -> paying(Side.BUY, Side.SELL, 4));
    }

    private static PlacePayingOrders paying(Side working, Side pending, long quantity) {
        return new PlacePayingOrders(new PlaceLinkedOrders(order("a", working, 5), order("b", pending, quantity)));
    }

    private static OrderRequest order(String id, Side side, long quantity) {
        return new OrderRequest(
                new AccountId(1, AccountId.CUSTOMERS_FROM),
                ClientOrderId.of(id),
                new InstrumentId(1),
                side,
                new Quantity(quantity),
                new OrderTerms.Limit(new Price(1), TimeInForce.GTC, false));
    }
}
