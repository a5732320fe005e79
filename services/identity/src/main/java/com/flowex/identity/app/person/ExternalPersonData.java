package com.flowex.identity.app.person;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.export.PersonExport;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Data and work of other services that concern people.
 *
 * @param rows exports of further data about a person
 * @param holdings reasons why an account cannot be closed
 * @param forfeits money that is left at an erasure
 * @param removals statements that delete a person's data elsewhere; each takes the tenant and the person's number
 * @param work work that is scheduled for later
 */
public record ExternalPersonData(
        List<PersonExport> rows, Holdings holdings, Forfeits forfeits, List<PersonExport> removals, Work work) {

    /** Without other services. */
    public static final ExternalPersonData NONE =
            new ExternalPersonData(List.of(), _ -> List.of(), Forfeits.NONE, List.of(), (_, _, _) -> {});

    public ExternalPersonData {
        rows = List.copyOf(rows);
        removals = List.copyOf(removals);
    }

    /** Remaining holdings of an account. */
    @FunctionalInterface
    public interface Holdings {
        /** Returns the holdings in words, for example "0.5 BTC"; empty if there are none. */
        List<String> of(AccountId account);

        /**
         * Returns the holdings that the account's owner began. Only these end an erasure that is under way: whatever
         * others send after the request must not delay it.
         */
        default List<String> begun(AccountId account) {
            return of(account);
        }
    }

    /**
     * Money of an account that is closed: amounts that are too small to be withdrawn go to the exchange, others stay.
     */
    public interface Forfeits {

        /** Without any money. */
        Forfeits NONE = new Forfeits() {
            @Override
            public List<String> of(AccountId account) {
                return List.of();
            }

            @Override
            public List<String> take(AccountId account, String cause) {
                return List.of();
            }
        };

        /** Returns the small amounts in words, for example "0.000001 USDT"; empty if there are none. */
        List<String> of(AccountId account);

        /** Returns the amounts that stay in the account, in words; empty if there are none. */
        default List<String> unclaimed(AccountId account) {
            return List.of();
        }

        /** Returns all amounts in accounts, in words; accounts without money are left out. */
        default Map<AccountId, List<String>> held(int tenant, Collection<AccountId> accounts) {
            return Map.of();
        }

        /**
         * Moves the small amounts to the exchange's own account, once.
         *
         * @param cause identifier of the move; the same on every retry
         * @return moved amounts, in words
         */
        List<String> take(AccountId account, String cause);
    }

    /** Scheduler of background work. */
    @FunctionalInterface
    public interface Work {
        /**
         * Schedules the work; scheduling it twice does no harm.
         *
         * @param due earliest time
         * @param by actor who asked for it
         */
        void request(int tenant, Instant due, String by);
    }
}
