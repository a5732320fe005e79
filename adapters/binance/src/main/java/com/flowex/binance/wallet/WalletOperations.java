package com.flowex.binance.wallet;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.tenancy.Feature;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Symbols;
import com.flowex.platform.health.Health;
import com.flowex.trading.TradingQueries;
import com.flowex.wallet.WalletFacade;
import java.util.stream.Stream;

/** Operations below {@code /sapi/v1}. */
public final class WalletOperations {

    private static final String CAPITAL = "/sapi/v1/capital/";
    private static final int HISTORY_WEIGHT = 10;

    /** Weight of up to thirty reads of the log. */
    private static final int SNAPSHOTS_WEIGHT = 200;

    private final Health health;
    private final CoinQueries coins;
    private final DepositQueries deposits;
    private final WithdrawalOperations withdrawals;
    private final TradeFees fees;
    private final AccountQueries accounts;
    private final AccountSnapshots snapshots;
    private final EmptyIncome others;

    /**
     * Makes the operations.
     *
     * @param health shows whether orders and money move
     */
    public WalletOperations(
            Health health,
            WalletFacade counter,
            Symbols symbols,
            TradingQueries trading,
            KeyRights rights,
            AccountSnapshots snapshots) {
        NetworkNames networks = new NetworkNames(counter);
        this.health = health;
        this.coins = new CoinQueries(counter);
        this.deposits = new DepositQueries(counter, networks);
        this.withdrawals = new WithdrawalOperations(counter, networks);
        this.fees = new TradeFees(symbols, trading);
        this.accounts = new AccountQueries(rights, counter, trading);
        this.snapshots = snapshots;
        this.others = new EmptyIncome(counter);
    }

    /** {@code system/status}. */
    private record StatusBody(int status, String msg) {}

    public Operations operations() {
        Access read = Access.of(Permission.READ);
        return others.operations()
                .at("GET", "/sapi/v1/system/status", Operation.of(1, Access.PUBLIC, this::status))
                .at("GET", CAPITAL + "config/getall", Operation.of(3, read, coins::all))
                .at("GET", "/sapi/v1/asset/assetDetail", Operation.of(3, read, coins::details, "asset"))
                .at("GET", "/sapi/v1/asset/tradeFee", Operation.of(1, read, fees::of, "symbol"))
                .at("GET", "/sapi/v1/account/apiRestrictions", Operation.of(1, read, accounts::restrictions))
                .at("GET", "/sapi/v1/account/status", Operation.of(1, read, accounts::status))
                .at("GET", "/sapi/v1/account/apiTradingStatus", Operation.of(1, read, accounts::tradingStatus))
                .at(
                        "GET",
                        "/sapi/v1/accountSnapshot",
                        Operation.of(SNAPSHOTS_WEIGHT, read, snapshots::of, AccountSnapshots.TAKES))
                .at(
                        "POST",
                        "/sapi/v1/asset/getUserAsset",
                        Operation.of(3, read, accounts::holdings, "asset", "needBtcValuation"))
                .at("GET", CAPITAL + "deposit/address", Operation.of(1, read, deposits::address, "coin", "network"))
                .at(
                        "GET",
                        CAPITAL + "deposit/address/list",
                        Operation.of(3, read, deposits::addresses, "coin", "network"))
                .at(
                        "GET",
                        CAPITAL + "deposit/hisrec",
                        Operation.of(HISTORY_WEIGHT, read, deposits::history, accepts("txId")))
                .at(
                        "POST",
                        CAPITAL + "withdraw/apply",
                        Operation.of(
                                        1,
                                        Access.of(Permission.WITHDRAW),
                                        withdrawals::apply,
                                        "coin",
                                        "withdrawOrderId",
                                        "network",
                                        "address",
                                        "addressTag",
                                        "amount",
                                        "name",
                                        "walletType")
                                .partOf(Feature.WITHDRAWALS)
                                .inTheAuditLog())
                .at(
                        "GET",
                        CAPITAL + "withdraw/history",
                        Operation.of(HISTORY_WEIGHT, read, withdrawals::history, accepts("withdrawOrderId", "idList")));
    }

    private static String[] accepts(String... more) {
        return Stream.concat(Stream.of(TransferHistory.TAKES), Stream.of(more)).toArray(String[]::new);
    }

    private StatusBody status(OperationCall call) {
        return health.ready() ? new StatusBody(0, "normal") : new StatusBody(1, "system_maintenance");
    }
}
