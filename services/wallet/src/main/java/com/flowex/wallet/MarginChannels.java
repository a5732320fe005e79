package com.flowex.wallet;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.StreamClock;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.wallet.api.margin.MarginChannel;
import com.flowex.wallet.app.margin.AccountVolumes;
import com.flowex.wallet.app.margin.IndexStates;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.store.margin.MarginQueries;
import java.time.InstantSource;

/** Channels of the account stream with an account's margin. The process need not have the wallet, its keys or its view. */
public final class MarginChannels {

    private final MarginAccounts accounts;

    /** Brings the tables of lending up to date. */
    public MarginChannels(
            Database database, InstrumentDirectory directory, TenantDirectory tenants, AccountVolumes volumes) {
        database.migrate("margin");
        this.accounts = new MarginAccounts(
                new MarginQueries(database),
                new IndexStates(database, InstantSource.system()),
                directory,
                tenants,
                volumes);
    }

    /** Returns the channel of an account. */
    public Channel of(AccountId account) {
        return new MarginChannel(accounts, account, StreamClock.SYSTEM);
    }
}
