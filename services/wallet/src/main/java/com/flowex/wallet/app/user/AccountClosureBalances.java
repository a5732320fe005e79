package com.flowex.wallet.app.user;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.platform.database.Database;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.margin.MarginQueries;
import com.flowex.wallet.store.transaction.ClosureQueries;
import com.flowex.wallet.store.transaction.ClosureQueries.Balance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Money of an account that its owner closes. An amount below the least withdrawal does not prevent the closing, because
 * the owner cannot withdraw it and anyone could have sent it. It goes to the exchange's own account. A larger amount that
 * arrives after the request does not prevent it either: it stays in the account, which then has no owner.
 */
public final class AccountClosureBalances {

    private static final Logger LOG = LoggerFactory.getLogger(AccountClosureBalances.class);

    /** Types of payments, and the words for them. */
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("deposit", "deposits"),
            Map.entry("withdrawal", "withdrawals"),
            Map.entry("internal", "transfers"));

    private final ClosureQueries rest;
    private final MarginQueries margin;
    private final IsolatedAccounts isolated;
    private final LedgerTransfers moves;

    /** @param assets assets up to the position of a view */
    public AccountClosureBalances(Database database, OrderEntryService orderEntry, InstrumentDirectory assets) {
        this.rest = new ClosureQueries(database, assets);
        this.margin = new MarginQueries(database);
        this.isolated = new IsolatedAccounts(orderEntry.listed());
        this.moves = new LedgerTransfers(orderEntry);
    }

    /** Returns the isolated accounts of a main account that have or had money. */
    public List<AccountId> isolatedOf(AccountId main) {
        return margin.funded(main.tenant(), isolated.allOf(main));
    }

    /** Returns the money in isolated accounts, in words: all of it can go to the main account first. */
    private Stream<String> inIsolated(AccountId main) {
        return rest.held(main.tenant(), isolatedOf(main)).stream()
                .map(held -> "a balance of " + held.asset().code() + " in the isolated account of "
                        + isolated.symbolOf(held.account()));
    }

    /** Returns the balances and payments that prevent the account from being closed, in words. */
    public List<String> inTheWay(AccountId account) {
        ClosureQueries.Rest now = rest.of(account);
        List<String> left = new ArrayList<>();
        now.balances().stream()
                .filter(balance -> !balance.isSmall())
                .map(balance -> "a balance of " + balance.asset().code())
                .forEach(left::add);
        inIsolated(account).forEach(left::add);
        left.addAll(underWay(now, _ -> true));
        return left;
    }

    /**
     * Returns what the owner left unfinished after the request, in words: payments out, balances in use and debts.
     * Payments in are not part of it, because others send them.
     */
    public List<String> begun(AccountId account) {
        ClosureQueries.Rest now = rest.of(account);
        List<String> left = new ArrayList<>();
        now.balances().stream()
                .filter(balance -> balance.held() != 0 || balance.units() < 0)
                .map(balance -> "a balance of " + balance.asset().code())
                .forEach(left::add);
        inIsolated(account).forEach(left::add);
        left.addAll(underWay(now, kind -> !kind.equals("deposit")));
        return left;
    }

    private static List<String> underWay(ClosureQueries.Rest now, Predicate<String> kinds) {
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, String> kind : KINDS) {
            long count = now.payments().stream()
                    .filter(payment -> payment.type().equals(kind.getKey()) && !payment.isSmall())
                    .count();
            if (count > 0 && kinds.test(kind.getKey())) {
                left.add(count + " " + kind.getValue() + " under way");
            }
        }
        return left;
    }

    /** Returns the balances that are large enough to be withdrawn, for example "10 USDT". */
    public List<String> withdrawable(AccountId account) {
        return rest.balances(account).stream()
                .filter(balance -> balance.units() > 0 && !balance.isSmall())
                .map(AccountClosureBalances::text)
                .toList();
    }

    /** Returns all amounts in accounts, for example "10 USDT"; accounts without money are left out. */
    public Map<AccountId, List<String>> held(int tenant, Collection<AccountId> accounts) {
        return rest.held(tenant, accounts).stream()
                .collect(Collectors.groupingBy(
                        ClosureQueries.HeldAmount::account,
                        Collectors.mapping(held -> text(held.asset(), held.units()), Collectors.toList())));
    }

    /** Returns the balances that go to the exchange when the account is closed, for example "0.000001 USDT". */
    public List<String> forfeited(AccountId account) {
        return small(account).stream().map(AccountClosureBalances::text).toList();
    }

    /**
     * Moves balances that are too small to withdraw to the exchange's own account. A repeated call moves nothing twice.
     *
     * @param cause id of the closing; a repeated call must pass the same one
     * @return the moved balances, for example "0.000001 USDT"
     * @throws LedgerTransfers.UnknownTransferOutcomeException if the call must be repeated
     */
    public List<String> forfeit(AccountId account, String cause) {
        List<String> moved = new ArrayList<>();
        for (Balance balance : small(account)) {
            LedgerTransfers.TransferResult result = moves.move(account, List.of(step(account, cause, balance)));
            if (result instanceof LedgerTransfers.TransferResult.Refused(var why)) {
                // The balance was spent in between, or an earlier call has already moved it.
                LOG.warn("{} stays in account {}: {}", balance.asset().code(), account, why.getMessage());
            } else {
                moved.add(text(balance));
            }
        }
        return moved;
    }

    /**
     * Returns the transfer of a balance. The amount is part of its id, so money that arrived after an earlier call is
     * another transfer.
     */
    private static TransferStep step(AccountId account, String cause, Balance balance) {
        Amount amount = new Amount(balance.asset().id(), balance.units());
        String subject = account + "\n" + cause + "\n" + amount.asset().value() + "\n" + amount.units();
        return new TransferStep.Post(new Transfer(
                DerivedIds.transfer("forfeit", subject),
                account,
                AccountId.feesOf(account.tenant()),
                amount,
                TransferKind.INTERNAL));
    }

    private List<Balance> small(AccountId account) {
        return rest.balances(account).stream().filter(Balance::isSmall).toList();
    }

    private static String text(Balance balance) {
        return text(balance.asset(), balance.units());
    }

    private static String text(Asset asset, long units) {
        return Decimals.format(units, asset.scale()) + " " + asset.code();
    }
}
