package com.flowex.wallet.app.user;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.wallet.app.chain.LedgerTransfers;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.terms.TermsTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Money of an account that its owner closes. An amount below the least withdrawal does not prevent the closing, because
 * the owner cannot withdraw it and anyone could have sent it. It goes to the exchange's own account.
 */
public final class AccountClosureBalances {

    private static final Logger LOG = LoggerFactory.getLogger(AccountClosureBalances.class);

    private static final String BALANCES = """
            SELECT asset_id, balance, held FROM wallet.balances
            WHERE tenant = ? AND account = ? AND (balance <> 0 OR held <> 0) ORDER BY asset_id""";
    private static final String UNDER_WAY = """
            SELECT type, asset_id, units FROM custody.transactions
            WHERE tenant_id = ? AND account = ? AND status IN ('pending', 'confirming', 'frozen') ORDER BY type""";

    private final Database database;
    private final InstrumentDirectory directory;
    private final LedgerTransfers moves;

    /** @param directory assets up to the position of a view */
    public AccountClosureBalances(Database database, OrderEntryService desk, InstrumentDirectory directory) {
        this.database = database;
        this.directory = directory;
        this.moves = new LedgerTransfers(desk);
    }

    private record Balance(Asset asset, long units, long held, boolean isSmall) {

        String text() {
            return Decimals.format(units, asset.scale()) + " " + asset.code();
        }
    }

    private record Payment(String type, boolean isSmall) {}

    /** Returns the balances and payments that prevent the account from being closed, in words. */
    public List<String> inTheWay(AccountId account) {
        return database.query(account.tenant(), connection -> {
            List<String> left = new ArrayList<>();
            balances(connection, account).stream()
                    .filter(balance -> !balance.isSmall())
                    .map(balance -> "a balance of " + balance.asset().code())
                    .forEach(left::add);
            List<Payment> payments = payments(connection, account);
            for (String type : List.of("deposit", "withdrawal")) {
                long count = payments.stream()
                        .filter(payment -> payment.type().equals(type) && !payment.isSmall())
                        .count();
                if (count > 0) {
                    left.add(count + " " + type + "s under way");
                }
            }
            return left;
        });
    }

    /** Returns the balances that go to the exchange when the account is closed, for example "0.000001 USDT". */
    public List<String> forfeited(AccountId account) {
        return small(account).stream().map(Balance::text).toList();
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
            LedgerTransfers.TransferResult said = moves.move(account, List.of(step(account, cause, balance)));
            if (said instanceof LedgerTransfers.TransferResult.Refused(var why)) {
                // The balance was spent in between, or an earlier call has already moved it.
                LOG.warn("{} of account {} stays there: {}", balance.asset().code(), account, why.getMessage());
            } else {
                moved.add(balance.text());
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
        return database.query(account.tenant(), connection -> balances(connection, account).stream()
                .filter(Balance::isSmall)
                .toList());
    }

    private List<Balance> balances(Connection connection, AccountId account) throws SQLException {
        List<Balance> rows = Sql.all(
                connection,
                row -> new Balance(directory.asset(new AssetId(row.getInt(1))), row.getLong(2), row.getLong(3), false),
                BALANCES,
                account.tenant(),
                account.number());
        List<Balance> judged = new ArrayList<>();
        for (Balance row : rows) {
            boolean small = row.held() == 0
                    && row.units() > 0
                    && row.units() < TermsTable.of(connection, row.asset()).least();
            judged.add(new Balance(row.asset(), row.units(), row.held(), small));
        }
        return judged;
    }

    /**
     * Returns the payments in progress. A deposit that is too small to withdraw does not prevent the closing either.
     */
    private List<Payment> payments(Connection connection, AccountId account) throws SQLException {
        record Row(String type, Asset asset, long units) {}
        List<Row> rows = Sql.all(
                connection,
                row -> new Row(row.getString(1), directory.asset(new AssetId(row.getInt(2))), row.getLong(3)),
                UNDER_WAY,
                account.tenant(),
                account.number());
        List<Payment> judged = new ArrayList<>();
        for (Row row : rows) {
            boolean small = row.type().equals("deposit")
                    && row.units() < TermsTable.of(connection, row.asset()).least();
            judged.add(new Payment(row.type(), small));
        }
        return judged;
    }
}
