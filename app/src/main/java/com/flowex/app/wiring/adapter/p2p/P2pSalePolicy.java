package com.flowex.app.wiring.adapter.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.SalePolicy;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.app.withdrawal.OutgoingSales;
import com.flowex.wallet.app.withdrawal.OutgoingSales.Seller;
import java.time.LocalDate;

/** The wallet's rules for money that leaves an account, as trades between people ask for them. */
public record P2pSalePolicy(OutgoingSales sales, P2pBalances balances, InstrumentDirectory directory)
        implements SalePolicy {

    private static Seller seller(Trader trader) {
        return new Seller(trader.account(), trader.user(), trader.apiKey());
    }

    @Override
    public void requireMayOffer(Trader seller, AssetId asset) {
        sales.requireMayOffer(seller(seller), directory.asset(asset));
    }

    @Override
    public long available(AccountId seller, AssetId asset) {
        return balances.available(seller, asset);
    }

    @Override
    public void requireMaySell(Sale sale) {
        sales.requireMaySell(seller(sale.seller()), directory.asset(sale.asset()), sale.units(), sale.buyer());
    }

    @Override
    public LocalDate count(Transaction connection, Sale sale) {
        return sales.count(
                connection, seller(sale.seller()), directory.asset(sale.asset()), sale.units(), sale.buyer());
    }

    @Override
    public void giveBack(Transaction connection, AccountId seller, AssetId asset, LocalDate day, long units) {
        sales.giveBack(connection, seller, asset, day, units);
    }

    @Override
    public void requireMayStillRelease(Sale sale) {
        sales.requireMayStillRelease(seller(sale.seller()), directory.asset(sale.asset()), sale.units(), sale.buyer());
    }

    @Override
    public void requireMayRelease(Sale sale, String code) {
        sales.requireMayRelease(seller(sale.seller()), directory.asset(sale.asset()), sale.units(), sale.buyer(), code);
    }
}
