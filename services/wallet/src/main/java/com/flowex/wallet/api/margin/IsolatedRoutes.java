package com.flowex.wallet.api.margin;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.wallet.app.margin.IsolatedTransfers;
import com.flowex.wallet.app.margin.IsolatedTransfers.TransferResult;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.store.chain.DerivedIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/margin/isolated}: a customer's isolated accounts, and transfers from and to them. */
public final class IsolatedRoutes {

    private static final String ISOLATED = MarginRoutes.MARGIN + "/isolated";

    /** Weight of a read of several accounts. */
    static final int WEIGHT = 10;

    private final MarginAccounts accounts;
    private final IsolatedTransfers transfers;
    private final IsolatedAccounts isolated;
    private final InstrumentDirectory directory;
    private final ConsistentView view;

    public IsolatedRoutes(MarginAccounts accounts, IsolatedTransfers transfers, ConsistentView view) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.directory = accounts.directory();
        this.isolated = new IsolatedAccounts(directory);
        this.view = view;
    }

    /** Money always comes back; none is sent in while the tenant's feature is off. */
    public Routes routes() {
        Access trade = Access.of(Permission.TRADE);
        return new Routes()
                .get(ISOLATED, Access.of(Permission.READ), this::list)
                .weight(WEIGHT)
                .post(ISOLATED + "/{symbol}/transfers-in", trade, request -> move(request, true))
                .partOf(Feature.MARGIN)
                .audited()
                .post(ISOLATED + "/{symbol}/transfers-out", trade, request -> move(request, false))
                .audited();
    }

    private record TransferForm(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String id) {}

    /** The schema IsolatedTransfer. */
    private record TransferBody(String id, String symbol, String currency, String amount, long sequence) {}

    /**
     * The schema IsolatedAccount.
     *
     * @param account number of the account
     */
    private record AccountBody(String symbol, String account, MarginAccountBody margin) {}

    /** The schema IsolatedAccounts. */
    record AccountsBody(List<AccountBody> items) {

        /** Returns the isolated accounts of a main account that have or had money. */
        static AccountsBody of(MarginAccounts accounts, AccountId main) {
            IsolatedAccounts isolated = new IsolatedAccounts(accounts.directory());
            return new AccountsBody(accounts.isolatedOf(main).stream()
                    .map(account -> new AccountBody(
                            isolated.symbolOf(account),
                            Long.toString(account.number()),
                            MarginAccountBody.of(accounts, account)))
                    .toList());
        }
    }

    /** Entry for the audit log. */
    private record AuditedTransfer(String symbol, String currency, String amount, boolean in) {}

    private Answer list(Request request) {
        view.await(request);
        return Answer.ok(AccountsBody.of(accounts, request.caller().account()));
    }

    private Answer move(Request request, boolean isIn) {
        TransferForm form = request.body(TransferForm.class);
        AccountId main = request.caller().account();
        String symbol = request.path("symbol");
        AccountId account = isolated.of(main, symbol);
        Fields fields = new Fields();
        String key = MarginRoutes.key(request, form.id(), fields);
        String code = fields.text("currency", form.currency(), Asset.CODE_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(main.tenant(), code);
        long units = fields.positive("amount", form.amount(), asset.scale());
        fields.check();
        String amount = MarginFormat.units(units, asset);
        request.auditBefore("account " + main.number(), null, new AuditedTransfer(symbol, asset.code(), amount, isIn));
        TransferResult done = transfers.move(request, account, new Amount(asset.id(), units), isIn, key);
        TransferBody body = new TransferBody(
                DerivedIds.hex(DerivedIds.uuid(done.id())), symbol, asset.code(), amount, done.sequence());
        return done.isNew() ? Answer.created(body) : Answer.ok(body);
    }
}
