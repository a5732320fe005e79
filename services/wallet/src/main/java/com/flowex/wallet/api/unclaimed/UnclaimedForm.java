package com.flowex.wallet.api.unclaimed;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.unclaimed.UnclaimedTransfers;
import com.flowex.wallet.app.unclaimed.UnclaimedTransfers.ProposedTerms;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.unclaimed.UnclaimedTransfer;
import org.jspecify.annotations.Nullable;

/**
 * Proposal as a request or a command sends it; the schema UnclaimedTransferRequest.
 *
 * @param account account of an erased person; null for a return
 * @param currency asset; null for a return, which is of the asset that was moved
 * @param to receiving account: the fee account or a customer's
 * @param returns transfer whose money is paid back; null if the money leaves the account of an erased person
 */
record UnclaimedForm(
        @Nullable String account,
        @Nullable String currency,
        @Nullable String amount,
        @Nullable String to,
        @Nullable String returns,
        @Nullable String reason) {

    private static final int CODE_LENGTH_MAX = 20;
    private static final int ACCOUNT_LENGTH_MAX = 13;
    private static final int ID_LENGTH_MAX = 36;

    /**
     * Drafts the proposal; writes nothing.
     *
     * @param by user who proposes it
     * @throws Refusal if a field is missing or wrong, or a rule refuses the transfer
     */
    UnclaimedTransfer drafted(UnclaimedTransfers transfers, InstrumentDirectory directory, int tenant, long by) {
        return returns == null ? ofErased(transfers, directory, tenant, by) : back(transfers, directory, tenant, by);
    }

    private UnclaimedTransfer ofErased(
            UnclaimedTransfers transfers, InstrumentDirectory directory, int tenant, long by) {
        Fields fields = new Fields();
        String from = fields.text("account", account, ACCOUNT_LENGTH_MAX);
        String code = fields.text("currency", currency, CODE_LENGTH_MAX);
        fields.check();
        return transfers.drafted(
                AccountIdParser.of(tenant, from), terms(directory.namedAsset(tenant, code), tenant, by));
    }

    private UnclaimedTransfer back(UnclaimedTransfers transfers, InstrumentDirectory directory, int tenant, long by) {
        Fields fields = new Fields();
        String id = fields.text("returns", returns, ID_LENGTH_MAX);
        if (account != null) {
            fields.refuse("account", "left out where a transfer is returned");
        }
        if (currency != null) {
            fields.refuse("currency", "left out where a transfer is returned");
        }
        fields.check();
        UnclaimedTransfer of = transfers.find(
                tenant, DerivedIds.parse(id).orElseThrow(() -> Refusal.invalid("returns", "32 hexadecimal digits")));
        return transfers.returned(of, terms(directory.asset(of.amount().asset()), tenant, by));
    }

    private ProposedTerms terms(Asset asset, int tenant, long by) {
        Fields fields = new Fields();
        long units = fields.positive("amount", amount, asset.scale());
        String receiver = fields.text("to", to, ACCOUNT_LENGTH_MAX);
        String why = fields.name("reason", reason, UnclaimedTransfer.REASON_LENGTH_MAX);
        fields.check();
        AccountId account = receiver.equals(Long.toString(AccountId.FEES))
                ? AccountId.feesOf(tenant)
                : AccountIdParser.of(tenant, receiver);
        return new ProposedTerms(account, new Amount(asset.id(), units), why, by);
    }
}
