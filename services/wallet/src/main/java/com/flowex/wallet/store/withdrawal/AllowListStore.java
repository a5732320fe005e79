package com.flowex.wallet.store.withdrawal;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link AllowList}, with a transaction for each call. */
public record AllowListStore(Database database) {

    /**
     * The list of an account, which is the schema AllowList.
     *
     * @param offFrom time at which it will be off; null if it stays as it is
     */
    public record Snapshot(boolean enabled, @Nullable Instant offFrom, List<AllowList.Allowed> items) {}

    public Snapshot of(AccountId account) {
        return database.query(
                account.tenant(),
                connection -> new Snapshot(
                        AllowList.isOn(connection, account),
                        AllowList.offFrom(connection, account),
                        AllowList.all(connection, account)));
    }

    /**
     * Adds an address; one that is listed already keeps its time.
     *
     * @param lock time until the address counts
     * @return false if the list has as many addresses as it may
     */
    public boolean add(AccountId account, AllowList.Entry entry, Duration lock, int max) {
        return database.transaction(account.tenant(), connection -> {
            boolean hasRoom = AllowList.size(connection, account) < max;
            if (hasRoom) {
                AllowList.add(connection, account, entry, lock);
            }
            return hasRoom;
        });
    }

    /** Removes an address; returns false if it is not listed. */
    public boolean remove(AccountId account, String network, String address, String memo) {
        return database.transaction(
                account.tenant(), connection -> AllowList.remove(connection, account, network, address, memo));
    }

    /** Switches the list on at once. */
    public void switchOn(AccountId account) {
        database.transaction(account.tenant(), connection -> {
            AllowList.on(connection, account);
            return account;
        });
    }

    /** Switches the list off after a delay. */
    public void switchOff(AccountId account, Duration delay) {
        database.transaction(account.tenant(), connection -> {
            AllowList.off(connection, account, delay);
            return account;
        });
    }
}
