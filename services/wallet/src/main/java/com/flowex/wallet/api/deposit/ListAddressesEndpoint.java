package com.flowex.wallet.api.deposit;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsStore;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/wallet/addresses}: the deposit addresses for each asset, on each network that carries it. */
public record ListAddressesEndpoint(
        TermsStore terms, InstrumentDirectory directory, CustodyConnections vault, AddressDirectory addresses)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        List<AddressBody> all = new ArrayList<>();
        for (Asset asset : directory.assetsOf(account.tenant())) {
            Terms own = terms.of(asset);
            for (Chain chain : vault.of(asset)) {
                all.add(AddressBody.of(chain, asset, addresses.of(chain, account), own));
            }
        }
        return Answer.ok(Page.whole(all));
    }
}
