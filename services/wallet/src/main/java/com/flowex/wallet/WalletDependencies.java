package com.flowex.wallet;

import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.wallet.app.accounting.OutsidePayments;
import com.flowex.wallet.app.convert.OrderExecutions;
import com.flowex.wallet.app.fiat.FiatRateSource;
import com.flowex.wallet.app.margin.AccountVolumes;
import com.flowex.wallet.app.margin.OwnMarkets;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.worth.ClosingPrices;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.SeedsTable;

/**
 * Functions that the wallet needs of other parts of the exchange.
 *
 * @param custody opens the chains and the signer; they are closed with the reader
 * @param people functions of the identity service
 * @param tenants tenants; one that is not active pays nothing out
 * @param executions source of orders' trades
 * @param prices source of markets' former prices
 * @param rates source of rates of fiat currencies by day
 * @param payments payments outside of the exchange, for the books of users
 * @param markets trades of the exchange's own markets
 * @param volumes volumes that decide discounts of rates
 */
public record WalletDependencies(
        CustodyOpener custody,
        UserServices people,
        TenantDirectory tenants,
        OrderExecutions executions,
        ClosingPrices prices,
        FiatRateSource rates,
        OutsidePayments payments,
        OwnMarkets markets,
        AccountVolumes volumes) {

    /** Factory that opens the chains of this process. */
    @FunctionalInterface
    public interface CustodyOpener {
        /**
         * Opens the chains and the signer.
         *
         * @param seeds stores the fingerprint of the seed that existing addresses were made from
         */
        CustodyConnections open(SeedsTable seeds);
    }
}
