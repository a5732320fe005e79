package com.flowex.identity.person;

import com.flowex.domain.AccountId;
import com.flowex.ground.database.PersonExport;
import java.time.Instant;
import java.util.List;

/**
 * What others know of people, and do for them.
 *
 * @param rows what else is known of a person
 * @param holdings what keeps an account from being given up
 * @param forfeits money that is too small to be taken out
 * @param removals what goes with a person: statements, each with the tenant and the number of whom it is about
 * @param work has what waits done
 */
public record Neighbours(
        List<PersonExport> rows, Holdings holdings, Forfeits forfeits, List<PersonExport> removals, Work work) {

    /** Where there is nobody else. */
    public static final Neighbours NONE =
            new Neighbours(List.of(), _ -> List.of(), Forfeits.NONE, List.of(), (_, _, _) -> {});

    public Neighbours {
        rows = List.copyOf(rows);
        removals = List.copyOf(removals);
    }

    /** What an account still has. */
    @FunctionalInterface
    public interface Holdings {
        /** Each in words, for example "0.5 BTC"; empty if there is nothing. */
        List<String> of(AccountId account);
    }

    /** Money of an account that is too small to be taken out: it goes to the exchange when the account is given up. */
    public interface Forfeits {

        /** Where there is no money. */
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

        /** Each in words, for example "0.000001 USDT"; empty if there is nothing. */
        List<String> of(AccountId account);

        /**
         * Moves it to the exchange's own account, once.
         *
         * @param cause the same whenever it is asked again
         * @return what was moved, in words
         */
        List<String> take(AccountId account, String cause);
    }

    /** Work that is done aside. */
    @FunctionalInterface
    public interface Work {
        /**
         * Asks for it; asking twice does no harm.
         *
         * @param due not before
         * @param by who asks
         */
        void ask(int tenant, Instant due, String by);
    }
}
