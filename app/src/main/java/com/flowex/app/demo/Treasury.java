package com.flowex.app.demo;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.TransferOutcome;
import java.util.List;
import java.util.OptionalLong;

/**
 * Balancing of the demo's accounts: they stay near their initial balances, by internal transfers that are in the log
 * like any other. An account with less than half gets the rest from the treasury; one with more than double gives the
 * surplus back.
 */
final class Treasury {

    /** Target balance of an account in an asset. */
    record Share(AccountId account, AssetId asset, long units) {}

    private final DemoThrottle throttle;
    private final AccountId treasury;
    private final List<Share> shares;

    Treasury(DemoThrottle throttle, AccountId treasury, List<Share> shares) {
        this.throttle = throttle;
        this.treasury = treasury;
        this.shares = List.copyOf(shares);
    }

    /** Gives an account its initial balance of an asset once more, after a refusal for lack of it. */
    void help(AccountId account, AssetId asset) {
        for (Share share : shares) {
            if (share.account.equals(account) && share.asset.equals(asset)) {
                move(treasury, account, new Amount(asset, share.units));
            }
        }
    }

    /** Moves shortfalls and surpluses, as far as the balances are known. */
    void level() {
        for (Share share : shares) {
            OptionalLong balance = throttle.balance(share.account, share.asset);
            if (balance.isPresent()) {
                level(share, balance.getAsLong());
            }
        }
    }

    private void level(Share share, long balanceUnits) {
        if (balanceUnits < share.units / 2) {
            move(treasury, share.account, new Amount(share.asset, share.units - balanceUnits));
        } else if (balanceUnits > share.units * 2) {
            move(share.account, treasury, new Amount(share.asset, balanceUnits - share.units));
        }
    }

    /**
     * Sends a transfer. A refusal for lack of funds changes nothing and is not an error: the demo continues with what
     * there is.
     */
    private void move(AccountId from, AccountId to, Amount amount) {
        Transfer transfer = new Transfer(throttle.nextTransferId(), from, to, amount, TransferKind.INTERNAL);
        CommandResult<TransferOutcome> _ = throttle.move(transfer);
    }
}
