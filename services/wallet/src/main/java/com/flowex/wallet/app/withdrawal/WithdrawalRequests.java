package com.flowex.wallet.app.withdrawal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flowex.access.auth.AuditedCaller;
import com.flowex.access.auth.Permission;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests for withdrawals over any protocol: they are validated, confirmed by a second factor, assessed, begun once,
 * and audited.
 */
public final class WithdrawalRequests {

    private static final int ADDRESS_LENGTH_MAX = 200;

    private final Withdrawals withdrawals;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final BalanceQueries balances;
    private final ConsistentView view;
    private final OutgoingPolicy policy;

    public WithdrawalRequests(
            Withdrawals withdrawals, ChainDirectory chains, CurrentBalances balances, OutgoingPolicy policy) {
        this.withdrawals = withdrawals;
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.directory = chains.directory();
        this.balances = balances.queries();
        this.view = balances.view();
        this.policy = policy;
    }

    /**
     * Request for a withdrawal, as sent.
     *
     * @param key the caller's key; the same key is the same withdrawal
     * @param code second-factor code
     * @param label caller's name for the address, for the audit log
     */
    public record Form(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String address,
            @Nullable String network,
            @Nullable String memo,
            Optional<String> key,
            @Nullable String code,
            Optional<String> label) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "Form[" + currency + ", " + amount + ", " + address + "]";
        }
    }

    /**
     * A withdrawal and its origin.
     *
     * @param isNew true if it began with this request
     */
    public record AcceptedWithdrawal(Withdrawal withdrawal, boolean isNew) {}

    /** Entry for the audit log. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Audited(
            String id,
            String currency,
            String amount,
            String network,
            String address,
            @Nullable String label,
            int risk) {}

    /**
     * Begins a withdrawal, or finds the one of this key.
     *
     * @throws Refusal naming the field, limit or rule that it breaks
     */
    public AcceptedWithdrawal request(AuditedCaller doer, Form form) {
        RequestedWithdrawal requestedWithdrawal = requested(doer, form);
        Optional<Withdrawal> before = withdrawals.before(requestedWithdrawal);
        if (before.isPresent()) {
            return new AcceptedWithdrawal(before.get(), false);
        }
        policy.requireMayRequest(doer.caller(), requestedWithdrawal.outgoing(), form.code());
        view.await(doer);
        long available = balances.available(
                requestedWithdrawal.account(), requestedWithdrawal.asset().id());
        if (available < requestedWithdrawal.units()) {
            throw Refusal.refused(RejectReason.INSUFFICIENT_FUNDS);
        }
        AcceptedWithdrawal requested = withdrawals.request(
                requestedWithdrawal, available, policy.accessChanges(requestedWithdrawal.outgoing()));
        Withdrawal withdrawal = requested.withdrawal();
        doer.audit(
                "withdrawal " + DerivedIds.hex(withdrawal.id()),
                null,
                new Audited(
                        DerivedIds.hex(withdrawal.id()),
                        requestedWithdrawal.asset().code(),
                        Decimals.format(
                                requestedWithdrawal.units(),
                                requestedWithdrawal.asset().scale()),
                        requestedWithdrawal.network(),
                        requestedWithdrawal.address(),
                        form.label().orElse(null),
                        withdrawal.risk()));
        return requested;
    }

    /** Returns the withdrawals among an account's transactions, in order. */
    public List<Withdrawal> of(AccountId account, List<WalletTransaction> transactions) {
        return withdrawals.of(account, transactions);
    }

    /** Returns an account's withdrawal with this key. */
    public Optional<Withdrawal> find(AccountId account, String key) {
        return withdrawals.find(account, key);
    }

    private RequestedWithdrawal requested(AuditedCaller doer, Form form) {
        AccountId account = doer.account();
        Fields fields = new Fields();
        String currency = fields.text("currency", form.currency(), 32);
        String typed = fields.text("address", form.address(), ADDRESS_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(account.tenant(), currency);
        Chain chain = vault.named(asset, form.network());
        long units = fields.positive("amount", form.amount(), asset.scale());
        String address = DestinationParser.read(chain, typed, vault, fields);
        String memo = DestinationParser.memo(chain, form.memo(), fields);
        fields.check();
        requireFine(chain, asset, units);
        requireElsewhere(chain, account, address);
        return new RequestedWithdrawal(
                account,
                doer.caller().userId(),
                asset,
                units,
                chain,
                address,
                memo,
                form.key().orElseGet(() -> UUID.randomUUID().toString()),
                doer.caller().may(Permission.VIP_TERMS),
                doer.caller().credential().apiKey());
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

    /** Refuses a payment to the account's own address: it would cost a fee and move nothing. */
    private void requireElsewhere(Chain chain, AccountId account, String address) {
        boolean isHot = addresses.hot(chain, account.tenant()).address().equals(address);
        if (isHot || addresses.of(chain, account).equals(address)) {
            throw Refusal.invalid("address", "not one of your own on this exchange");
        }
    }
}
