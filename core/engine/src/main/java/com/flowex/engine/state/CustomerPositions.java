package com.flowex.engine.state;

import com.flowex.domain.value.AccountId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.market.Market;

/** Open orders and positions of customers: those of a main account and of its isolated accounts count together. */
public final class CustomerPositions {

    private final Accounts accounts;
    private final AccountMarkets accountMarkets;
    private final Ledger ledger;

    CustomerPositions(Accounts accounts, AccountMarkets accountMarkets, Ledger ledger) {
        this.accounts = accounts;
        this.accountMarkets = accountMarkets;
        this.ledger = ledger;
    }

    /** Returns the number of open orders in all markets. */
    public int openOrders(int account) {
        int main = accounts.main(account);
        int count = accountMarkets.countOf(main);
        for (int isolated : accounts.isolatedOf(main)) {
            count += accountMarkets.countOf(isolated);
        }
        return count;
    }

    /** Returns the number of open orders in a market. */
    public int openOrders(int account, Market market) {
        int other = otherAccount(account, market);
        return countIn(account, market) + (other == Accounts.UNKNOWN ? 0 : countIn(other, market));
    }

    private int countIn(int account, Market market) {
        int accountMarket = accountMarkets.find(account, market.index);
        return accountMarket == AccountMarkets.NONE ? 0 : accountMarkets.count(accountMarket);
    }

    /** Returns the units of the base asset that are owned, and that open buys would bring, as far as they fit a long. */
    public long position(int account, Market market) {
        int other = otherAccount(account, market);
        long own = positionOf(account, market);
        return other == Accounts.UNKNOWN ? own : SaturatingMath.sum(own, positionOf(other, market));
    }

    /** Returns the units of a market's base asset that are owned, without what open buys would bring. */
    public long owned(int accountMarket, Market market) {
        int other = otherAccount(accountMarkets.account(accountMarket), market);
        long own = ledger.balance(accountMarkets.baseBalance(accountMarket));
        return other == Accounts.UNKNOWN ? own : SaturatingMath.sum(own, ledger.balanceOf(other, market.baseAsset));
    }

    private long positionOf(int account, Market market) {
        int accountMarket = accountMarkets.find(account, market.index);
        long open = accountMarket == AccountMarkets.NONE ? 0 : accountMarkets.openBuys(accountMarket);
        return SaturatingMath.sum(ledger.balanceOf(account, market.baseAsset), open);
    }

    /** Returns the customer's other account in a market; {@link Accounts#UNKNOWN} if there is none. */
    private int otherAccount(int account, Market market) {
        int main = accounts.main(account);
        if (main != account) {
            return main;
        }
        AccountId id = accounts.id(account);
        boolean mayHaveOther = !accounts.isolatedOf(account).isEmpty() && id.mayIsolate(market.instrument.id());
        return mayHaveOther ? accounts.indexOf(id.isolatedIn(market.instrument.id())) : Accounts.UNKNOWN;
    }
}
