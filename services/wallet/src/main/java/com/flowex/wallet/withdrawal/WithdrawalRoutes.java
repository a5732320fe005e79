package com.flowex.wallet.withdrawal;

import com.flowex.custody.Chain;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OwnView;
import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.domain.Decimals;
import com.flowex.domain.RejectReason;
import com.flowex.edge.access.Credential;
import com.flowex.edge.access.Permission;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Request;
import com.flowex.edge.http.Routes;
import com.flowex.edge.tenancy.Feature;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import com.flowex.wallet.balance.BalanceQueries;
import com.flowex.wallet.chain.Addresses;
import com.flowex.wallet.chain.ChainAmounts;
import com.flowex.wallet.chain.DerivedIds;
import com.flowex.wallet.chain.Vault;
import com.flowex.wallet.people.People;
import com.flowex.wallet.transfer.RequestKey;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users do with withdrawals of their own. */
final class WithdrawalRoutes {

    private static final String WITHDRAWALS = "/api/wallet/withdrawals";
    private static final int ADDRESS_LENGTH_MAX = 200;
    private static final int MEMO_LENGTH_MAX = 64;

    private final Withdrawals withdrawals;
    private final Vault vault;
    private final Addresses addresses;
    private final InstrumentDirectory directory;
    private final BalanceQueries balances;
    private final OwnView view;
    private final People people;

    WithdrawalRoutes(
            Withdrawals withdrawals,
            Vault vault,
            Addresses addresses,
            InstrumentDirectory directory,
            BalanceQueries balances,
            OwnView view,
            People people) {
        this.withdrawals = withdrawals;
        this.vault = vault;
        this.addresses = addresses;
        this.directory = directory;
        this.balances = balances;
        this.view = view;
        this.people = people;
    }

    Routes routes() {
        return new Routes()
                .post("/api/wallet/withdraw", Access.of(Permission.WITHDRAW), this::ask)
                .partOf(Feature.WITHDRAWALS)
                .audited()
                .get(WITHDRAWALS + "/{id}", Access.of(Permission.READ), this::get)
                .delete(WITHDRAWALS + "/{id}", Access.of(Permission.WITHDRAW), this::cancel)
                .audited();
    }

    /**
     * The body as sent.
     *
     * @param code of the second factor
     */
    private record WithdrawBody(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String address,
            @Nullable String network,
            @Nullable String memo,
            @Nullable String id,
            @Nullable String code) {

        /** No code in any log. */
        @Override
        public String toString() {
            return "WithdrawBody[" + currency + ", " + amount + ", " + address + "]";
        }
    }

    /** What of a withdrawal goes into the audit log. */
    private record Audited(String id, String currency, String amount, String network, String address, int risk) {}

    private Answer ask(Request request) {
        WithdrawBody body = request.body(WithdrawBody.class);
        Wanted wanted = wanted(request, body);
        Optional<Withdrawal> before = withdrawals.before(wanted);
        if (before.isPresent()) {
            return Answer.ok(body(before.get()));
        }
        if (!wanted.byKey()) {
            people.secondFactor().confirm(request.caller(), body.code());
        }
        view.await(request);
        long available = balances.available(wanted.account(), wanted.asset().id());
        if (available < wanted.units()) {
            throw Refusal.refused(RejectReason.INSUFFICIENT_FUNDS);
        }
        Withdrawals.Asked asked = withdrawals.ask(
                wanted, available, people.accessChanges().of(wanted.account().tenant(), wanted.userId()));
        Withdrawal withdrawal = asked.withdrawal();
        request.audit(
                "withdrawal " + DerivedIds.hex(withdrawal.id()),
                null,
                new Audited(
                        DerivedIds.hex(withdrawal.id()),
                        wanted.asset().code(),
                        Decimals.format(wanted.units(), wanted.asset().scale()),
                        wanted.network(),
                        wanted.address(),
                        withdrawal.risk()));
        return asked.isNew() ? Answer.created(body(withdrawal)) : Answer.ok(body(withdrawal));
    }

    private Wanted wanted(Request request, WithdrawBody body) {
        AccountId account = request.caller().account();
        Fields fields = new Fields();
        Optional<String> key = RequestKey.of(request.header(RequestKey.HEADER), body.id(), fields);
        String currency = fields.text("currency", body.currency(), 32);
        String typed = fields.text("address", body.address(), ADDRESS_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(account.tenant(), currency);
        Chain chain = vault.named(asset, body.network());
        long units = fields.positive("amount", body.amount(), asset.scale());
        String address = Destination.read(chain, typed, vault, fields);
        String memo = memo(chain, body.memo(), fields);
        fields.check();
        requireFine(chain, asset, units);
        requireElsewhere(chain, account, address);
        return new Wanted(
                account,
                request.caller().userId(),
                asset,
                units,
                chain,
                address,
                memo,
                key.orElseGet(() -> UUID.randomUUID().toString()),
                request.caller().may(Permission.VIP_TERMS),
                request.caller().credential() instanceof Credential.Key);
    }

    private static String memo(Chain chain, @Nullable String memo, Fields fields) {
        if (memo == null || memo.isEmpty()) {
            return "";
        }
        if (!chain.scheme().network().takesMemo()) {
            fields.refuse(
                    "memo", "left out: the network " + chain.scheme().network().code() + " has none");
            return "";
        }
        return fields.name("memo", memo, MEMO_LENGTH_MAX);
    }

    private static void requireFine(Chain chain, Asset asset, long units) {
        var coin = chain.scheme().coin(asset.code()).orElseThrow();
        if (ChainAmounts.onChain(units, asset.scale(), coin).isEmpty()) {
            throw Refusal.invalid(
                    "amount",
                    "with at most " + coin.decimals() + " places on "
                            + chain.scheme().network().code());
        }
    }

    /** Money that is paid to oneself costs a fee and moves nothing. */
    private void requireElsewhere(Chain chain, AccountId account, String address) {
        boolean isHot = addresses.hot(chain, account.tenant()).address().equals(address);
        if (isHot || addresses.of(chain, account).equals(address)) {
            throw Refusal.invalid("address", "not one of your own on this exchange");
        }
    }

    private Answer get(Request request) {
        return Answer.ok(body(withdrawals.find(request.caller().account(), id(request))));
    }

    private Answer cancel(Request request) {
        UUID id = id(request);
        withdrawals.cancel(request.caller().account(), id);
        request.audit("withdrawal " + DerivedIds.hex(id), null, null);
        return Answer.ok(body(withdrawals.find(request.caller().account(), id)));
    }

    static UUID id(Request request) {
        return DerivedIds.parse(request.path("id")).orElseThrow(() -> Refusal.notFound("there is no such withdrawal"));
    }

    private WithdrawalBody body(Withdrawal withdrawal) {
        return WithdrawalBody.of(
                withdrawal, directory.asset(withdrawal.transaction().asset()), withdrawals.steps(withdrawal));
    }
}
