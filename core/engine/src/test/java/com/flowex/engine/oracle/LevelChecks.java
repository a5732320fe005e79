package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Section 12: which accounts are due for a look, and in which order. It learns that from the events alone. */
final class LevelChecks {

    private static final long RETRY = 30_000_000_000L;

    private final World world;
    private int seen;

    LevelChecks(World world) {
        this.world = world;
    }

    /** Begins a command. */
    void begin() {
        seen = 0;
    }

    /** Takes in the events since the last time; an account that is being looked at is passed over. */
    void note(@Nullable Account looked) {
        while (seen < world.emitted.size()) {
            Object event = world.emitted.get(seen++);
            if (world.rulesVersion >= 8) {
                note(event, looked);
            }
        }
    }

    private void note(Object event, @Nullable Account looked) {
        switch (event) {
            case RulesAdopted _ -> {
                for (Account account : world.accounts.values()) {
                    account.debts.keySet().forEach(asset -> owes(account, asset));
                }
            }
            case DebtChanged debt -> {
                Account account = Objects.requireNonNull(world.accounts.get(debt.account()));
                if (debt.principalUnits() > 0) {
                    owes(account, debt.asset());
                }
                touch(account.id, looked);
                Margin margin = account.margin;
                if (debt.principalUnits() == 0 && margin != null) {
                    margin.owed.remove(debt.asset());
                    boolean isOver = margin.owed.isEmpty() && margin.fees == null && account != looked;
                    account.margin = isOver ? null : margin;
                }
            }
            case InterestCharged charged -> touch(charged.account(), looked);
            case TransferPosted(var transfer) -> {
                touch(transfer.from(), looked);
                touch(transfer.to(), looked);
            }
            case TradeExecuted trade -> {
                touch(trade.taker().account(), looked);
                touch(trade.maker().account(), looked);
            }
            case ReservedPosted posted -> {
                touch(posted.reserved().from(), looked);
                touch(posted.reserved().to(), looked);
            }
            case ReservedVoided voided -> touch(voided.reserved().from(), looked);
            case ReservedExpired expired -> touch(expired.reserved().from(), looked);
            default -> {}
        }
    }

    private void owes(Account account, AssetId asset) {
        Margin margin = account.margin;
        if (margin == null) {
            margin = new Margin();
            margin.batch = lastBatch();
            account.margin = margin;
        }
        margin.owed.add(asset);
    }

    private void touch(AccountId id, @Nullable Account looked) {
        Account account = Objects.requireNonNull(world.accounts.get(id));
        Margin margin = account.margin;
        if (account != looked && margin != null && margin.batch == 0) {
            beDue(margin, lastBatch());
        }
    }

    private static void beDue(Margin margin, long batch) {
        margin.batch = batch;
        margin.retry = 0;
    }

    /** The last batch in which an account is due; a new one if none is. */
    long lastBatch() {
        return due().stream().mapToLong(account -> margin(account).batch).max().orElse(1);
    }

    boolean isSomeoneDue() {
        return !due().isEmpty();
    }

    private List<Account> due() {
        return world.accounts.values().stream()
                .filter(account -> account.margin != null && margin(account).batch != 0)
                .toList();
    }

    private static Margin margin(Account account) {
        return Objects.requireNonNull(account.margin);
    }

    /** The next account; by batch, then level, then tenant and number. */
    Account next() {
        return due().stream()
                .min(Comparator.comparingLong((Account account) -> margin(account).batch)
                        .thenComparingLong(account -> margin(account).level)
                        .thenComparingInt(account -> account.id.tenant())
                        .thenComparingLong(account -> account.id.number()))
                .orElseThrow();
    }

    /** A price has come: all accounts of the tenant are due if it has changed, else those that wait. */
    void priced(int tenant, boolean hasChanged) {
        List<Margin> affected = world.accounts.values().stream()
                .filter(account -> account.id.tenant() == tenant && account.margin != null)
                .map(LevelChecks::margin)
                .filter(margin -> margin.batch == 0 && (hasChanged || margin.retry != 0))
                .toList();
        long batch = isSomeoneDue() ? lastBatch() + 1 : 1;
        affected.forEach(margin -> beDue(margin, batch));
    }

    void set(SetMarginLevels command) {
        if (world.rulesVersion < 8) {
            world.say(new ListingRejected(command.tenant(), RejectReason.RULES_TOO_OLD));
        } else if (!command.levels().equals(world.levels(command.tenant()))) {
            world.levels.put(command.tenant(), command.levels());
            world.say(new MarginLevelsSet(command.tenant(), command.levels()));
            priced(command.tenant(), true);
        }
    }

    /** Section 12: an account's own bound; as high as the first tier of an asset that is lent. */
    void set(SetLeverage command) {
        AccountId account = command.account();
        int leverage = command.leverage();
        if (!world.accounts.containsKey(account)) {
            world.say(new RequestRejected(account, RejectReason.UNKNOWN_ACCOUNT));
        } else if (world.rulesVersion < 11) {
            world.say(new RequestRejected(account, RejectReason.RULES_TOO_OLD));
        } else if (leverage > 1 && !isLentSoHigh(account, leverage)) {
            world.say(new RequestRejected(account, RejectReason.LEVERAGE_TOO_HIGH));
        } else if (leverage != world.leverages.getOrDefault(account, 0)) {
            world.leverages.put(account, leverage);
            world.say(new LeverageSet(account, leverage));
        }
    }

    private boolean isLentSoHigh(AccountId id, int leverage) {
        boolean isIsolated = world.rulesVersion >= 16 && id.isIsolated();
        Market market = isIsolated ? world.market(id.tenant(), id.isolatedMarket()) : null;
        return leverage <= 100
                && world.lent.entrySet().stream()
                        .filter(lent -> world.asset(lent.getKey()).tenant() == id.tenant())
                        .filter(lent -> market == null
                                || List.of(market.base(), market.quote()).contains(lent.getKey()))
                        .map(lent -> lent.getValue().terms)
                        .filter(terms -> terms.capUnits() > 0)
                        .anyMatch(terms ->
                                (leverage - 1L) * terms.tiers().getFirst().initialMillionths() <= 1_000_000);
    }

    /** The time of a waiting account has come. */
    void retry(Account account) {
        beDue(margin(account), lastBatch());
    }

    void await(Margin margin) {
        margin.retry = world.now > Long.MAX_VALUE - RETRY ? Long.MAX_VALUE : world.now + RETRY;
    }
}
