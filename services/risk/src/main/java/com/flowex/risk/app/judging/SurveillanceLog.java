package com.flowex.risk.app.judging;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.platform.projection.TailFactory;
import com.flowex.surveillance.Surveillance;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The log that is judged, as this process knows it.
 *
 * @param tails opens readers of the log
 * @param end number of the last event that is known here
 * @param place a position near its end from which it can surely be read here
 * @param scheduled tenants for whom it is judged by schedule
 * @param owners owners of the accounts of the log; throws if an account is not known here yet
 * @param groups self-trade prevention groups of the accounts of the log, up to its end
 */
public record SurveillanceLog(
        TailFactory tails,
        LongSupplier end,
        Supplier<Checkpoint> place,
        Supplier<Set<Integer>> scheduled,
        Function<AccountId, Optional<OwnerId>> owners,
        PreventionGroups groups) {

    /** Lookup of self-trade prevention groups as they were. */
    @FunctionalInterface
    public interface PreventionGroups {
        /** Returns the group that the account had when the event with this number came; 0 if it had none. */
        long before(AccountId account, long sequence);
    }

    /** Returns the accounts as they were before the event with this number. */
    Surveillance.EarlierAccounts before(long sequence) {
        return new Surveillance.EarlierAccounts() {
            @Override
            public Optional<OwnerId> owner(AccountId account) {
                return owners.apply(account);
            }

            @Override
            public long preventionGroup(AccountId account) {
                return groups.before(account, sequence);
            }
        };
    }
}
