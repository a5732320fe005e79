package com.flowex.wallet.deposit;

import com.flowex.custody.Chain;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Page;
import com.flowex.edge.http.Request;
import com.flowex.ground.database.Database;
import com.flowex.wallet.chain.AddressDirectory;
import com.flowex.wallet.chain.CustodyConnections;
import com.flowex.wallet.terms.Terms;
import com.flowex.wallet.terms.TermsTable;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/wallet/addresses}: the deposit addresses for each asset, on each network that carries it. */
record ListAddressesEndpoint(
        Database database, InstrumentDirectory directory, CustodyConnections vault, AddressDirectory addresses)
        implements Endpoint {

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        List<AddressBody> all = new ArrayList<>();
        for (Asset asset : directory.assetsOf(account.tenant())) {
            Terms terms = database.query(account.tenant(), connection -> TermsTable.of(connection, asset));
            for (Chain chain : vault.of(asset)) {
                all.add(AddressBody.of(chain, asset, addresses.of(chain, account), terms));
            }
        }
        return Answer.ok(Page.whole(all));
    }
}
