package com.flowex.identity.app.erasure;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.person.ExternalPersonData.Forfeits;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.ErasuresTable.ErasedPerson;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operator command {@code ./flowex unclaimed list}: the accounts of erased people that still hold money. The amounts are
 * the present ones, so payments that arrived after the erasure are among them.
 */
public final class UnclaimedMoney {

    /** Number of accounts in one answer; the next answer begins behind them. */
    static final int ACCOUNTS_MAX = 1_000;

    private static final int BATCH = 500;

    private final Database database;
    private final Forfeits money;

    public UnclaimedMoney(Database database, Forfeits money) {
        this.database = database;
        this.money = money;
    }

    public Map<String, OperatorCommand> commands() {
        return Map.of("unclaimed list", (tenant, arguments) -> list(tenant, Long.parseLong(arguments.getFirst())));
    }

    /** Erased people, and the account of each. */
    private record Batch(List<ErasedPerson> people, Map<Long, AccountId> accounts) {}

    private Reply list(int tenant, long after) {
        List<String> lines = new ArrayList<>();
        long last = after;
        Batch batch = batch(tenant, last);
        while (!batch.people().isEmpty()) {
            Map<AccountId, List<String>> held =
                    money.held(tenant, batch.accounts().values());
            for (ErasedPerson person : batch.people()) {
                Optional<String> line = line(person, batch.accounts().get(person.userId()), held);
                if (line.isPresent() && lines.size() == ACCOUNTS_MAX) {
                    lines.add("there are more: ./flowex unclaimed list --after " + last);
                    return Reply.done(String.join("\n", lines));
                }
                line.ifPresent(lines::add);
                last = person.userId();
            }
            batch = batch(tenant, last);
        }
        return Reply.done(lines.isEmpty() ? "no account of an erased person holds money" : String.join("\n", lines));
    }

    /** Returns the line of a person's account; empty if it holds no money. */
    private static Optional<String> line(
            ErasedPerson person, @Nullable AccountId account, Map<AccountId, List<String>> held) {
        if (account == null) {
            return Optional.empty();
        }
        List<String> amounts = held.getOrDefault(account, List.of());
        return amounts.isEmpty()
                ? Optional.empty()
                : Optional.of("account " + account.number() + " of user " + person.userId() + ", erased " + person.at()
                        + ": " + String.join(", ", amounts));
    }

    private Batch batch(int tenant, long after) {
        return database.query(tenant, transaction -> {
            List<ErasedPerson> people = ErasuresTable.erased(transaction, tenant, after, BATCH);
            return new Batch(
                    people,
                    UsersTable.accounts(
                            transaction,
                            tenant,
                            people.stream().map(ErasedPerson::userId).toList()));
        });
    }
}
