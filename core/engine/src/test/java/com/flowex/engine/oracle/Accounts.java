package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.command.BindAccount;
import com.flowex.domain.command.OpenOwnedAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sections 9 and 12: accounts, their owners and their limits. */
final class Accounts {

    private final World world;

    Accounts(World world) {
        this.world = world;
    }

    private void reject(int tenant, RejectReason reason) {
        world.say(new ListingRejected(tenant, reason));
    }

    void openUnowned(AccountId id, boolean mayOwe) {
        Account account = world.accounts.get(id);
        if (isIsolated(id)) {
            isolate(id);
        } else if (account != null && account.owner != null) {
            reject(id.tenant(), RejectReason.ACCOUNT_TAKEN);
        } else {
            open(id, mayOwe);
        }
    }

    private void isolate(AccountId id) {
        RejectReason refusal = world.accounts.containsKey(id) ? null : refusalToIsolate(id);
        if (refusal != null) {
            reject(id.tenant(), refusal);
        } else if (!world.accounts.containsKey(id)) {
            open(id, false);
            Account account = Objects.requireNonNull(world.accounts.get(id));
            OwnerId owner = account.main().owner;
            if (owner != null) {
                give(account, owner);
            }
        }
    }

    void open(OpenOwnedAccount open) {
        Account there = world.accounts.get(open.account());
        if (isIsolated(open.account())) {
            reject(open.account().tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (there == null) {
            open(open.account(), false);
            give(Objects.requireNonNull(world.accounts.get(open.account())), open.owner());
        } else if (!open.owner().equals(there.owner)) {
            reject(open.account().tenant(), RejectReason.ACCOUNT_TAKEN);
        }
    }

    private boolean isIsolated(AccountId id) {
        return world.rulesVersion >= 16 && id.isIsolated();
    }

    private @Nullable RejectReason refusalToIsolate(AccountId id) {
        Market market = world.market(id.tenant(), id.isolatedMarket());
        if (!world.accounts.containsKey(id.main())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (market == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        return market.state == MarketState.DELISTED ? RejectReason.INSTRUMENT_DELISTED : null;
    }

    void bind(BindAccount bind) {
        Account account = world.accounts.get(bind.account());
        if (account == null) {
            reject(bind.account().tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (isIsolated(account.id)) {
            reject(bind.account().tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (!bind.to().equals(account.owner)) {
            if (Objects.equals(account.owner, bind.from())) {
                world.ofCustomer(account).forEach(each -> give(each, bind.to()));
            } else {
                reject(bind.account().tenant(), RejectReason.ACCOUNT_TAKEN);
            }
        }
    }

    private void give(Account account, OwnerId owner) {
        account.owner = owner;
        world.say(new AccountBound(account.id, owner));
    }

    void open(AccountId id, boolean mayOwe) {
        if (!world.accounts.containsKey(id)) {
            Account main = isIsolated(id) ? world.accounts.get(id.main()) : null;
            Account account = new Account(id, mayOwe || id.number() == AccountId.OUTSIDE, main);
            world.accounts.put(id, account);
            world.say(new AccountOpened(id, account.mayOwe));
        }
    }

    void set(SetAccountLimits command) {
        Account account = world.accounts.get(command.account());
        if (account == null) {
            reject(command.account().tenant(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        Market market = world.market(account.id.tenant(), command.instrument());
        if (market == null) {
            reject(command.account().tenant(), RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        if (isIsolated(account.id)) {
            reject(account.id.tenant(), RejectReason.ISOLATED_ACCOUNT);
            return;
        }
        AccountLimits before = account.limitsIn(market);
        if (!before.equals(command.limits())) {
            account.limits.put(market.id(), command.limits());
            world.say(new AccountLimitsSet(account.id, market.id(), command.limits()));
        }
    }

    void set(SetOrderQuota command) {
        Account account = world.accounts.get(command.account());
        if (account == null) {
            reject(command.account().tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (isIsolated(account.id)) {
            reject(command.account().tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (!account.quota.equals(command.quota())) {
            account.quota = command.quota();
            world.say(new OrderQuotaSet(account.id, command.quota()));
        }
    }

    void set(SetPreventionGroup command) {
        Account account = world.accounts.get(command.account());
        if (account == null) {
            reject(command.account().tenant(), RejectReason.UNKNOWN_ACCOUNT);
        } else if (isIsolated(account.id)) {
            reject(command.account().tenant(), RejectReason.ISOLATED_ACCOUNT);
        } else if (account.group != command.group()) {
            account.group = command.group();
            world.say(new PreventionGroupSet(account.id, account.group));
        }
    }
}
