package com.flowex.engine.operator;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operators' commands: kill switches, restrictions, limits and quotas of accounts, groups of accounts of one owner, and versions of
 * the rules.
 */
public final class OperatorCommands {

    /** Tenant to which answers go for requests that belong to no tenant. */
    private static final int PLATFORM_TENANT = 1;

    private final ExchangeState state;
    private final OrderTermination ends;

    public OperatorCommands(ExchangeState state, OrderTermination ends) {
        this.state = state;
        this.ends = ends;
    }

    public void kill(KillScope scope, boolean isOn) {
        switch (scope) {
            case KillScope.OfAccount(var account) -> killAccount(scope, account, isOn);
            case KillScope.OfMarket(var tenant, var instrument) ->
                killMarket(scope, state.markets.find(tenant, instrument), isOn);
            case KillScope.OfTenant(var tenant) -> killTenant(scope, tenant, isOn);
        }
    }

    private void killAccount(KillScope scope, AccountId id, boolean isOn) {
        int account = state.accounts.indexOf(id);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(scope.tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (state.accounts.hasKillSwitchOn(account) != isOn) {
            state.accounts.kill(account, isOn);
            state.journal.emit(new KillSwitchSet(scope, isOn));
            if (isOn) {
                expireAllOf(account, null, ExpiryReason.KILL_SWITCH);
            }
        }
    }

    /** Ends the orders of an account, then those of its isolated accounts by market. */
    private void expireAllOf(int account, @Nullable Side side, ExpiryReason reason) {
        ends.expireAllOf(account, side, reason);
        for (int isolated : state.accounts.isolatedOf(account)) {
            ends.expireAllOf(isolated, side, reason);
        }
    }

    /**
     * Restricts an account. All its orders that it may no longer have, and those of its isolated accounts, end with the
     * command, so that none of them trades after it.
     */
    public void restrict(AccountId id, AccountRestriction restriction) {
        int account = state.accounts.indexOf(id);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(id.tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (state.accounts.ownRestriction(account) != restriction) {
            state.accounts.restrict(account, restriction);
            state.journal.emit(new AccountRestricted(id, restriction));
            switch (restriction) {
                case NONE -> {}
                case REDUCE_ONLY -> expireAllOf(account, Side.BUY, ExpiryReason.ACCOUNT_RESTRICTED);
                case SUSPENDED -> expireAllOf(account, null, ExpiryReason.ACCOUNT_RESTRICTED);
            }
        }
    }

    private void killMarket(KillScope scope, @Nullable Market market, boolean isOn) {
        if (market == null) {
            state.journal.reject(scope.tenant(), RejectReason.UNKNOWN_INSTRUMENT);
        } else if (market.isKilled() != isOn) {
            market.kill(isOn);
            state.journal.emit(new KillSwitchSet(scope, isOn));
            endOrTouch(market, isOn);
        }
    }

    private void killTenant(KillScope scope, int tenant, boolean isOn) {
        if (state.kills.isTenantKilled(tenant) == isOn) {
            return;
        }
        state.kills.killTenant(tenant, isOn);
        state.journal.emit(new KillSwitchSet(scope, isOn));
        List<Market> markets = new ArrayList<>();
        for (int i = 0; i < state.markets.count(); i++) {
            if (state.markets.get(i).instrument.tenant() == tenant) {
                markets.add(state.markets.get(i));
            }
        }
        markets.sort(Market.BY_ID);
        for (Market market : markets) {
            endOrTouch(market, isOn);
        }
    }

    private void endOrTouch(Market market, boolean isOn) {
        if (isOn) {
            state.endings.begin(market, ends, state.steps);
        } else {
            state.touched.add(market);
        }
    }

    public void limit(AccountId id, InstrumentId instrument, AccountLimits limits) {
        int account = state.accounts.indexOf(id);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(id.tenant(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        Market market = state.markets.find(id.tenant(), instrument);
        if (market == null) {
            state.journal.reject(id.tenant(), RejectReason.UNKNOWN_INSTRUMENT);
        } else if (state.accounts.isIsolated(account)) {
            state.journal.reject(id.tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (!state.limits.of(account, market.index).equals(limits)) {
            state.limits.set(account, market.index, limits);
            state.journal.emit(new AccountLimitsSet(id, instrument, limits));
        }
    }

    public void limit(AccountId id, OrderQuota quota) {
        int account = state.accounts.indexOf(id);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(id.tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (state.accounts.isIsolated(account)) {
            state.journal.reject(id.tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (!state.accounts.quota(account).equals(quota)) {
            state.limit(account, quota);
            state.journal.emit(new OrderQuotaSet(id, quota));
        }
    }

    /** Answers with the part of its quota that an account uses. */
    public void reportUsage(AccountId id) {
        int account = state.accounts.indexOf(id);
        state.journal.tried(
                account == Accounts.UNKNOWN
                        ? new PreviewAnswer.Refused(RejectReason.UNKNOWN_ACCOUNT)
                        : new PreviewAnswer.Quota(new OrderQuotaUsage(
                                state.positions.openOrders(account),
                                state.accounts.quota(account).openOrders(),
                                state.ids.unforgettableOf(account),
                                state.ids.quotas.maxOf(account))));
    }

    public void group(AccountId id, long group) {
        int account = state.accounts.indexOf(id);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(id.tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (state.accounts.isIsolated(account)) {
            state.journal.reject(id.tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (state.accounts.preventionGroup(account) != group) {
            state.accounts.preventionGroup(account, group);
            state.journal.emit(new PreventionGroupSet(id, group));
        }
    }

    /**
     * Adopts newer rules from the next command on.
     *
     * @throws com.flowex.domain.UnknownRulesException if this build does not know them
     */
    public void adopt(int version) {
        if (version <= state.rules().version()) {
            state.journal.reject(PLATFORM_TENANT, RejectReason.RULES_NOT_NEWER);
            return;
        }
        boolean wereKept = state.rules().tradedIdsAreKept();
        state.adoptRules(version);
        if (state.rules().tradedIdsAreKept() && !wereKept) {
            state.ids.fitIntoShares(state.journal.timeNanos());
        }
        state.journal.emit(new RulesAdopted(version));
    }
}
