package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.FeeRates;
import com.flowex.domain.Notional;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;
import com.flowex.domain.TradeId;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ledger.Ledger;

/** An incoming order against the book: best price first, then oldest; each fill settles at once. */
final class Matching {

    /** Fills of one command: 500 x (one trade of 120 bytes + two balances of 40) is 100 kB of events. */
    static final int FILLS_MAX = 500;

    private final ExchangeState state;
    private final Orders orders;
    private final Ledger ledger;

    Matching(ExchangeState state) {
        this.state = state;
        this.orders = state.open.orders;
        this.ledger = state.ledger;
    }

    /** An admitted order that is trading. */
    record Taker(OrderId id, OrderRequest request, int account) {

        Side side() {
            return request.side();
        }
    }

    /**
     * Trades until the order is filled, nothing crosses any more, or {@link #FILLS_MAX} is reached.
     *
     * @return units still open
     */
    long match(Market market, Taker taker) {
        long open = taker.request.quantity().units();
        Side resting = taker.side().opposite();
        for (int fills = 0; fills < FILLS_MAX && open > 0; fills++) {
            int maker = market.book.front(resting);
            if (maker == Orders.NONE || !Liquidity.crosses(taker.side(), taker.request.terms(), orders.price(maker))) {
                break;
            }
            long units = Math.min(open, orders.remaining(maker));
            open -= units;
            trade(market, taker, maker, units, open);
        }
        return open;
    }

    private void trade(Market market, Taker taker, int maker, long units, long takerRemaining) {
        long price = orders.price(maker);
        OrderId makerId = new OrderId(orders.id(maker));
        int makerAccount = orders.owner(maker);
        long makerRemaining = orders.remaining(maker) - units;
        state.open.fill(maker, units, state.journal.timeNanos());

        long quote = Notional.roundedDown(price, units, market.conversion);
        boolean takerBuys = taker.side() == Side.BUY;
        FeeRates rates = market.instrument.fees().base();
        long baseFee = Notional.feeOf(units, takerBuys ? rates.takerMillionths() : rates.makerMillionths());
        long quoteFee = Notional.feeOf(quote, takerBuys ? rates.makerMillionths() : rates.takerMillionths());
        int buyer = takerBuys ? taker.account : makerAccount;
        int seller = takerBuys ? makerAccount : taker.account;
        settle(seller, buyer, market.baseAsset, units, market.baseFees, baseFee);
        settle(buyer, seller, market.quoteAsset, quote, market.quoteFees, quoteFee);

        Amount ofBuyer = new Amount(market.instrument.base(), baseFee);
        Amount ofSeller = new Amount(market.instrument.quote(), quoteFee);
        AccountId makerOwner = state.accounts.id(makerAccount);
        state.journal.emit(new TradeExecuted(
                new TradeId(state.takeTradeId()),
                market.instrument.id(),
                taker.side(),
                new Price(price),
                new Quantity(units),
                new Amount(market.instrument.quote(), quote),
                new Fill(makerId, makerOwner, takerBuys ? ofSeller : ofBuyer, new Quantity(makerRemaining)),
                new Fill(
                        taker.id,
                        taker.request.account(),
                        takerBuys ? ofBuyer : ofSeller,
                        new Quantity(takerRemaining))));
    }

    /** One leg of a trade: the asset goes over whole, then the receiver pays the fee out of it. */
    private void settle(int giver, int receiver, int asset, long units, int fees, long fee) {
        int purse = ledger.slotOf(receiver, asset);
        ledger.move(ledger.slotOf(giver, asset), purse, units);
        ledger.move(purse, fees, fee);
    }
}
