package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import java.util.List;

/**
 * Liquidation of an account that is under way. Its next step follows from the account's balances and debts.
 *
 * @param fees fees of its sales so far, at most one amount for each asset, by asset id
 */
public record LiquidationState(AccountId account, List<Amount> fees) implements StateRecord {

    public LiquidationState {
        fees = List.copyOf(fees);
    }
}
