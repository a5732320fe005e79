package com.flowex.app.wiring.adapter.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.BalanceQueries.AccountBalances;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Balances of the wallet as their owner has to see them. Another process may keep the wallet's view, so this reads the
 * position of the view with the balances.
 *
 * @param path latest writes of each account
 * @param longestWait longest time that a read waits for its owner's last write
 */
public record P2pBalances(BalanceQueries queries, CommandSubmitter path, Duration longestWait) {

    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    /**
     * Returns the units of an asset that an account has free.
     *
     * @throws Refusal {@code view_behind} if the view does not show the account's last write in time
     */
    public long available(AccountId account, AssetId asset) {
        long written = path.lastSequence(account);
        long begin = System.nanoTime();
        AccountBalances found = queries.of(account);
        while (found.sequence() < written) {
            if (System.nanoTime() - begin > longestWait.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw Refusal.viewBehind(written, found.sequence());
            }
            LockSupport.parkNanos(POLL_NANOS);
            found = queries.of(account);
        }
        return found.balances().stream()
                .filter(each -> each.asset().equals(asset))
                .mapToLong(each -> each.balanceUnits() - each.heldUnits())
                .sum();
    }
}
