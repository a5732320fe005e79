package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.PersonalDataService;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.store.IdentityExports;
import com.flowex.operations.app.PersonalDataTask;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.p2p.store.P2pExports;
import com.flowex.platform.Platform;
import com.flowex.platform.database.export.PersonExport;
import com.flowex.risk.store.RiskExports;
import com.flowex.strategies.store.StrategiesExports;
import com.flowex.trading.TradingService;
import com.flowex.wallet.WalletPrivacyQueries;
import com.flowex.wallet.app.user.AccountClosureBalances;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Adapter that has identity process requests for personal data, and gives it the other services' queries over a
 * person's data.
 */
public record PersonalDataTasks(PersonalDataService people) implements PersonalDataTask.PersonalDataExecutor {

    /** Returns the other services' data about people, and their work for it, which tasks do. */
    public static ExternalPersonData personData(Platform platform, OrderEntryService orderEntry, TaskSubmitter tasks) {
        List<PersonExport> rows = Stream.of(
                        IdentityExports.all(),
                        TradingService.personRows(),
                        WalletPrivacyQueries.rows(),
                        RiskExports.all(),
                        StrategiesExports.all(),
                        P2pExports.all())
                .flatMap(List::stream)
                .toList();
        List<PersonExport> holdings = Stream.of(
                        WalletPrivacyQueries.holdings(),
                        TradingService.personHoldings(),
                        IdentityExports.holdings(),
                        P2pExports.holdings())
                .flatMap(List::stream)
                .toList();
        List<PersonExport> removals = Stream.of(
                        WalletPrivacyQueries.removals(),
                        RiskExports.removals(),
                        StrategiesExports.removals(),
                        P2pExports.removals())
                .flatMap(List::stream)
                .toList();
        AccountClosureBalances money = new AccountClosureBalances(platform.database(), orderEntry, orderEntry.listed());
        AccountHoldings others = new AccountHoldings(platform.database(), holdings);
        return new ExternalPersonData(
                rows,
                new AllHoldings(money, others),
                new Forfeits(money),
                removals,
                (tenant, due, by) -> tasks.order(
                        new TaskRequest(tenant, TaskKindNames.OWN_DATA, Task.PRIORITY_DEFAULT, null, due, by)));
    }

    private record AllHoldings(AccountClosureBalances money, AccountHoldings others)
            implements ExternalPersonData.Holdings {

        @Override
        public List<String> of(AccountId account) {
            return joined(money.inTheWay(account), account);
        }

        @Override
        public List<String> begun(AccountId account) {
            return joined(money.begun(account), account);
        }

        private List<String> joined(List<String> payments, AccountId account) {
            Stream<AccountId> accounts = Stream.concat(Stream.of(account), money.isolatedOf(account).stream());
            return Stream.concat(payments.stream(), accounts.flatMap(each -> others.of(each).stream()))
                    .toList();
        }
    }

    private record Forfeits(AccountClosureBalances money) implements ExternalPersonData.Forfeits {

        @Override
        public List<String> of(AccountId account) {
            return money.forfeited(account);
        }

        @Override
        public List<String> unclaimed(AccountId account) {
            return money.withdrawable(account);
        }

        @Override
        public Map<AccountId, List<String>> held(int tenant, Collection<AccountId> accounts) {
            return money.held(tenant, accounts);
        }

        @Override
        public List<String> take(AccountId account, String cause) {
            return money.forfeit(account, cause);
        }
    }

    @Override
    public int eraseDue(int tenant) {
        return people.erasures().eraseDue(tenant);
    }

    @Override
    public String completeErasures(int tenant) {
        return people.completion().complete(tenant);
    }

    @Override
    public int makeArchives(int tenant, IntConsumer percent) {
        return people.archives().makeAll(tenant, percent);
    }
}
